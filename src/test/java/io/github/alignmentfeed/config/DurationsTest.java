package io.github.alignmentfeed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "45s, PT45S",
    "1m, PT1M",
    "20m, PT20M",
    "12h, PT12H",
    "3d, PT72H",
    "2w, PT336H",
    "1h30m, PT1H30M",
    "1w2d3h4m5s, PT219H4M5S",
    "PT20M, PT20M",
    "pt1h, PT1H",
    "P3D, PT72H",
    "999999w, PT167999832H"
  })
  void readsShortFormsAndIsoForms(String text, Duration expected) {
    assertThat(Durations.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "20",
        "20 m",
        "m",
        "20M",
        "20min",
        "1.5h",
        "-5m",
        "-PT5M",
        "PT-5M",
        "30m1h",
        "P",
        "P1M",
        "1:30",
        "1000000s",
        "99999999999999999999s",
        "PT99999999999999999999S",
        "٣m",
        "20m\n"
      })
  void refusesWhatIsNoLengthOfTime(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "20 minutes, 20m",
    "20min, 20m",
    "3 Days, 3d",
    "20M, 20m",
    "1 hr., 1h",
    "2 weeks, 2w"
  })
  void guessesWhatWasMeant(String text, String meant) {
    assertThat(Durations.meant(text)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "45s", "20m", "1h30m", "3d", "1d12h", "14d1h1m1s"})
  void writesTheShortFormThatItReads(String text) {
    assertThat(Durations.format(Durations.parse(text).orElseThrow())).isEqualTo(text);
  }

  @Test
  void writesWeeksAsDays() {
    assertThat(Durations.format(Duration.ofDays(14))).isEqualTo("14d");
  }
}
