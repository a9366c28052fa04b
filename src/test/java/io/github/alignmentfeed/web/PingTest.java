package io.github.alignmentfeed.web;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.alignmentfeed.cycle.LogMark;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@Timeout(30)
final class PingTest {
  private static final String SECRET = "/0f1e2d3c-secret?of=mine";
  private static final Logger LOGS = (Logger) LoggerFactory.getLogger(Ping.class);

  @RegisterExtension
  private final WireMockExtension watcher = WireMockExtension.newInstance().build();

  private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> cycles = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          cycles.add(event.getMDCPropertyMap().getOrDefault(LogMark.CYCLE, ""));
          logged.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  @BeforeEach
  void logged() {
    appender.start();
    LOGS.setLevel(Level.TRACE);
    LOGS.addAppender(appender);
  }

  @AfterEach
  void notLoggedAnyMore() {
    LOGS.detachAppender(appender);
    LOGS.setLevel(null);
  }

  private String said(ResponseDefinitionBuilder answer) throws InterruptedException {
    watcher.stubFor(get(urlEqualTo(SECRET)).willReturn(answer));
    try (Ping ping = new Ping("a bot")) {
      ping.send(watcher.baseUrl() + SECRET);
      String line = logged.poll(20, SECONDS);
      assertThat(line).isNotNull().doesNotContain("0f1e2d3c");
      return line;
    }
  }

  @Test
  void theAddressIsAskedAsItIsWritten() throws InterruptedException {
    assertThat(said(ok())).isEqualTo("DEBUG pinged localhost");

    watcher.verify(
        1, getRequestedFor(urlEqualTo(SECRET)).withHeader("User-Agent", equalTo("a bot")));
  }

  @Test
  void whatIsSaidOfItBelongsToTheCycleThatAsked() throws InterruptedException {
    MDC.put(LogMark.CYCLE, "the cycle");
    try {
      said(ok());
      said(aResponse().withStatus(404));
      said(aResponse().withFault(Fault.EMPTY_RESPONSE));
    } finally {
      MDC.remove(LogMark.CYCLE);
    }

    assertThat(cycles).containsExactly("the cycle", "the cycle", "the cycle");
  }

  @Test
  void aRefusalIsALineInTheLogThatDoesNotTellTheAddress() throws InterruptedException {
    assertThat(said(aResponse().withStatus(404)))
        .isEqualTo("WARN the ping to localhost failed: status 404");
  }

  @Test
  void soIsAConnectionThatBreaks() throws InterruptedException {
    assertThat(said(aResponse().withFault(Fault.EMPTY_RESPONSE)))
        .startsWith("WARN the ping to localhost failed: ");
  }

  @Test
  void nobodyWaitsForAnAnswerThatDoesNotCome() {
    watcher.stubFor(get(urlEqualTo(SECRET)).willReturn(ok().withFixedDelay(25_000)));

    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          try (Ping ping = new Ping("a bot")) {
            ping.send(watcher.baseUrl() + SECRET);
          }
        });
  }
}
