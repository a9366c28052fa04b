package io.github.alignmentfeed.ops;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One thing that the server answers.
 *
 * @param path with placeholders such as {@code {id}}
 * @param handler answers now or later; it holds no thread while it waits
 */
public record Route(Method method, String path, Access access, Handler handler) {

  /** What may be done with a path. */
  public enum Method {
    GET,
    POST
  }

  /** Who may ask. */
  public enum Access {
    /** Anybody who can reach the server. */
    ANYBODY,
    /** Who shows the token, or has signed in with it. */
    OPERATOR
  }

  /** Answers a request. */
  @FunctionalInterface
  public interface Handler {
    CompletableFuture<Answer> answer(Asked asked);
  }

  /** Something to read that anybody may ask for. */
  public static Route get(String path, Function<Asked, Answer> handler) {
    return new Route(Method.GET, path, Access.ANYBODY, atOnce(handler));
  }

  /** Something to do that only the operator may ask for. */
  public static Route change(String path, Handler handler) {
    return new Route(Method.POST, path, Access.OPERATOR, handler);
  }

  /** A handler that nobody waits for. */
  public static Handler atOnce(Function<Asked, Answer> handler) {
    return asked -> CompletableFuture.completedFuture(handler.apply(asked));
  }
}
