package io.github.alignmentfeed.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingTest {
  private static final String PAPER = "https://arxiv.org/abs/2412.14093";

  private static final Leads NOTHING = leads(Map.of());

  private static final Leads KNOWN =
      leads(
          Map.of(
              "https://bit.ly/x", PAPER,
              "https://bit.ly/archived", "https://web.archive.org/web/2024/" + PAPER,
              "https://t.co/searched", "https://www.google.com/url?q=" + PAPER,
              "https://one.example/0", "https://one.example/1",
              "https://one.example/1", "https://one.example/2",
              "https://one.example/2", "https://one.example/3",
              "https://one.example/3", "https://one.example/4",
              "https://one.example/4", PAPER,
              "https://circle.example/a", "https://circle.example/b",
              "https://circle.example/b", "https://circle.example/a"));

  private static Leads leads(Map<String, String> targets) {
    return new Leads() {
      @Override
      public Optional<String> target(String address) {
        return Optional.ofNullable(targets.get(address));
      }

      @Override
      public Optional<Card> about(PaperId paper) {
        return Optional.empty();
      }
    };
  }

  private static Optional<String> target(String url) {
    return Wrapping.target(new Link(url, Link.Origin.FACET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://go.bsky.app/redirect?u=https%3A%2F%2Farxiv.org%2Fabs%2F2412.14093",
        "https://www.google.com/url?sa=t&q=https://arxiv.org/abs/2412.14093&ved=x",
        "https://www.google.com/url?url=https%3A%2F%2Farxiv.org%2Fabs%2F2412.14093#x",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Farxiv.org%2Fabs%2F2412.14093&h=abc",
        "https://out.reddit.com/t3_abc?url=https%3A%2F%2Farxiv.org%2Fabs%2F2412.14093",
        "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Farxiv.org%2Fabs%2F2412.14093",
        "https://www.lesswrong.com/out?url=https%3A%2F%2Farxiv.org%2Fabs%2F2412.14093",
        "https://web.archive.org/web/20241220010203/https://arxiv.org/abs/2412.14093",
        "https://web.archive.org/web/20241220010203if_/https:/arxiv.org/abs/2412.14093",
        "https://web.archive.org/web/2024*/https://arxiv.org/abs/2412.14093",
        "https://web.archive.org/web/https://arxiv.org/abs/2412.14093"
      })
  void anAddressMayHoldTheOneThatItLeadsTo(String url) {
    assertThat(target(url)).contains(PAPER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/redirect?u=https%3A%2F%2Farxiv.org%2Fabs%2F2412.14093",
        "https://google.com.example.com/url?q=https://arxiv.org/abs/2412.14093",
        "https://www.google.com/search?q=https://arxiv.org/abs/2412.14093",
        "https://go.bsky.app/redirect?u=javascript%3Aalert(1)",
        "https://go.bsky.app/redirect?u=%zz",
        "https://go.bsky.app/redirect?u=",
        "https://web.archive.org/web/2024*/arxiv.org"
      })
  void otherAddressesHoldNone(String url) {
    assertThat(target(url)).isEmpty();
  }

  @Test
  void whatIsHeldIsALinkOfThePostBesideIt() {
    String url = "https://go.bsky.app/redirect?u=https%3A%2F%2Farxiv.org%2Fabs%2F2412.14093";
    Post post = Posts.by("ada").links(url).post().knowing(NOTHING);
    assertThat(post.content().links())
        .containsExactly(new Link(url, Link.Origin.FACET), new Link(PAPER, Link.Origin.RESOLVED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://go.bsky.app/redirect?u=https%3A%2F%2Fbit.ly%2Fx",
        "https://bit.ly/archived",
        "https://t.co/searched",
        "https://one.example/1"
      })
  void anAddressIsFollowedToTheEnd(String url) {
    Content content = content(url).knowing(KNOWN);
    assertThat(content.links().get(content.links().size() - 1))
        .isEqualTo(new Link(PAPER, Link.Origin.RESOLVED));
    assertThat(content.cards()).containsExactly(new Card(PAPER, "", ""));
    assertThat(content.untitled()).containsExactly(new PaperId("arxiv:2412.14093"));
  }

  @Test
  void eachStepOfTheWayIsALinkOfThePostOnce() {
    Content content = content("https://one.example/1").knowing(KNOWN);
    assertThat(content.links())
        .extracting(Link::url)
        .containsExactly(
            "https://one.example/1",
            "https://one.example/2",
            "https://one.example/3",
            "https://one.example/4",
            PAPER);
    assertThat(content.knowing(KNOWN)).isEqualTo(content);
  }

  @Test
  void aWayOfMoreThanFourStepsIsNotFollowedFurther() {
    assertThat(content("https://one.example/0").knowing(KNOWN).links())
        .extracting(Link::url)
        .endsWith("https://one.example/4")
        .hasSize(5);
  }

  @Test
  void aWayInACircleEnds() {
    Content content = content("https://circle.example/a").knowing(KNOWN);
    assertThat(content.links())
        .extracting(Link::url)
        .containsExactly("https://circle.example/a", "https://circle.example/b");
  }

  private static Content content(String url) {
    return new Content(
        "",
        List.of(new Link(url, Link.Origin.FACET)),
        List.of(),
        List.of(new Card(url, "", "")),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.google.com/url?q=",
    "https://go.bsky.app/redirect?",
    "https://out.reddit.com/"
  })
  void aLongAddressTakesNoLongTime(String beginning) {
    assertThat(target(beginning + "&q=a".repeat(20_000))).isEmpty();
  }
}
