package io.github.alignmentfeed.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeTest {

  @ParameterizedTest
  @CsvSource({
    "1985-04-12T23:20:50.123Z,          1985-04-12T23:20:50.123Z",
    "1985-04-12T23:20:50.123456789Z,    1985-04-12T23:20:50.123456789Z",
    "1985-04-12T23:20:50.1Z,            1985-04-12T23:20:50.1Z",
    "1985-04-12t23:20:50z,              1985-04-12T23:20:50Z",
    "1985-04-12T23:20:50.123-07:00,     1985-04-13T06:20:50.123Z",
    "1985-04-12T23:20:50.123+0130,      1985-04-12T21:50:50.123Z",
    "1985-04-12T23:20:50+01,            1985-04-12T22:20:50Z",
    "1985-04-12T23:20:50-00:00,         1985-04-12T23:20:50Z",
    "1985-04-12T23:20:50.123,           1985-04-12T23:20:50.123Z",
    "1985-04-12T23:20Z,                 1985-04-12T23:20:00Z",
    "0001-01-01T00:00:00Z,              0001-01-01T00:00:00Z",
    "2024-02-29T00:00:00.007Z,          2024-02-29T00:00:00.007Z",
    "9999-12-31T23:59:59.999Z,          9999-12-31T23:59:59.999Z"
  })
  void aMomentIsReadWhateverItsOffsetAndItsFraction(String text, Instant moment) {
    assertThat(Datetime.parse(text)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1985-04-12",
        "1985-04-12 23:20:50Z",
        "1985-4-12T23:20:50Z",
        "1985-04-31T23:20:50Z",
        "1985-04-12T25:20:50Z",
        "1985-04-31T23:20:50.123Z",
        "1985-13-12T23:20:50.123Z",
        "1985-00-12T23:20:50.123Z",
        "1985-02-00T23:20:50.123Z",
        "2023-02-29T23:20:50.123Z",
        "1985-04-12T24:00:00.000Z",
        "1985-04-12T23:60:50.123Z",
        "1985-04-12T23:20:60.123Z",
        "0000-01-01T00:00:00.000Z",
        "1985-04-12T23:20:50.1234567890Z",
        "1985-04-12T23:20:50+99:00",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+09:00",
        "-0007-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "Sat, 12 Apr 1985 23:20:50 GMT"
      })
  void anythingElseIsNoMoment(String text) {
    assertThat(Datetime.parse(text)).isEmpty();
  }
}
