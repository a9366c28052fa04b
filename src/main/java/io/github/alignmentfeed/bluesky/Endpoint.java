package io.github.alignmentfeed.bluesky;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Addresses of servers. */
final class Endpoint {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

  private Endpoint() {}

  /**
   * @throws IllegalArgumentException where the address is not one of HTTP
   */
  static HttpUrl of(URI address) {
    HttpUrl url = HttpUrl.get(address);
    if (url == null) {
      throw new IllegalArgumentException("not an address of HTTP: " + address);
    }
    return url;
  }

  /**
   * The server that a DID document names, or nothing where a token must not be sent there: HTTPS,
   * and plain HTTP on this machine alone.
   */
  static Optional<URI> trusted(String address) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
      return Optional.empty();
    }
    boolean safe = url.isHttps() || LOCAL.contains(url.host());
    return safe ? Optional.of(url.uri()) : Optional.empty();
  }

  /** The address that a text of our own holds, or nothing where it holds none. */
  static Optional<URI> configured(String address) {
    return Optional.ofNullable(HttpUrl.parse(address)).map(HttpUrl::uri);
  }

  /** The host, and the port where it is not the usual one. */
  static String hostOf(HttpUrl url) {
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? url.host() : url.host() + ":" + url.port();
  }
}
