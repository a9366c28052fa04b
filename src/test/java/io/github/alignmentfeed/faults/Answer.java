package io.github.alignmentfeed.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** What a server does with one request. */
interface Answer {
  /** Of no use to anybody but the server; as DPoP has it (RFC 9449), and to be shown nowhere. */
  String NONCE = "MRKD-NONCE-0001";

  /** A closed connection is not used again. */
  void send(Socket to) throws IOException;

  static Answer json(int status, String body, String... headers) {
    return whole(status, "application/json", body, headers);
  }

  static Answer whole(int status, String type, String body, String... headers) {
    return to -> {
      byte[] bytes = body.getBytes(UTF_8);
      OutputStream out = to.getOutputStream();
      out.write(head(status, type, bytes.length, headers));
      out.write(bytes);
      out.flush();
    };
  }

  private static byte[] head(int status, String type, long length, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " As Told\r\n");
    head.append("Content-Type: ").append(type).append("\r\n");
    head.append("DPoP-Nonce: ").append(NONCE).append("\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(UTF_8);
  }

  /** A good answer, after which the connection is closed. */
  static Answer last(String body) {
    Answer answer = json(200, body, "Connection: close");
    return to -> {
      answer.send(to);
      to.close();
    };
  }

  /** A refusal whose message gives back every secret that came with the request. */
  static Answer refusal(Asked asked, int status, String error, String message, String... headers) {
    String said = (message + " " + asked.bearer() + " " + asked.body()).replace("\"", "\\\"");
    return json(status, "{\"error\":\"" + error + "\",\"message\":\"" + said + "\"}", headers);
  }

  static Answer html(int status) {
    String page = "<!doctype html><title>Forbidden</title><p>Not this way";
    return whole(status, "text/html; charset=utf-8", page);
  }

  /** The connection breaks without an answer. */
  static Answer reset() {
    return to -> {
      to.setSoLinger(true, 0);
      to.close();
    };
  }

  /** Half of a body, and then the end of the connection. */
  static Answer truncated() {
    return to -> {
      half(to);
      to.close();
    };
  }

  /** Half of a body, and then nothing. */
  static Answer stalled() {
    return Answer::half;
  }

  private static void half(Socket to) throws IOException {
    to.getOutputStream().write(head(200, "application/json", 1000));
    to.getOutputStream().write("{\"feed\":[{\"post\":".getBytes(UTF_8));
    to.getOutputStream().flush();
  }

  /** A body that comes a byte at a time, always in time to keep the connection open. */
  static Answer drip() {
    return to -> {
      OutputStream out = to.getOutputStream();
      out.write(head(200, "application/json", 1000));
      ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
      try {
        clock.scheduleAtFixedRate(() -> drop(out), 0, 20, MILLISECONDS).get(20, SECONDS);
      } catch (ExecutionException e) {
        // The other side has had enough.
      } catch (InterruptedException | TimeoutException e) {
        throw new IOException("nobody hung up", e);
      } finally {
        clock.shutdownNow();
      }
    };
  }

  private static void drop(OutputStream out) {
    try {
      out.write(' ');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A body of 200 MB, made as it is sent.
   *
   * @param sent counts what could be sent before the other side had enough
   */
  static Answer huge(AtomicLong sent) {
    return to -> {
      byte[] block = ("{\"more\":\"" + "x".repeat(65_000) + "\"},").getBytes(UTF_8);
      long blocks = 200_000_000 / block.length;
      OutputStream out = to.getOutputStream();
      out.write(head(200, "application/json", blocks * block.length + 9));
      out.write("{\"feed\":[".getBytes(UTF_8), 0, 9);
      for (long i = 0; i < blocks; i++) {
        out.write(block);
        sent.addAndGet(block.length);
      }
    };
  }
}
