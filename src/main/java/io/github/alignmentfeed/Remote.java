package io.github.alignmentfeed;

import io.github.alignmentfeed.config.Configuration.Http;
import io.github.alignmentfeed.config.Secret;
import io.github.alignmentfeed.ops.ReportJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A running service, as another process of the same configuration asks it. */
public final class Remote {
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

  private final Http http;

  public Remote(Http http) {
    this.http = http;
  }

  /** What it answers. */
  public record Reply(int status, JsonNode body) {}

  /**
   * @throws RemoteException where no service answers, or something else does
   */
  public Reply get(String path, Duration patience) {
    return ask("GET", path, patience);
  }

  /**
   * Sends the token along.
   *
   * @throws RemoteException where no service answers, or something else does
   */
  public Reply post(String path, Duration patience) {
    return ask("POST", path, patience);
  }

  private Reply ask(String method, String path, Duration patience) {
    String host = EVERYWHERE.contains(http.host()) ? "127.0.0.1" : http.host();
    try {
      URI address = new URI("http", null, host, http.port(), path, null, null);
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setRequestProperty("Accept", "application/json");
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) Duration.ofSeconds(5).toMillis());
      connection.setReadTimeout((int) patience.toMillis());
      if (method.equals("POST")) {
        http.token()
            .map(Secret::reveal)
            .ifPresent(t -> connection.setRequestProperty("Authorization", "Bearer " + t));
        connection.setDoOutput(true);
        connection.getOutputStream().close();
      }
      int status = connection.getResponseCode();
      InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      try (InputStream body = in == null ? InputStream.nullInputStream() : in) {
        return reply(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException | URISyntaxException e) {
      throw new RemoteException(host, http.port(), e);
    }
  }

  /** Neither the pages on recorded posts nor another program answers so. */
  private Reply reply(int status, String body) {
    Optional<JsonNode> json = ReportJson.parse(body).filter(JsonNode::isObject);
    if (status == 404 || json.isEmpty()) {
      throw new RemoteException(http.port(), status);
    }
    return new Reply(status, json.get());
  }
}
