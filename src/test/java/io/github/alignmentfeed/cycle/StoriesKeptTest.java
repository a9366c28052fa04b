package io.github.alignmentfeed.cycle;

import static io.github.alignmentfeed.cycle.TestPost.MATCHING;
import static io.github.alignmentfeed.cycle.TestPost.NOON;
import static io.github.alignmentfeed.cycle.TestPost.PAPER;
import static io.github.alignmentfeed.cycle.TestPost.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.StoryKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most posts are left alone: the store remembers no story for each of them. */
final class StoriesKeptTest {
  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TestBot bot;

  @BeforeEach
  void make() {
    bot = new TestBot(folder).follows("ada", "ben");
  }

  private int stories() throws SQLException {
    try (Connection sql = DriverManager.getConnection(bot.store());
        Statement statement = sql.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from story")) {
      return row.getInt(1);
    }
  }

  private boolean isKnown(AtUri thread) {
    return bot.with(
        ledger ->
            !ledger.history(Set.of(), Set.of(StoryKey.thread(thread)), NOON).stories().isEmpty());
  }

  @Test
  void whatIsLeftAloneHasNone() throws SQLException {
    for (int i = 0; i < 5; i++) {
      bot.network.publish(by("ada").at(NOON.minusSeconds(60 + i)).says("Lunch, number " + i));
    }
    bot.tick();

    assertThat(stories()).isZero();
  }

  @Test
  void whatIsShownAndWhatSpeaksOfAPaperHasOne() throws SQLException {
    Post shown = bot.network.publish(by("ada").at(NOON.minusSeconds(60)).linksTo(PAPER));
    bot.network.publish(by("ben").at(NOON.minusSeconds(50)).says("Lunch"));
    bot.tick();

    assertThat(stories()).isEqualTo(1);
    assertThat(isKnown(shown.uri())).isTrue();
  }

  @Test
  void whatWaitsHasOneFromTheBeginning() {
    bot.settle(Duration.ofMinutes(20));
    Post waits = bot.network.publish(by("ada").at(NOON.minusSeconds(60)).says(MATCHING));
    bot.tick();

    assertThat(isKnown(waits.uri())).isTrue();
  }
}
