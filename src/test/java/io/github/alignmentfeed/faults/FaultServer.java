package io.github.alignmentfeed.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An HTTP server down to its sockets, so that it can fail in every way in which a server can: it
 * refuses connections, breaks them, stalls in the middle of a body.
 */
final class FaultServer implements AutoCloseable {
  private final Function<Asked, Answer> healthy;
  private final List<Asked> seen = new CopyOnWriteArrayList<>();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Set<Socket> idle = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocket listening;

  private record Rule(Predicate<Asked> which, AtomicInteger left, Function<Asked, Answer> answer) {}

  /**
   * @param healthy how it answers where no fault was ordered
   */
  FaultServer(Function<Asked, Answer> healthy) {
    this.healthy = healthy;
    this.listening = listen(0);
    this.port = listening.getLocalPort();
  }

  private ServerSocket listen(int at) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
      start(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fault-server");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Every request, in the order in which they came. */
  List<Asked> seen() {
    return List.copyOf(seen);
  }

  int count(String method) {
    return (int) seen.stream().filter(asked -> asked.method().equals(method)).count();
  }

  void forget() {
    seen.clear();
  }

  /** From now on such requests are answered so. */
  void fails(Predicate<Asked> which, Function<Asked, Answer> answer) {
    fails(which, Integer.MAX_VALUE, answer);
  }

  /** The next few such requests are answered so. */
  void fails(Predicate<Asked> which, int times, Function<Asked, Answer> answer) {
    rules.add(new Rule(which, new AtomicInteger(times), answer));
  }

  /** Ends every fault. */
  void recovers() {
    rules.clear();
    if (listening.isClosed()) {
      listening = listen(port);
    }
  }

  /** Nothing listens at its address any more; only what is being answered is answered. */
  void down() {
    try {
      listening.close();
      for (Socket connection : idle) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.add(connection);
        start(() -> serve(connection));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (!connection.isClosed()) {
        idle.add(connection);
        Asked asked = read(in);
        idle.remove(connection);
        if (asked == null) {
          return;
        }
        seen.add(asked);
        answer(asked).send(connection);
      }
    } catch (IOException e) {
      // The other side has gone, as it may.
    } finally {
      connections.remove(connection);
      idle.remove(connection);
    }
  }

  private Answer answer(Asked asked) {
    for (Rule rule : rules) {
      if (rule.which().test(asked) && rule.left().getAndDecrement() > 0) {
        return rule.answer().apply(asked);
      }
    }
    return healthy.apply(asked);
  }

  private static Asked read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return Asked.of(line, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() {
    down();
    for (Socket connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
