package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Link.Origin;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Post.Quote;
import io.github.alignmentfeed.curation.Post.Reply;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PostSource.Fetched;
import io.github.alignmentfeed.cycle.SourceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Makes posts of the AppView's JSON ({@code app.bsky.feed.defs#postView} and {@code
 * #feedViewPost}). What a decision cannot do without is required; everything else may be missing,
 * of a wrong type, or of a kind that was invented later, and then is left out.
 */
final class PostDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(PostDecoder.class);
  static final Handle INVALID = new Handle("handle.invalid");
  private static final String REPOST = "app.bsky.feed.defs#reasonRepost";

  /**
   * Every field that is asked for in a post or in a reason, wherever it stands: a part of a page.
   */
  static final Set<String> FIELDS =
      Set.of(
          ("$type uri cid did handle displayName labels val neg exp author by record indexedAt createdAt"
                  + " text langs tags facets features tag entities type index byteStart byteEnd start end"
                  + " value values reply root parent embed embeds external title description images items"
                  + " alt media creator name")
              .split(" "));

  private static final int LONGEST_CID = 256;

  private final InstantSource clock;

  /**
   * @param clock tells which labels have expired
   */
  PostDecoder(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A page of an account's feed ({@code app.bsky.feed.getAuthorFeed}). Entries that cannot be
   * understood are counted and left out.
   *
   * @throws SourceException where the answer is no feed at all
   */
  Fetched decodePage(JsonNode answer, Did through) {
    JsonNode feed = answer.path("feed");
    if (!feed.isArray()) {
      throw new SourceException("the feed of " + through + ": the answer holds no feed", false);
    }
    List<Sighting> sightings = new ArrayList<>();
    int malformed = 0;
    for (JsonNode item : feed) {
      try {
        sightings.add(decodeItem(item, through));
      } catch (MalformedException e) {
        malformed++;
        LOG.debug("Set aside an entry in the feed of {}: {}", through, e.problem());
      }
    }
    return new Fetched(sightings, malformed, true);
  }

  /**
   * An entry of a feed that is not named: the reposter's where it is a repost, else the author's.
   *
   * @throws MalformedException where it cannot be understood
   */
  Sighting decodeItem(JsonNode item) {
    JsonNode reason = item.path("reason");
    Post post = decodePost(item.path("post"));
    Did through =
        Json.type(reason).equals(REPOST)
            ? required(reason.path("by"), "did", "reason.by", Did::parse)
            : post.author().did();
    return new Sighting(post, through, at(post, reason), byBot(post, reason));
  }

  /**
   * An entry of an account's feed.
   *
   * @throws MalformedException where it cannot be understood
   */
  Sighting decodeItem(JsonNode item, Did through) {
    Post post = decodePost(item.path("post"));
    JsonNode reason = item.path("reason");
    return new Sighting(post, through, at(post, reason), byBot(post, reason));
  }

  private boolean byBot(Post post, JsonNode reason) {
    return Json.type(reason).equals(REPOST)
        ? labels(reason.path("by").path("labels")).contains(Author.BOT_LABEL)
        : post.author().labels().contains(Author.BOT_LABEL);
  }

  private static Instant at(Post post, JsonNode reason) {
    if (Json.type(reason).equals(REPOST)) {
      return required(reason, "indexedAt", "reason", Datetime::parse);
    }
    return post.createdAt().isBefore(post.indexedAt()) ? post.createdAt() : post.indexedAt();
  }

  /**
   * A post by itself, as in an answer of {@code app.bsky.feed.getPosts}.
   *
   * @throws MalformedException where it cannot be understood
   */
  Post decodePost(JsonNode view) {
    AtUri uri = postUri(view, "post");
    Author author = author(view, uri, "post");
    JsonNode record = view.path("record");
    if (!record.path("text").isString()) {
      throw new MalformedException("post.record.text is missing or no text");
    }
    Instant indexedAt = required(view, "indexedAt", "post", Datetime::parse);
    Embeds embeds = Embeds.of(view.path("embed")).orElse(record.path("embed"));
    return new Post(
        uri,
        required(view, "cid", "post", PostDecoder::cid),
        author,
        Json.string(record, "createdAt").flatMap(Datetime::parse).orElse(indexedAt),
        indexedAt,
        content(record, embeds),
        reply(record.path("reply")),
        embeds.quoted().flatMap(this::quote),
        labels(view.path("labels"), record.path("labels").path("values")),
        Json.strings(record.path("langs")));
  }

  private Author author(JsonNode view, AtUri uri, String where) {
    JsonNode author = view.path("author");
    String did = author.path("did").stringValue("");
    if (!did.equals(uri.did().value())) {
      throw new MalformedException(
          Did.parse(did).isPresent()
              ? where + ".author is not who holds the record"
              : missing(where + ".author.did"));
    }
    return new Author(
        uri.did(),
        Json.string(author, "handle").flatMap(Handle::parse).orElse(INVALID),
        Json.string(author, "displayName").orElse(""),
        labels(author.path("labels")));
  }

  private static Content content(JsonNode record, Embeds embeds) {
    RichText text = RichText.of(record);
    return new Content(
        text.text(), links(text, embeds.cards()), text.tags(), embeds.cards(), embeds.alts());
  }

  private static List<Link> links(RichText text, List<Card> cards) {
    List<Link> all = new ArrayList<>(text.linked());
    for (Card card : cards) {
      WebAddress.named(card.url()).ifPresent(url -> all.add(new Link(url, Origin.CARD)));
    }
    all.addAll(text.written());
    if (all.size() < 2) {
      return all;
    }
    Map<String, Link> links = new LinkedHashMap<>();
    for (Link link : all.subList(0, Math.min(all.size(), Json.MOST_ITEMS))) {
      links.putIfAbsent(link.url(), link);
    }
    return List.copyOf(links.values());
  }

  private Optional<Quote> quote(JsonNode view) {
    JsonNode record = view.path("value");
    Embeds embeds = Embeds.all(Json.items(view.path("embeds"))).orElse(record.path("embed"));
    try {
      AtUri uri = postUri(view, "quote");
      return Optional.of(
          new Quote(
              uri,
              author(view, uri, "quote"),
              content(record, embeds),
              labels(view.path("labels"), record.path("labels").path("values"))));
    } catch (MalformedException e) {
      LOG.debug("Left out a quoted post: {}", e.problem());
      return Optional.empty();
    }
  }

  private static Optional<Reply> reply(JsonNode reply) {
    return reply.isMissingNode() || reply.isNull()
        ? Optional.empty()
        : Optional.of(new Reply(ref(reply, "root"), ref(reply, "parent")));
  }

  private static StrongRef ref(JsonNode reply, String field) {
    String where = "post.record.reply." + field;
    return new StrongRef(
        required(reply.path(field), "uri", where, AtUri::parse),
        required(reply.path(field), "cid", where, PostDecoder::cid));
  }

  private Set<String> labels(JsonNode... lists) {
    Set<String> values = Set.of();
    for (JsonNode list : lists) {
      if (!list.isEmpty()) {
        values = new HashSet<>(values);
        add(list, values);
      }
    }
    return values;
  }

  private void add(JsonNode labels, Set<String> values) {
    Instant now = clock.instant();
    for (JsonNode label : labels) {
      if (!label.path("neg").booleanValue(false) && !hasExpired(label, now)) {
        Json.string(label, "val").ifPresent(values::add);
      }
    }
  }

  private static boolean hasExpired(JsonNode label, Instant now) {
    return Json.string(label, "exp")
        .flatMap(Datetime::parse)
        .filter(exp -> !exp.isAfter(now))
        .isPresent();
  }

  private static AtUri postUri(JsonNode view, String where) {
    return required(
        view,
        "uri",
        where,
        text -> AtUri.parse(text).filter(uri -> uri.collection().equals(Nsid.POST)));
  }

  private static Optional<String> cid(String text) {
    return Optional.of(text).filter(cid -> !cid.isBlank() && cid.length() <= LONGEST_CID);
  }

  private static <T> T required(
      JsonNode object, String field, String where, Function<String, Optional<T>> parse) {
    return Json.string(object, field)
        .flatMap(parse)
        .orElseThrow(() -> new MalformedException(missing(where + "." + field)));
  }

  private static String missing(String field) {
    return field + " is missing or not understood";
  }
}
