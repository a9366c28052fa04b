package io.github.alignmentfeed.config;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.config.Node.Mapping;
import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Source.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the accounts and lists to follow, and the accounts that opted out. */
final class SourceReader {
  private static final Pattern LINK =
      Pattern.compile(
          "https?://(?:www\\.)?bsky\\.app/(?:profile/(?<owner>[^/?#]+)/lists/(?<list>[^/?#]+)"
              + "|(?:starter-pack|start)/(?<maker>[^/?#]+)/(?<pack>[^/?#]+))/?(?:[?#].*)?");
  private static final Pattern URI =
      Pattern.compile("at://(?<owner>[^/]+)/(?<collection>[^/]+)/(?<rkey>[^/]+)");
  private static final Pattern RECORD_KEY = Pattern.compile("[a-zA-Z0-9._~:-]{1,512}");
  private static final String EXAMPLE_HANDLE = "somebody.bsky.social";
  private static final String EXAMPLE = "https://bsky.app/profile/somebody.bsky.social/lists/3abc";
  private static final Followed PLAIN =
      new Followed(true, true, Reposts.BOOKMARK, Wish.UNSAID, Action.REPOST);
  private static final Followed UNVOUCHED =
      new Followed(true, true, Reposts.BOOKMARK, Wish.UNSAID, Action.BOOKMARK);

  private final Problems problems;
  private final Values values;
  private final Actors actors;
  private final Map<Identity, Place> places = new LinkedHashMap<>();
  private final Map<AtIdentifier, Place> refusals = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();

  SourceReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
    this.actors = new Actors(problems);
  }

  private record Identity(Kind kind, AtIdentifier actor, String rkey) {}

  List<Source> sources() {
    return List.copyOf(sources);
  }

  List<AtIdentifier> optOut() {
    return List.copyOf(refusals.keySet());
  }

  /** Where the account is named among those to follow. */
  Optional<Place> placeOf(AtIdentifier account) {
    return Optional.ofNullable(places.get(new Identity(Kind.ACCOUNT, account, "")));
  }

  void accounts(List<Node> nodes) {
    for (Node node : nodes) {
      if (node instanceof Mapping mapping) {
        account(Fields.of(mapping, Section.ACCOUNT, problems));
      } else {
        account(values.text(node, "an account", EXAMPLE_HANDLE), PLAIN);
      }
    }
  }

  void lists(List<Node> nodes) {
    for (Node node : nodes) {
      if (node instanceof Mapping mapping) {
        list(Fields.of(mapping, Section.LIST, problems));
      } else {
        values.text(node, "a list", EXAMPLE).ifPresent(url -> list(url, UNVOUCHED));
      }
    }
  }

  void optOut(List<Node> nodes) {
    for (Node node : nodes) {
      Optional<Scalar> named = values.text(node, "an account", EXAMPLE_HANDLE);
      Optional<AtIdentifier> actor = named.flatMap(actors::account);
      if (actor.isPresent()) {
        Place first = refusals.putIfAbsent(actor.get(), node.place());
        if (first != null) {
          problems.warning(
              node.place(),
              named.get().shown() + " has opted out already at " + first,
              "take one of them out");
        }
      }
    }
  }

  /** Reports accounts that are both followed and opted out. */
  void checkOptOut() {
    refusals.forEach(
        (actor, place) ->
            placeOf(actor)
                .ifPresent(
                    followed ->
                        problems.warning(
                            followed,
                            "this account opted out at " + place + " and is never reposted",
                            "take it out here, or there")));
  }

  private void account(Fields fields) {
    Followed followed = followed(fields, Action.REPOST);
    if (fields.lacks("handle", "did")) {
      problems.error(
          fields.place(),
          "an account without a handle and without a DID",
          "write for example handle: " + EXAMPLE_HANDLE);
    } else if (fields.has("handle") && fields.has("did")) {
      exclude(fields, "handle", "did");
    } else if (fields.has("did")) {
      Optional<Scalar> did = fields.text("did", "did:plc:ewvi7nxzyoun6zhxrhs64oiz");
      did.flatMap(actors::did)
          .ifPresent(actor -> add(did.get(), Kind.ACCOUNT, actor, "", followed));
    } else {
      account(fields.text("handle", EXAMPLE_HANDLE), followed);
    }
  }

  private void account(Optional<Scalar> named, Followed followed) {
    named
        .flatMap(actors::account)
        .ifPresent(actor -> add(named.get(), Kind.ACCOUNT, actor, "", followed));
  }

  private void list(Fields fields) {
    Followed followed = followed(fields, Action.BOOKMARK);
    if (fields.lacks("url", "follows")) {
      problems.error(
          fields.place(),
          "a list without \"url\" and without \"follows\"",
          "write url: with the link of a list or starter pack, or follows: with a handle");
    } else if (fields.has("url") && fields.has("follows")) {
      exclude(fields, "url", "follows");
    } else if (fields.has("url")) {
      fields.text("url", EXAMPLE).ifPresent(url -> list(url, followed));
    } else {
      Optional<Scalar> whose = fields.text("follows", EXAMPLE_HANDLE);
      whose
          .flatMap(actors::follower)
          .ifPresent(actor -> add(whose.get(), Kind.FOLLOWS, actor, "", followed));
    }
  }

  private void exclude(Fields fields, String one, String other) {
    problems.error(
        fields.place(other),
        "\"" + one + "\" and \"" + other + "\" exclude each other",
        "take one of them out");
  }

  private void list(Scalar url, Followed followed) {
    String text = url.text().strip();
    Matcher link = LINK.matcher(text);
    Matcher uri = URI.matcher(text);
    Optional<Identity> list = Optional.empty();
    if (link.matches()) {
      boolean pack = link.group("pack") != null;
      list =
          identity(
              pack ? Kind.STARTER_PACK : Kind.LIST,
              link.group(pack ? "maker" : "owner"),
              link.group(pack ? "pack" : "list"));
    } else if (uri.matches()) {
      String collection = uri.group("collection");
      if (collection.equals(Nsid.LIST.value())) {
        list = identity(Kind.LIST, uri.group("owner"), uri.group("rkey"));
      } else if (collection.equals(Nsid.STARTER_PACK.value())) {
        list = identity(Kind.STARTER_PACK, uri.group("owner"), uri.group("rkey"));
      }
    }
    list.ifPresentOrElse(
        found -> add(url, found.kind(), found.actor(), found.rkey(), followed),
        () ->
            problems.error(
                url.place(), url.shown() + " is no list and no starter pack", advice(text)));
  }

  private static Optional<Identity> identity(Kind kind, String owner, String rkey) {
    return AtIdentifier.parse(owner)
        .filter(actor -> RECORD_KEY.matcher(rkey).matches())
        .map(actor -> new Identity(kind, actor, rkey));
  }

  private static String advice(String text) {
    if (text.contains("://go.bsky.app/")) {
      return "open it in a browser and copy the address that it leads to";
    }
    if (text.contains("/feed/") || text.contains("app.bsky.feed.generator")) {
      return "feeds cannot be followed, only lists, starter packs and follows";
    }
    if (AtIdentifier.parse(text).isPresent()) {
      return "name an account under \"accounts\", or write {follows: HANDLE} for those it follows";
    }
    return "write for example " + EXAMPLE;
  }

  private Followed followed(Fields fields, Action unlessGranted) {
    Wish wish = fields.choice("consent", List.of(Wish.GRANTED, Wish.DENIED)).orElse(Wish.UNSAID);
    return new Followed(
        fields.flag("replies", true),
        fields.flag("quotes", true),
        fields.choice("reposts", List.of(Reposts.values())).orElse(Reposts.BOOKMARK),
        wish,
        wish == Wish.GRANTED ? Action.REPOST : unlessGranted);
  }

  private void add(Scalar written, Kind kind, AtIdentifier actor, String rkey, Followed followed) {
    String name = written.text().strip();
    Source source =
        new Source(kind == Kind.FOLLOWS ? "follows " + name : name, kind, actor, rkey, followed);
    Place first = places.putIfAbsent(new Identity(kind, actor, rkey), written.place());
    if (first == null) {
      sources.add(source);
      return;
    }
    boolean denied = followed.wish() == Wish.DENIED;
    if (denied) {
      // Whoever says no is heard, wherever it is written.
      sources.replaceAll(s -> same(s, source) ? source : s);
    }
    problems.warning(
        written.place(),
        written.shown()
            + " is named already at "
            + first
            + (denied ? "; its no counts" : ", which counts"),
        "take one of them out");
  }

  private static boolean same(Source one, Source other) {
    return one.kind() == other.kind()
        && one.actor().equals(other.actor())
        && one.rkey().equals(other.rkey());
  }
}
