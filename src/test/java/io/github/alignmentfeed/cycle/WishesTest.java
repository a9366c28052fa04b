package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static io.github.alignmentfeed.cycle.TestPost.did;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.CycleReport.SourceResult;
import io.github.alignmentfeed.cycle.CycleReport.Status;
import io.github.alignmentfeed.cycle.TestNetwork.Read;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who said no is neither repeated nor read, whatever else is said of the account. */
class WishesTest {
  private static final Handle CURATOR = new Handle("curator.example.com");

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;

  @BeforeEach
  void aListThatNamesTwoAccounts() {
    bot = new TestBot(folder);
    bot.network.leads(CURATOR, did("ada"), did("bob"));
    bot.sources.add(new Source("list", Source.Kind.LIST, CURATOR, "3k", wishing(Wish.GRANTED)));
    bot.network.publish(by("ada"));
    bot.network.publish(by("bob"));
  }

  private static Followed wishing(Wish wish) {
    return new Followed(true, true, Reposts.VOUCH, wish, Action.REPOST);
  }

  private SourceResult result(CycleReport report, String name) {
    return report.sources().stream()
        .filter(r -> r.source().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aNoOutweighsAnEarlierYes() {
    bot.sources.add(new Source("ada", Source.Kind.ACCOUNT, did("ada"), "", wishing(Wish.DENIED)));
    CycleReport report = bot.tick();
    assertThat(bot.network.reads()).extracting(Read::account).containsExactly(did("bob"));
    assertThat(bot.account.reposted()).hasSize(1);
    assertThat(result(report, "ada").status()).isEqualTo(Status.SKIPPED);
    assertThat(result(report, "ada").error()).contains("does not want to be");
    assertThat(result(report, "list").status()).isEqualTo(Status.OK);
  }

  @Test
  void aNoOutweighsALaterYes() {
    bot.sources.add(
        0, new Source("ada", Source.Kind.ACCOUNT, did("ada"), "", wishing(Wish.DENIED)));
    bot.tick();
    assertThat(bot.network.reads()).extracting(Read::account).containsExactly(did("bob"));
  }

  @Test
  void whoOptedOutIsNotRead() {
    bot.optedOut.add(did("ada"));
    CycleReport report = bot.tick();
    assertThat(bot.network.reads()).extracting(Read::account).containsExactly(did("bob"));
    assertThat(result(report, "list").fetched()).isEqualTo(1);
  }

  @Test
  void whoSaidNoIsNotRepeatedThroughSomebodyElseEither() {
    Post post = bot.network.publish(by("ada").at(NOON.minusSeconds(5)));
    bot.network.repost("bob", post, NOON);
    bot.sources.add(new Source("ada", Source.Kind.ACCOUNT, did("ada"), "", wishing(Wish.DENIED)));
    CycleReport report = bot.tick();
    assertThat(TestBot.actions(report)).containsEntry(post.uri(), Action.SKIP);
    assertThat(TestBot.decided(report, post).decision().reason()).contains("does not want it");
    assertThat(bot.account.reposted()).extracting(AtUri::did).isEqualTo(List.of(did("bob")));
  }
}
