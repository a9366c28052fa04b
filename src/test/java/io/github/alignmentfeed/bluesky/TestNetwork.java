package io.github.alignmentfeed.bluesky;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.alignmentfeed.atproto.Handle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One server that plays every part: AppView, PLC directory, and the bot's own server. */
final class TestNetwork implements BeforeEachCallback, AfterEachCallback, InstantSource {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final String BOT = "did:plc:bot00000000000000000000a";
  static final String PASSWORD = "MARKED-PASS-WORD-0001";

  private static final WireMockServer SERVER = new WireMockServer(options().dynamicPort());
  private static final Logger LOGS =
      (Logger) LoggerFactory.getLogger("io.github.alignmentfeed.bluesky");

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = NOW;
  private Optional<Transport> transport = Optional.empty();
  private int scenarios;

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!SERVER.isRunning()) {
      SERVER.start();
    }
    SERVER.resetAll();
    pauses.clear();
    now = NOW;
    transport = Optional.of(transport(Duration.ofSeconds(5)));
    logged.list.clear();
    logged.start();
    LOGS.setLevel(Level.TRACE);
    LOGS.setAdditive(false);
    LOGS.addAppender(logged);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    LOGS.detachAppender(logged);
    LOGS.setAdditive(true);
    transport.ifPresent(Transport::close);
  }

  @Override
  public Instant instant() {
    return now;
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  URI uri() {
    return URI.create(SERVER.baseUrl());
  }

  /** The same server under another name, as if it were another host. */
  URI alias() {
    return URI.create("http://127.0.0.1:" + SERVER.port());
  }

  Transport transport() {
    return transport.orElseThrow();
  }

  /** A client with a short temper; it pauses by moving the clock. */
  Transport transport(Duration read) {
    Pause pause =
        wait -> {
          pauses.add(wait);
          later(wait);
        };
    return new Transport(
        "a-test/1",
        new Timeouts(Duration.ofSeconds(5), read, Duration.ofSeconds(10)),
        new Patience(3, Duration.ofMillis(400), Duration.ofSeconds(30), pause, () -> 0.5),
        this,
        Exchanges.UNWATCHED);
  }

  Xrpc xrpc() {
    return transport().xrpc(uri());
  }

  Identity identity() {
    return new Identity(transport(), uri(), uri());
  }

  PublicSource source() {
    return new PublicSource(transport(), uri(), this);
  }

  Login login() {
    return new Login(new Handle("bot.example.com"), () -> PASSWORD, Optional.of(uri()));
  }

  Session session(Path file) {
    return session(file, login());
  }

  Session session(Path file, Login login) {
    return new Session(transport(), identity(), login, file, this);
  }

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** All that was logged, at any level. */
  List<String> log() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  void stub(MappingBuilder mapping) {
    SERVER.stubFor(mapping);
  }

  static MappingBuilder query(String method) {
    return get(urlPathEqualTo("/xrpc/" + method));
  }

  static MappingBuilder procedure(String method) {
    return post(urlPathEqualTo("/xrpc/" + method));
  }

  /** Answers a method so every time. */
  void answers(MappingBuilder method, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(method.willReturn(answer));
  }

  /** Answers a method with these in turn; the last one for ever. */
  void answersInTurn(Supplier<MappingBuilder> method, ResponseDefinitionBuilder... answers) {
    String name = "turns" + scenarios++;
    for (int i = 0; i < answers.length; i++) {
      String state = i == 0 ? Scenario.STARTED : "after " + i;
      MappingBuilder mapping = method.get();
      SERVER.stubFor(
          mapping
              .inScenario(name)
              .whenScenarioStateIs(state)
              .willSetStateTo(i + 1 < answers.length ? "after " + (i + 1) : state)
              .willReturn(answers[i]));
    }
  }

  List<LoggedRequest> queries(String method) {
    return SERVER.findAll(getRequestedFor(urlPathEqualTo("/xrpc/" + method)));
  }

  List<LoggedRequest> procedures(String method) {
    return SERVER.findAll(postRequestedFor(urlPathEqualTo("/xrpc/" + method)));
  }

  int requests() {
    return SERVER.findAll(getRequestedFor(anyUrl())).size()
        + SERVER.findAll(postRequestedFor(anyUrl())).size();
  }

  static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(body);
  }

  /** A recorded answer from the test's resources, with each {@code NAME, value} pair put in. */
  static ResponseDefinitionBuilder recorded(String file, String... replacements) {
    return json(recording(file, replacements));
  }

  static String recording(String file, String... replacements) {
    try (InputStream in =
        Objects.requireNonNull(
            TestNetwork.class.getResourceAsStream("/bluesky-network/" + file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (int i = 0; i < replacements.length; i += 2) {
        text = text.replace(replacements[i], replacements[i + 1]);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ResponseDefinitionBuilder error(int status, String name, String message) {
    return json("{\"error\":\"" + name + "\",\"message\":\"" + message + "\"}").withStatus(status);
  }

  static ResponseDefinitionBuilder page(int status) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "text/html; charset=utf-8")
        .withBody("<!doctype html><title>Forbidden</title>");
  }

  static ResponseDefinitionBuilder lost() {
    return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
  }

  static JsonNode body(LoggedRequest request) {
    return Json.mapper().readTree(request.getBody());
  }
}
