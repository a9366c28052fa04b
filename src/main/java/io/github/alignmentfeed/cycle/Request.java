package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody asked of the bot by mentioning it or answering it.
 *
 * @param from who asks
 * @param out whether to be left out; otherwise to be taken in again
 * @param at when the server met it
 */
public record Request(Did from, boolean out, Instant at) {
  private static final Pattern MENTION = Pattern.compile("@[\\p{L}\\p{N}.-]+");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
  private static final Set<String> OUT = Set.of("opt out", "optout", "stop", "unsubscribe");
  private static final Set<String> IN = Set.of("opt in", "optin");

  /** The request that a text makes where, mentions apart, it holds nothing else. */
  public static Optional<Request> of(Did from, String text, Instant at) {
    String rest = MENTION.matcher(text).replaceAll(" ");
    String said = NO_LETTERS.matcher(rest).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    if (OUT.contains(said)) {
      return Optional.of(new Request(from, true, at));
    }
    return IN.contains(said) ? Optional.of(new Request(from, false, at)) : Optional.empty();
  }
}
