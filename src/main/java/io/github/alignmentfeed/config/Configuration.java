package io.github.alignmentfeed.config;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Policy.Consent;
import io.github.alignmentfeed.curation.Policy.Limits;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.cycle.Source;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration without problems.
 *
 * @param sources accounts first, then lists, in the order written, included files first
 * @param optOut accounts that are never reposted
 * @param rulePlaces where each rule stands, by its name: file, line and column
 * @param repostAt the score from which a post is reposted
 * @param bookmarkAt the score from which a post is bookmarked; at most {@code repostAt}
 * @param languages primary language subtags in lower case; empty means all
 * @param maxDelay how long no account goes unasked; zero asks every account in every cycle
 * @param ping an address to ask after each good cycle
 * @param store a JDBC URL; its path is relative to the working directory
 * @param keep how long posts are remembered for which nothing was ever written
 */
public record Configuration(
    Bot bot,
    Network network,
    List<Source> sources,
    List<AtIdentifier> optOut,
    List<Rule> rules,
    Map<String, String> rulePlaces,
    int repostAt,
    int bookmarkAt,
    Limits limits,
    Duration settle,
    Set<String> languages,
    Consent consent,
    Schedule schedule,
    Duration maxDelay,
    Optional<Secret> ping,
    String store,
    Duration keep,
    Http http,
    Links links) {
  public Configuration {
    sources = List.copyOf(sources);
    optOut = List.copyOf(optOut);
    rules = List.copyOf(rules);
    rulePlaces = Map.copyOf(rulePlaces);
    languages = Set.copyOf(languages);
  }

  /** The keys in which another configuration differs that a running program cannot take up. */
  public List<String> fixedParts(Configuration other) {
    List<String> keys = new ArrayList<>();
    if (!bot.equals(other.bot)) {
      keys.add("bot");
    }
    if (!network.equals(other.network)) {
      keys.add("network");
    }
    if (!store.equals(other.store)) {
      keys.add("store");
    }
    if (!http.equals(other.http)) {
      keys.add("http");
    }
    return keys;
  }

  /** The same, but with what a running program cannot take up as another has it. */
  public Configuration keeping(Configuration other) {
    return new Configuration(
        other.bot,
        other.network,
        sources,
        optOut,
        rules,
        rulePlaces,
        repostAt,
        bookmarkAt,
        limits,
        settle,
        languages,
        consent,
        schedule,
        maxDelay,
        ping,
        other.store,
        keep,
        other.http,
        links);
  }

  /**
   * @param handle the bot's handle; absent for a bot that only reads
   * @param password its app password; absent means a dry run
   * @param service its PDS, where it is not to be found from the DID document
   * @param operator who runs it, as its profile tells
   */
  public record Bot(
      Optional<Handle> handle,
      Optional<Secret> password,
      Optional<URI> service,
      Optional<String> operator) {}

  /**
   * @param appview where posts are read
   * @param plc the directory of DIDs
   * @param connections how many feeds are read at once
   */
  public record Network(URI appview, URI plc, int connections) {}

  /** When {@code serve} runs a cycle. */
  public sealed interface Schedule {
    /** The most by which a cycle comes later than its time; zero for not at all. */
    Duration jitter();
  }

  /** At equal distances. */
  public record Every(Duration interval, Duration jitter) implements Schedule {}

  /** At the times of a Quartz cron expression. */
  public record Cron(String expression, ZoneId timezone, Duration jitter) implements Schedule {}

  /**
   * @param host the address to listen on
   * @param port the port
   * @param names host names under which it is reached beside those of the machine itself, in lower
   *     case
   * @param token what a caller must show to change something; absent means that nothing can
   */
  public record Http(String host, int port, Set<String> names, Optional<Secret> token) {
    public Http {
      names = Set.copyOf(names);
    }
  }

  /**
   * @param shorteners hosts whose addresses are followed to where they lead
   * @param titles whether titles and abstracts of papers are looked up
   */
  public record Links(Set<String> shorteners, boolean titles) {
    public Links {
      shorteners = Set.copyOf(shorteners);
    }
  }
}
