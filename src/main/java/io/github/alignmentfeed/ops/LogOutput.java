package io.github.alignmentfeed.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.util.StatusPrinter2;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.Reporter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What the log looks like: lines for people on stderr, or with {@code LOG_FORMAT=json} one JSON
 * object a line; {@code LOG_LEVEL} says how much. A file that {@code -Dlogback.configurationFile}
 * names stands in its place.
 *
 * <p>SLF4J is told of it by name: left to themselves, SLF4J and Logback open every jar at each
 * start to see who else would like to log.
 */
public final class LogOutput implements SLF4JServiceProvider {
  private final LoggerContext context = new LoggerContext();
  private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
  private final IMarkerFactory markers = new BasicMarkerFactory();

  /** Makes it the way in which this process logs; to be called before anything logs. */
  public static void use() {
    System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
    System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogOutput.class.getName());
  }

  @Override
  public void initialize() {
    context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
    context.setMDCAdapter(mdc);
    if (System.getProperty("logback.configurationFile") == null) {
      configure();
    } else {
      readFile();
    }
    context.start();
  }

  private void readFile() {
    try {
      new ContextInitializer(context).autoConfig();
    } catch (JoranException e) {
      throw new IllegalStateException("reading the configuration of the log", e);
    }
    new StatusPrinter2().printInCaseOfErrorsOrWarnings(context);
  }

  private void configure() {
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
  }

  /** A property of the Java machine, or a variable of the environment. */
  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .or(() -> Optional.ofNullable(System.getenv(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Encoder<ILoggingEvent> lines() {
    LogLine layout = new LogLine();
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> lines = new LayoutWrappingEncoder<>();
    lines.setLayout(layout);
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

  @Override
  public ILoggerFactory getLoggerFactory() {
    return context;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0";
  }
}
