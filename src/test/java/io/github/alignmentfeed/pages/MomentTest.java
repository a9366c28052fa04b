package io.github.alignmentfeed.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MomentTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S, just now",
    "PT-59S, just now",
    "PT59S, within a minute",
    "PT1M, in 1 min",
    "PT-1H, 1 h ago",
    "PT-24H, 1 day ago",
    "PT48H, in 2 days",
    "PT-360H, 13 Nov 2026"
  })
  void aTimeIsToldByItsDistanceWhileThatIsClearer(Duration away, String words) {
    assertThat(Moment.of(NOW.plus(away), NOW).distance()).isEqualTo(words);
  }
}
