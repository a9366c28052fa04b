package io.github.alignmentfeed.ops;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Hangs up on whoever takes too long to send a body. The idle time does not: bytes that trickle
 * begin it anew, and whoever reads a body ahead goes on waiting after it.
 */
final class BodyDeadline extends Handler.Wrapper {
  private final Duration longest;

  BodyDeadline(Duration longest, Handler handler) {
    super(handler);
    this.longest = longest;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!hasBody(request)) {
      return super.handle(request, response, callback);
    }
    EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
    Scheduler.Task deadline =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> end.close(new TimeoutException("the body takes too long")),
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
    Request.addCompletionListener(request, failure -> deadline.cancel());
    return super.handle(new Watched(request, deadline), response, callback);
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static final class Watched extends Request.Wrapper {
    private final Scheduler.Task deadline;

    private Watched(Request request, Scheduler.Task deadline) {
      super(request);
      this.deadline = deadline;
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk != null && chunk.isLast()) {
        deadline.cancel();
      }
      return chunk;
    }
  }
}
