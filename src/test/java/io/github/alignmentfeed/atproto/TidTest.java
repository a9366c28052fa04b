package io.github.alignmentfeed.atproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TidTest {
  private static final String POST = "at://did:plc:c2bjgrpkzi6ofwl5sfniz3j7/app.bsky.feed.post/";
  private static final AtUri WITH_TID = AtUri.of(POST + "3mvspg6oxl5rr");
  private static final AtUri WITHOUT_TID = AtUri.of(POST + "not-a-tid");

  @Test
  void aMomentAndAClockAreWrittenAsTheReferenceWritesThem() {
    assertThat(Tid.of(1_767_225_600_000_000L, 513)).hasToString("3mbd3542k22k3");
  }

  @Test
  void onlyTenBitsOfTheClockCount() {
    assertThat(Tid.of(1_767_225_600_000_000L, 513 + 1024)).hasToString("3mbd3542k22k3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3jzfcijpj2z2a", "7777777777777", "2222222222222", "bzzzzzzzzzzzz"})
  void whatIsReadIsWrittenAgain(String text) {
    assertThat(Tid.parse(text)).map(Tid::toString).contains(text);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Stream<Tid> some = new Random(1).longs(500, 0, Long.MAX_VALUE).mapToObj(Tid::new);
    assertThat(Stream.concat(some, Stream.of(new Tid(0), new Tid(Long.MAX_VALUE))))
        .allSatisfy(tid -> assertThat(Tid.parse(tid.toString())).contains(tid));
  }

  @Test
  void theLettersSortAsTheMomentsDo() {
    assertThat(IntStream.range(0, 100).mapToObj(i -> Tid.of(1_700_000_000_000_000L + i * 997L, i)))
        .extracting(Tid::toString)
        .isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3jzfcijpj2z2",
        "3jzfcijpj2z2aa",
        "3jzfcijpj2z21",
        "kzfcijpj2z2aa",
        "zzzzzzzzzzzzz",
        "3JZFCIJPJ2Z2A",
        "3jzf-cij-pj2z-2a",
        "3jzfcijpj2z2a\n"
      })
  void whatIsNoTidIsRefused(String text) {
    assertThat(Tid.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c222222222222", "jzzzzzzzzzzzz"})
  void aKeyWithItsHighestBitSetIsNoTid(String rkey) {
    AtUri subject = AtUri.of(POST + rkey);
    assertThat(Tid.parse(rkey)).isEmpty();
    assertThat(Tid.about(subject)).isEqualTo(Tid.hashed(subject));
  }

  @Test
  void theHighestBitStaysZero() {
    assertThatThrownBy(() -> new Tid(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKeyAboutAPostHasItsMomentAndTenBitsOfItsHash() {
    assertThat(Tid.about(WITH_TID)).hasToString("3mvspg6oxl5lj").isEqualTo(Tid.about(WITH_TID));
    assertThat(Tid.about(WITH_TID).micros()).isEqualTo(1_789_753_008_223_779L);
  }

  @Test
  void theKeyAboutAPostWithoutATidIsItsHash() {
    assertThat(Tid.about(WITHOUT_TID))
        .hasToString("7v524hvhaa6yd")
        .isEqualTo(Tid.hashed(WITHOUT_TID));
  }

  @Test
  void theHashedKeyOfAPostWithATidIsAnotherThanItsFirst() {
    assertThat(Tid.hashed(WITH_TID)).hasToString("4u25yb3nboilj");
  }

  @Test
  void twoPostsOfOneMomentHaveTwoKeys() {
    AtUri namesake = AtUri.of("at://did:plc:other/app.bsky.feed.post/3mvspg6oxl5rr");
    assertThat(Tid.about(namesake)).isNotEqualTo(Tid.about(WITH_TID));
    assertThat(Tid.about(namesake).micros()).isEqualTo(Tid.about(WITH_TID).micros());
  }
}
