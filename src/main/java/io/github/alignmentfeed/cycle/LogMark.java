package io.github.alignmentfeed.cycle;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import org.slf4j.MDC;

/** Marks every line that is logged for a cycle with the cycle's id, whichever thread logs it. */
public final class LogMark {
  /** The name under which the id stands in SLF4J's diagnostic context. */
  public static final String CYCLE = "cycle";

  private LogMark() {}

  /**
   * From here on this thread logs for a cycle. It lasts until {@link #clear}, so that what a caller
   * logs of the cycle's result, or failure, is marked too.
   */
  static void set(String id) {
    MDC.put(CYCLE, id);
  }

  /** This thread no longer logs for a cycle. */
  public static void clear() {
    MDC.remove(CYCLE);
  }

  /** Makes threads that log with the mark that the calling thread has now. */
  public static ThreadFactory threads() {
    UnaryOperator<Runnable> marked = kept();
    return work -> new Thread(marked.apply(work));
  }

  /** Makes work that logs with the mark that the calling thread has now, whichever runs it. */
  public static UnaryOperator<Runnable> kept() {
    Map<String, String> mark = Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
    return work ->
        () -> {
          MDC.setContextMap(mark);
          try {
            work.run();
          } finally {
            MDC.clear();
          }
        };
  }
}
