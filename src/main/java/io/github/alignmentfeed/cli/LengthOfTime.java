package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class LengthOfTime implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return Durations.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "“" + text + "” is no length of time: write for example 2h, 3d or 20m"));
  }
}
