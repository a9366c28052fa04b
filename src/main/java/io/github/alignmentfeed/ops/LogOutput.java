package io.github.alignmentfeed.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the log looks like: lines for people on stderr, or with {@code LOG_FORMAT=json} one JSON
 * object a line; {@code LOG_LEVEL} says how much. Logback asks for it by itself. A file that {@code
 * -Dlogback.configurationFile} names stands in its place.
 */
public final class LogOutput extends ContextAwareBase implements Configurator {
  private static final String LINE =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %replace([%.-8X{cycle}] ){'^\\[\\] $', ''}%logger{0}"
          + " %msg%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    String format = setting("LOG_FORMAT").orElse("text").toLowerCase(Locale.ROOT);
    Encoder<ILoggingEvent> encoder = format.equals("json") ? json() : lines();
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setName("stderr");
    stderr.setTarget("System.err");
    stderr.setContext(context);
    stderr.setEncoder(encoder);
    stderr.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(stderr);
    String level = setting("LOG_LEVEL").orElse("INFO");
    root.setLevel(Level.toLevel(level, Level.INFO));
    for (String chatty : List.of("org.quartz", "org.eclipse.jetty")) {
      context.getLogger(chatty).setLevel(Level.WARN);
    }
    // What it has to say of failures is said by the server.
    context.getLogger("io.javalin").setLevel(Level.OFF);
    Logger own = context.getLogger(LogOutput.class);
    if (Level.toLevel(level, null) == null) {
      own.warn("LOG_LEVEL is {}: write ERROR, WARN, INFO, DEBUG or TRACE; INFO is used", level);
    }
    if (!format.equals("json") && !format.equals("text")) {
      own.warn("LOG_FORMAT is {}: write json or text; text is used", format);
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** A property of the Java machine, or a variable of the environment. */
  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .or(() -> Optional.ofNullable(System.getenv(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static Encoder<ILoggingEvent> lines() {
    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setPattern(LINE);
    return lines;
  }

  /** The text as people read it, and nothing that only Logback understands. */
  private static Encoder<ILoggingEvent> json() {
    JsonEncoder json = new JsonEncoder();
    json.setWithFormattedMessage(true);
    json.setWithMessage(false);
    json.setWithArguments(false);
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.setWithContext(false);
    return json;
  }
}
