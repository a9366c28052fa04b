package io.github.alignmentfeed;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGHUP, on systems and Java machines that have it. It is reached by name, because no
 * supported class of Java knows signals.
 */
final class Hangup {
  private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /** Does something at every hangup, instead of ending. */
  static void onEvery(Runnable work) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler told =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> "hangup";
                default -> {
                  work.run();
                  yield null;
                }
              };
      Object own = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, told);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), own);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.debug("no SIGHUP here: {}", e.toString());
    }
  }
}
