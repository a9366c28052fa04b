package io.github.alignmentfeed.web;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A web in which one server plays every host. Names lead where a test says, and every connection
 * ends at that server, whatever address was dialled: so the checks of the program stay as they are.
 */
public final class TestWeb extends SocketFactory implements BeforeEachCallback, AfterEachCallback {
  private static final String SOMEWHERE = "93.184.215.14";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final Map<String, Deque<List<InetAddress>>> names = new HashMap<>();
  private final List<InetAddress> dialled = new ArrayList<>();
  private final List<String> lookedUp = new ArrayList<>();

  @Override
  public void beforeEach(ExtensionContext context) {
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.stop();
  }

  public Outlet outlet() {
    return new Outlet(this::lookup, this, HttpUrl.get("http://export.arxiv.org"));
  }

  public WireMockServer server() {
    return server;
  }

  /** A name leads to these addresses; told several times, in turn, the last for ever. */
  TestWeb name(String host, String... addresses) {
    List<InetAddress> found = new ArrayList<>();
    for (String address : addresses) {
      found.add(address(address));
    }
    names.computeIfAbsent(host, h -> new ArrayDeque<>()).add(found);
    return this;
  }

  /** Answers every request for a path of a host. */
  public void answers(String host, String path, ResponseDefinitionBuilder answer) {
    server.stubFor(any(urlEqualTo(path)).withHost(equalTo(host)).willReturn(answer));
  }

  public void redirects(String host, String path, String target) {
    answers(host, path, aResponse().withStatus(301).withHeader("Location", target));
  }

  /** Each request, as method, host and path. */
  public List<String> requests() {
    return logged().stream()
        .map(r -> r.getMethod() + " " + r.getHost() + r.getUrl())
        .sorted()
        .toList();
  }

  List<LoggedRequest> logged() {
    return server.findAll(anyRequestedFor(anyUrl()));
  }

  /** How many connections were made. */
  public synchronized int dials() {
    return dialled.size();
  }

  synchronized List<InetAddress> dialled() {
    return List.copyOf(dialled);
  }

  synchronized List<String> lookedUp() {
    return List.copyOf(lookedUp);
  }

  private synchronized List<InetAddress> lookup(String host) throws UnknownHostException {
    lookedUp.add(host);
    Deque<List<InetAddress>> turns = names.getOrDefault(host, new ArrayDeque<>());
    if (turns.isEmpty()) {
      return List.of(address(SOMEWHERE));
    }
    List<InetAddress> found = turns.size() > 1 ? turns.remove() : turns.element();
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found;
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private synchronized void dial(SocketAddress address) {
    dialled.add(((InetSocketAddress) address).getAddress());
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress address, int timeout) throws IOException {
        dial(address);
        super.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
