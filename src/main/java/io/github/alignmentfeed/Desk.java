package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.cycle.Account;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.Approving;
import io.github.alignmentfeed.cycle.Approving.Approved;
import io.github.alignmentfeed.cycle.Feeds.Remembered;
import io.github.alignmentfeed.cycle.Guide;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Undoing;
import io.github.alignmentfeed.cycle.Undoing.Undone;
import io.github.alignmentfeed.web.Web;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator does with single posts while the service runs; each safe beside a cycle. */
final class Desk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int SECONDS_TO_LEAVE = 1;

  private final Supplier<Parts> parts;
  private final Network network;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "desk"));

  /**
   * @param parts as the configuration wants them by now
   */
  Desk(Supplier<Parts> parts, Network network) {
    this.parts = parts;
    this.network = network;
  }

  /** Does something, one thing after the other; what came of it, in a sentence. */
  CompletableFuture<String> later(Supplier<String> deed) {
    return CompletableFuture.supplyAsync(deed, thread);
  }

  /** Reposts or bookmarks a post; what came of it, in a sentence. */
  String approve(AtUri post, Action action) {
    return with(
        (tools, now) -> {
          Approved approved =
              new Approving(tools.account(), tools.ledger(), tools.curator(), tools.guides())
                  .approve(post, action, now);
          return approved.stands()
              ? action == Action.REPOST ? "Reposted." : "Bookmarked."
              : "Not done: " + approved.why() + ".";
        });
  }

  /** Takes back for good what stands for a post. */
  String undo(AtUri post) {
    return with((tools, now) -> told(undoing(tools).undo(post, now)));
  }

  /** Sees to it that a post is never shown, and takes back what stands for it. */
  String reject(AtUri post) {
    return with((tools, now) -> told(undoing(tools).reject(post, now)));
  }

  private static Undoing undoing(Tools tools) {
    return new Undoing(tools.account(), tools.ledger(), tools.curator(), tools.guides());
  }

  private static String told(Undone undone) {
    if (!undone.failed().isEmpty()) {
      return "Not done: " + undone.failed().values().iterator().next().what() + ".";
    }
    if (!undone.takenBack().isEmpty()) {
      return "Taken back, and never done again.";
    }
    return undone.prevented().isEmpty()
        ? "There was nothing to take back."
        : "Rejected: it will never be shown.";
  }

  private record Tools(Account account, Ledger ledger, Curator curator, List<Guide> guides) {}

  private String with(BiFunction<Tools, Instant, String> work) {
    Parts now = parts.get();
    try (Ledger ledger = now.ledger(false);
        Web web = now.web()) {
      Curator curator = new Curator(policy(now, ledger), now.plans().judge());
      return work.apply(
          new Tools(now.account(network, ledger), ledger, curator, web.guides()),
          now.pace().clock().instant());
    } catch (AccountException | LedgerException e) {
      LOG.warn("the operator's wish was not carried out", e);
      return "Not done: " + e.getMessage() + ".";
    }
  }

  /** With what the configuration says of accounts, as far as they are known by DID. */
  private static Policy policy(Parts parts, Ledger ledger) {
    Map<Did, Followed> accounts = new HashMap<>();
    for (Source source : parts.configuration().sources()) {
      List<Did> members =
          source.actor() instanceof Did did && source.kind() == Source.Kind.ACCOUNT
              ? List.of(did)
              : ledger.feeds().remembered(source.name()).map(Remembered::members).orElse(List.of());
      members.forEach(did -> accounts.putIfAbsent(did, source.followed()));
    }
    return parts
        .plans()
        .policy()
        .following(accounts, Set.copyOf(parts.configuration().optOut()), ledger.owner());
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
        LOG.warn("what the operator asked for takes too long; what was claimed is looked up later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
