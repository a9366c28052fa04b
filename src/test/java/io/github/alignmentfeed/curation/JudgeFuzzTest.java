package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeFuzzTest {
  private static final Judge JUDGE =
      new Judge(
          List.of(
              Rules.keywords("words", 10, "reward hack*", "AI", "C++", "café", "a"),
              Rules.exact("exact", 3, "RLHF", "Claude 3.5"),
              Rules.domains("domains", 5, "arxiv.org", "lesswrong.com/posts")));

  @Timeout(value = 5, threadMode = ThreadMode.SEPARATE_THREAD)
  @MethodSource
  @FuzzTest
  void evidenceIsWhatStandsInThePost(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Post post = Posts.by("ada", "post").says(text).links(text).tags(text).alt(text).post();
    List<Passage> passages = Passage.of(post);
    Judgement judgement = JUDGE.judge(post);
    for (Evidence evidence : judgement.evidence()) {
      Passage passage = passages.get(evidence.passage());
      assertThat(evidence.start()).isBetween(0, evidence.end() - 1);
      assertThat(evidence.end()).isLessThanOrEqualTo(passage.text().length());
      assertThat(passage.text().substring(evidence.start(), evidence.end()))
          .isEqualTo(evidence.matched());
    }
    assertThat(JUDGE.judge(post)).isEqualTo(judgement);
  }

  static Stream<byte[]> evidenceIsWhatStandsInThePost() {
    return Stream.of(
            "Reward-hacking in #RewardHacking and rewardHacks: AI’s café in C++",
            "RLHF'd Claude 3.5, not claude-3-5; İstanbul, ﬁne, e\u0301, 😀 A.I.",
            "https://www.arxiv.org/abs/2412.14093?reward=hacking#AI",
            "lesswrong.com/posts/njAZwT8nkHnjipJku/reward-hacking")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
