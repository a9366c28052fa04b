package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Evidence is what stands in the post, whatever it is written in. */
class DisguiseTest {
  private static final List<String> PHRASES =
      List.of("reward hacking", "scalable oversight", "sparse autoencoder", "loss of control");
  private static final List<String> AROUND =
      List.of(
          "",
          "🧪 ",
          "İstanbul, ",
          "e\u0301\u0301t\u00e9: ",
          "“",
          "研究",
          "https://a.org/x ",
          "#Tag\u200b ");

  @RepeatedTest(300)
  void evidenceIsTheDisguisedPhraseFromItsFirstToItsLastCharacter(RepetitionInfo info) {
    Random random = new Random(info.getCurrentRepetition());
    String phrase = PHRASES.get(random.nextInt(PHRASES.size()));
    StringBuilder written = new StringBuilder();
    phrase.chars().forEach(c -> written.append(disguised((char) c, random)));
    // What is invisible before a word or behind it belongs to no word.
    String seen = written.toString().replaceAll("^[\u00ad\u200b]+|[\u00ad\u200b]+$", "");
    String before = AROUND.get(random.nextInt(AROUND.size()));
    String text = before + seen + ", and more. " + phrase.toUpperCase();
    List<Evidence> evidence =
        new Judge(List.of(Rules.keywords("rule", 1, phrase))).judge(Posts.saying(text)).evidence();
    assertThat(evidence).hasSize(2);
    assertThat(evidence.get(0).matched()).isEqualTo(seen);
    assertThat(evidence.get(0).start()).isEqualTo(before.length());
    assertThat(evidence.get(1).matched()).isEqualTo(phrase.toUpperCase());
  }

  private static String disguised(char c, Random random) {
    if (c == ' ') {
      return List.of(" ", "-", "\u2011", "\n", "\u00a0", "  ", ", ", " “").get(random.nextInt(8));
    }
    return switch (random.nextInt(8)) {
      case 0 -> Character.toString(c - 'a' + 'ａ');
      case 1 -> Character.toString(c - 'a' + 0x1D5EE);
      case 2 -> Character.toString(Character.toUpperCase(c));
      case 3 -> c + "\u0301";
      case 4 -> c + "\u00ad";
      case 5 -> "\u200b" + c;
      default -> Character.toString(c);
    };
  }
}
