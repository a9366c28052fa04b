package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account that writes no more to its repository than half of what the reference servers allow:
 * 5,000 points in an hour and 35,000 in a day, of which putting a record costs two and deleting one
 * costs one (section 3 of the protocol notes). What is spent is written down before it is, so that
 * a restart forgets none of it. What is sent again because a server failed counts once, so the
 * other half is for that. Bookmarks are no records and cost nothing.
 */
public final class BudgetedAccount implements Account {
  /** Points in an hour. */
  public static final int HOURLY = 2_500;

  /** Points in a day. */
  public static final int DAILY = 17_500;

  private static final int PUT = 2;
  private static final int DELETE = 1;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Account account;
  private final Ledger ledger;
  private final InstantSource clock;

  public BudgetedAccount(Account account, Ledger ledger, InstantSource clock) {
    this.account = account;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * @throws AccountException where the budget is used up, with the time at which some is free again
   */
  private void spend(int points) {
    Instant now = clock.instant();
    check(points, HOURLY, HOUR, "an hour", now);
    check(points, DAILY, DAY, "a day", now);
    ledger.writes().spend(points, now);
  }

  private void check(int points, int most, Duration window, String name, Instant now) {
    int spent = ledger.writes().spent(now.minus(window));
    if (spent + points > most) {
      throw new AccountException(
          AccountException.Kind.STOP_WRITES,
          "the bot's own limit of "
              + most
              + " points of writing in "
              + name
              + " is reached; some is free again by "
              + now.plus(window).truncatedTo(ChronoUnit.SECONDS));
    }
  }

  @Override
  public Written repost(Tid key, StrongRef subject, Instant at) {
    spend(PUT);
    return account.repost(key, subject, at);
  }

  @Override
  public void deleteRepost(String rkey) {
    spend(DELETE);
    account.deleteRepost(rkey);
  }

  @Override
  public void tombstone(Tid key, StrongRef subject, Instant at) {
    spend(PUT);
    account.tombstone(key, subject, at);
  }

  @Override
  public Did did() {
    return account.did();
  }

  @Override
  public Map<AtUri, Fresh> look(Collection<AtUri> posts) {
    return account.look(posts);
  }

  @Override
  public Optional<StrongRef> repostUnder(Tid key) {
    return account.repostUnder(key);
  }

  @Override
  public void bookmark(StrongRef subject) {
    account.bookmark(subject);
  }

  @Override
  public void deleteBookmark(AtUri subject) {
    account.deleteBookmark(subject);
  }

  @Override
  public List<RepostRecord> reposts(Extent extent) {
    return account.reposts(extent);
  }

  @Override
  public List<Bookmark> bookmarks() {
    return account.bookmarks();
  }

  @Override
  public List<AtUri> tombstones() {
    return account.tombstones();
  }

  @Override
  public People people() {
    return account.people();
  }
}
