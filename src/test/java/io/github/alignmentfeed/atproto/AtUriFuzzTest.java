package io.github.alignmentfeed.atproto;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class AtUriFuzzTest {

  @Timeout(value = 5, threadMode = ThreadMode.SEPARATE_THREAD)
  @FuzzTest
  void whatIsReadPrintsAndReadsBackToItself(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Optional<AtUri> read = AtUri.parse(text);
    read.ifPresent(
        uri -> {
          assertThat(uri).hasToString(text);
          assertThat(AtUri.of(uri.toString())).isEqualTo(uri);
          assertThat(Tid.parse(Tid.about(uri).toString())).contains(Tid.about(uri));
          assertThat(Tid.parse(Tid.hashed(uri).toString())).contains(Tid.hashed(uri));
        });
  }
}
