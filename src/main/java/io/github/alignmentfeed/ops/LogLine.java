package io.github.alignmentfeed.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.github.alignmentfeed.cycle.LogMark;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line of the log for people: when, how grave, for which cycle, where, what. Logback's patterns
 * could say the same, and take longer to set up than most commands take.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
  private static final int SHORT_ID = 8;

  private final DateTimeFormatter time =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(time.format(event.getInstant())).append(' ');
    line.append((event.getLevel() + "     ").substring(0, 5)).append(' ');
    String cycle = event.getMDCPropertyMap().getOrDefault(LogMark.CYCLE, "");
    if (!cycle.isEmpty()) {
      line.append('[').append(cycle, 0, Math.min(SHORT_ID, cycle.length())).append("] ");
    }
    String logger = event.getLoggerName();
    line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(' ');
    line.append(event.getFormattedMessage()).append(System.lineSeparator());
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString();
  }
}
