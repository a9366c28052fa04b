package io.github.alignmentfeed.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as asking to be left out, or to be taken in again. */
class RequestTest {
  private static final Did ADA = TestPost.did("ada");
  private static final Instant NOW = TestPost.NOON;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opt out",
        "@bot.example.com opt out",
        "Opt-out!",
        "STOP",
        "@bot.example.com, stop.",
        "stop @bot.example.com @other.test",
        "  unsubscribe\n",
        "@bot.example.com optout 🙏"
      })
  void aPlainNoIsHeard(String text) {
    assertThat(Request.of(ADA, text, NOW)).contains(new Request(ADA, true, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"opt in", "@bot.example.com Opt-In, thanks @bot.example.com opt in"})
  void onlyTheWholeTextCounts(String text) {
    assertThat(Request.of(ADA, text, NOW).isPresent()).isEqualTo(text.equals("opt in"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@bot.example.com",
        "please stop training models on this",
        "How do I opt out of this?",
        "nonstop",
        "stop me if you heard this one"
      })
  void whatOnlySpeaksOfItIsNoRequest(String text) {
    assertThat(Request.of(ADA, text, NOW)).isEmpty();
  }
}
