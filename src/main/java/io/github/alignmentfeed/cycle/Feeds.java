package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ledger knows of the sources. Each call is one transaction. */
public interface Feeds {

  /** The accounts that a source named when it was last asked. */
  Optional<Remembered> remembered(String source);

  void remember(String source, List<Did> members, Instant at);

  /** The same for many sources that name one account each. */
  void remember(Map<String, Did> sources, Instant at);

  /** How far each feed was read. */
  Map<Did, Feed> all();

  void progress(Map<Did, Feed> feeds);

  /** What is known of the habits of accounts. */
  Map<Did, Activity> activities();

  /** Notes what was learnt of the habits of accounts. */
  void learnt(Map<Did, Activity> activities);

  /**
   * The accounts behind a source.
   *
   * @param at when they were found out
   */
  record Remembered(List<Did> members, Instant at) {}

  /**
   * How far a feed was read.
   *
   * @param since what is older is history to the bot
   * @param checkpoint the newest {@link Sighting#at} seen
   * @param deepAt when it was last read far back
   */
  record Feed(Instant since, Instant checkpoint, Instant deepAt) {}
}
