package io.github.alignmentfeed.ops;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who asks a server over real HTTP. */
public final class Caller {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private final int port;

  public Caller(int port) {
    this.port = port;
  }

  /** What came back. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public JsonNode json() {
      return MAPPER.readTree(body);
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * @param headers names and values in turn
   */
  public Reply get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /**
   * @param form the body of a form
   * @param headers names and values in turn
   */
  public Reply post(String path, Map<String, String> form, String... headers) {
    String body =
        form.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Any method, without a body. */
  public Reply ask(String method, String path) {
    return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  private static Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(
          response.statusCode(),
          response.headers().map().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(", ", e.getValue()))),
          response.body());
    } catch (IOException e) {
      throw new IllegalStateException(request.build().uri() + " is not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
