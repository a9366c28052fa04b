package io.github.alignmentfeed.atproto;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class TidFuzzTest {

  @Timeout(value = 5, threadMode = ThreadMode.SEPARATE_THREAD)
  @FuzzTest
  void lettersAndNumbersStandForEachOtherAndSortAlike(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Tid.parse(text).ifPresent(tid -> assertThat(tid).hasToString(text));
    ByteBuffer numbers = ByteBuffer.wrap(Arrays.copyOf(input, 2 * Long.BYTES));
    Tid one = new Tid(numbers.getLong() & Long.MAX_VALUE);
    Tid other = new Tid(numbers.getLong() & Long.MAX_VALUE);
    assertThat(Tid.parse(one.toString())).contains(one);
    assertThat(Tid.of(one.micros(), (int) one.bits())).isEqualTo(one);
    assertThat(Integer.signum(one.toString().compareTo(other.toString())))
        .isEqualTo(Long.compare(one.bits(), other.bits()));
  }
}
