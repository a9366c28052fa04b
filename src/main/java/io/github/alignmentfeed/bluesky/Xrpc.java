package io.github.alignmentfeed.bluesky;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * XRPC over HTTP with one server.
 *
 * @see <a href="https://atproto.com/specs/xrpc">the XRPC specification</a>
 */
final class Xrpc implements XrpcServer {
  private static final MediaType JSON = MediaType.get("application/json");

  private final Transport transport;
  private final HttpUrl base;

  Xrpc(Transport transport, HttpUrl base) {
    this.transport = transport;
    this.base = base;
  }

  @Override
  public String host() {
    return Endpoint.hostOf(base);
  }

  @Override
  public <T> T send(XrpcCall call, Reading<T> reading) {
    String method = call.method().toString();
    HttpUrl.Builder url = base.newBuilder().addPathSegment("xrpc").addPathSegment(method);
    call.params().forEach(param -> url.addQueryParameter(param.name(), param.value()));
    Request.Builder request =
        new Request.Builder().url(url.build()).header("Accept", "application/json");
    call.bearer().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    call.proxy().ifPresent(service -> request.header("atproto-proxy", service));
    if (call.procedure()) {
      request.post(
          call.body()
              .map(input -> new Input(Json.mapper().writeValueAsBytes(input), JSON))
              .orElseGet(() -> new Input(new byte[0], null)));
    }
    return transport.send(request.build(), method, call.repeat(), secrets(call), reading);
  }

  private static List<String> secrets(XrpcCall call) {
    List<String> secrets = new ArrayList<>();
    call.bearer().ifPresent(secrets::add);
    call.body().ifPresent(input -> secrets.add(input.path("password").stringValue("")));
    return secrets;
  }

  /** A body that OkHttp must not send a second time by itself: what is repeated is decided here. */
  private static final class Input extends RequestBody {
    private final byte[] bytes;
    private final @Nullable MediaType type;

    Input(byte[] bytes, @Nullable MediaType type) {
      this.bytes = bytes;
      this.type = type;
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
