package io.github.alignmentfeed.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The groups of keys that a configuration knows. The schema knows the same. */
enum Section {
  MAIN(
      "at the top level",
      "bot",
      "network",
      "include",
      "accounts",
      "lists",
      "words",
      "rules",
      "decide",
      "limits",
      "settle",
      "languages",
      "consent",
      "schedule",
      "maxDelay",
      "ping",
      "store",
      "keep",
      "http",
      "links",
      "optOut"),
  OTHER_RULES("in a file of other rules", "words", "rules", "decide"),
  INCLUDED("in an included file", "accounts", "lists", "words", "rules", "optOut"),
  BOT("in \"bot\"", "handle", "password", "passwordFile", "service", "operator"),
  NETWORK("in \"network\"", "appview", "plc", "connections"),
  ACCOUNT("in an account", "handle", "did", "replies", "quotes", "reposts", "consent"),
  LIST("in a list", "url", "follows", "replies", "quotes", "reposts", "consent"),
  RULE(
      "in a rule",
      "name",
      "points",
      "keywords",
      "exact",
      "domains",
      "all",
      "none",
      "atMost",
      "veto",
      "again",
      "fields"),
  CONDITION("in a part of a rule", "words", "keywords", "exact", "domains", "atLeast", "fields"),
  WORDS("in a list of words", "name", "keywords", "exact", "domains"),
  DECIDE("in \"decide\"", "repost", "bookmark"),
  LIMITS("in \"limits\"", "perHour", "perDay", "perAuthorPerDay", "spacing", "maxAge"),
  SCHEDULE("in \"schedule\"", "every", "cron", "timezone", "jitter"),
  HTTP("in \"http\"", "host", "port", "names", "token", "tokenFile"),
  LINKS("in \"links\"", "shorteners", "titles");

  private final String where;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> keys;

  Section(String where, String... keys) {
    this.where = where;
    this.keys = List.of(keys);
  }

  /** Where its keys stand, for messages. */
  String where() {
    return where;
  }

  List<String> keys() {
    return keys;
  }

  /** What to say about a key that stands here and is not known here. */
  String advice(String key) {
    return Nearest.question(key, keys)
        .or(() -> home(key).map(home -> "it belongs " + home.where))
        .orElseGet(() -> "known keys are " + String.join(", ", keys));
  }

  private static Optional<Section> home(String key) {
    return Arrays.stream(values()).filter(section -> section.keys.contains(key)).findFirst();
  }
}
