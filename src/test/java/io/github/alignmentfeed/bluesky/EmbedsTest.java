package io.github.alignmentfeed.bluesky;

import static io.github.alignmentfeed.bluesky.Recorded.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Post.Quote;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedsTest {
  private static final String PAPER = "https://arxiv.org/abs/2609.10233";
  private static final Card CARD =
      new Card(PAPER, "Mirror Monitors", "Untrusted monitoring, measured.");
  private static final Link CARD_LINK = new Link(PAPER, Origin.CARD);
  private static final Did BO = new Did("did:plc:boaaaaaaaaaaaaaaaaaaaaaa");
  private static final Quote QUOTE =
      new Quote(
          AtUri.of("at://did:plc:boaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3mvrquoted22a"),
          new Author(BO, new Handle("bo.example.com"), "Bo", Set.of()),
          new Content(
              "The result in one picture: arxiv.org/abs/2609.10233 #control",
              List.of(new Link(PAPER, Origin.FACET)),
              List.of("control"),
              List.of(),
              List.of("Figure 1")),
          Set.of("misleading", "graphic-media"));

  @ParameterizedTest
  @ValueSource(strings = {"external-card", "external-card-without-view"})
  void aLinkCardIsACardAndALink(String name) {
    Content content = post(name).content();
    assertThat(content.cards()).containsExactly(CARD);
    assertThat(content.links()).containsExactly(CARD_LINK);
  }

  @Test
  void aLinkCardReadsAsTheViewShowsIt() {
    assertThat(post("external-card-with-overridden-title").content().cards())
        .containsExactly(new Card(PAPER, "Mirror Monitors, second edition", CARD.description()));
  }

  @Test
  void aLinkCardNeedsNoTitle() {
    Content content = post("external-card-without-title").content();
    assertThat(content.cards()).containsExactly(new Card(PAPER, "", ""));
    assertThat(content.links()).containsExactly(CARD_LINK);
  }

  @Test
  void alternativeTextsOfImagesAreTakenWhereThereAreAny() {
    Content content = post("images").content();
    assertThat(content.text()).isEmpty();
    assertThat(content.alts()).containsExactly("Title page", "A plot of loss");
  }

  @Test
  void alternativeTextsOfAGalleryAreTaken() {
    assertThat(post("gallery").content().alts()).containsExactly("Slide one", "Slide two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"video", "video-with-alt-in-record-alone"})
  void theAlternativeTextOfAVideoIsTaken(String name) {
    assertThat(post(name).content().alts()).containsExactly("A robot stacks cups");
  }

  @Test
  void aQuotedPostBringsItsContentAndItsLabels() {
    Post post = post("quote");
    assertThat(post.quote()).contains(QUOTE);
    assertThat(post.content()).isEqualTo(Content.ofText("This."));
    assertThat(post.labels()).isEmpty();
  }

  @Test
  void aQuotedPostWithoutViewsIsReadFromItsRecord() {
    assertThat(post("quote-without-views-of-its-embeds").quote()).contains(QUOTE);
  }

  @Test
  void whatAQuotedPostQuotesIsLeftOutButItsCardIsNot() {
    Quote quote = post("quote-of-a-quote-with-card").quote().orElseThrow();
    assertThat(quote.uri()).isEqualTo(QUOTE.uri());
    assertThat(quote.content().cards()).containsExactly(CARD);
    assertThat(quote.content().alts()).isEmpty();
  }

  @Test
  void aQuoteMayComeWithPictures() {
    Post post = post("quote-with-media");
    assertThat(post.quote()).contains(QUOTE);
    assertThat(post.content().alts()).containsExactly("My own plot");
  }

  @Test
  void aQuoteMayComeWithALinkCard() {
    Post post = post("quote-with-card");
    assertThat(post.quote()).contains(QUOTE);
    assertThat(post.content().cards()).containsExactly(CARD);
    assertThat(post.content().links()).containsExactly(CARD_LINK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quote-not-found",
        "quote-blocked",
        "quote-detached",
        "quote-of-unknown-kind",
        "quote-with-malformed-author",
        "quote-of-a-record-that-is-no-post"
      })
  void aQuotedPostThatCannotBeSeenIsNoQuote(String name) {
    Post post = post(name);
    assertThat(post.quote()).isEmpty();
    assertThat(post.content()).isEqualTo(Content.ofText("This."));
  }

  @ParameterizedTest
  @CsvSource({
    "feed-generator, app.bsky.feed.generator/3mvrthing2222, Safety papers, New papers.",
    "list, app.bsky.graph.list/3mvrthing2222, Evaluators, People who run evals.",
    "labeler, app.bsky.labeler.service/self, Hype police, We label hype.",
    "starter-pack, app.bsky.graph.starterpack/3mvrthing2222, Alumni, Past cohorts."
  })
  void whatElseCanBeEmbeddedIsACardWithoutALink(
      String name, String record, String title, String description) {
    Post post = post(name);
    assertThat(post.content().cards())
        .containsExactly(new Card("at://" + BO + "/" + record, title, description));
    assertThat(post.content().links()).isEmpty();
    assertThat(post.quote()).isEmpty();
  }

  @Test
  void anEmbedOfAnUnknownKindHoldsNothing() {
    assertThat(post("unknown-embed").content()).isEqualTo(Content.ofText("Wow."));
  }

  @Test
  void aViewOfAnUnknownKindLeavesWhatTheRecordSays() {
    assertThat(post("unknown-view-of-a-known-record").content().cards()).containsExactly(CARD);
  }
}
