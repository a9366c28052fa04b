package io.github.alignmentfeed.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Reads everything that the program says, at TRACE, and every file that it leaves. */
final class Watch implements AutoCloseable {
  /** What the operator wrote, and the one file in which secrets are kept. */
  private static boolean mayHoldSecrets(Path file) {
    return file.endsWith("bot.yaml")
        || file.endsWith("password")
        || file.toString().endsWith(".session.json");
  }

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch errors = new CountDownLatch(1);
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
          if (event.getLevel() == Level.ERROR) {
            errors.countDown();
          }
        }
      };

  Watch() {
    root.iteratorForAppenders()
        .forEachRemaining(
            other -> {
              if (other instanceof ch.qos.logback.core.ConsoleAppender<?>) {
                other.stop();
              }
            });
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.setLevel(Level.TRACE);
    root.addAppender(appender);
  }

  void said(String text) {
    texts.add(text);
  }

  /** Waits until something is logged as an error, for as long as any test may take. */
  boolean awaitError() throws InterruptedException {
    return errors.await(40, TimeUnit.SECONDS);
  }

  /** What was logged at a level or above it, each with the level's name. */
  List<String> logged(Level least) {
    return events.stream()
        .filter(e -> e.getLevel().isGreaterOrEqual(least))
        .map(e -> e.getLevel() + " " + e.getFormattedMessage())
        .toList();
  }

  /** Nothing said and nothing left in the folder holds a secret. */
  void foundNoSecret(Path folder) throws IOException {
    for (String text : texts) {
      hasNoSecret(text);
    }
    for (ILoggingEvent event : events) {
      hasNoSecret(event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        hasNoSecret(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!mayHoldSecrets(file)) {
          hasNoSecret(Files.readString(file, ISO_8859_1));
        }
      }
    }
  }

  private static void hasNoSecret(String text) {
    assertThat(text.toUpperCase(Locale.ROOT).contains(Scene.MARK))
        .as(() -> "a secret stands in: " + text.substring(0, Math.min(text.length(), 500)))
        .isFalse();
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(before);
    root.iteratorForAppenders().forEachRemaining(ch.qos.logback.core.Appender::start);
  }
}
