package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.cycle.Account;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.People;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The bot's account: its repository on its own server, and its bookmarks at the AppView. */
public final class BotAccount implements Account {

  /** The AppView of the production network, as servers are asked to pass calls on to it. */
  public static final String BLUESKY_APPVIEW = "did:web:api.bsky.app#bsky_appview";

  private static final Logger LOG = LoggerFactory.getLogger(BotAccount.class);
  private static final int MOST_PAGES = 1000;
  private static final int MOST_EMPTY = 5;

  private final Session session;
  private final Optional<String> proxy;
  private final Repository repository;
  private final Sight sight;
  private final BotPeople people;

  /** An account of the production network. */
  public BotAccount(Session session, InstantSource clock) {
    this(session, Optional.of(BLUESKY_APPVIEW), clock);
  }

  /**
   * @param session how it is logged in
   * @param proxy the AppView to which its server passes calls on ({@code atproto-proxy}); absent
   *     leaves it the choice, as a test network's server knows its own AppView alone
   * @param clock against which expired labels are held
   */
  public BotAccount(Session session, Optional<String> proxy, InstantSource clock) {
    this.session = session;
    this.proxy = proxy;
    this.repository = new Repository(session);
    this.sight = new Sight(session, proxy, new PostDecoder(clock));
    this.people = new BotPeople(session, proxy);
  }

  @Override
  public Did did() {
    return session.did();
  }

  /**
   * Asks the server whether the session is good.
   *
   * @return the account
   */
  public Did confirm() {
    asking(() -> session.send(XrpcCall.query("com.atproto.server.getSession")));
    return session.did();
  }

  /** What its profile says of it, and what it should say. */
  Honesty honesty(Optional<String> operator) {
    return new OwnProfile(session).look(operator);
  }

  /** Makes its profile say so; what it said before. */
  Honesty beHonest(String operator) {
    return new OwnProfile(session).apply(operator);
  }

  @Override
  public Map<AtUri, Fresh> look(Collection<AtUri> posts) {
    return asking(() -> sight.of(posts));
  }

  @Override
  public People people() {
    return people;
  }

  @Override
  public Written repost(Tid key, StrongRef subject, Instant at) {
    return repository.put(Nsid.REPOST, key.toString(), subject, at);
  }

  @Override
  public Optional<StrongRef> repostUnder(Tid key) {
    return repository.subjectUnder(Nsid.REPOST, key.toString());
  }

  @Override
  public void deleteRepost(String rkey) {
    repository.delete(Nsid.REPOST, rkey);
  }

  @Override
  public void bookmark(StrongRef subject) {
    XrpcCall call =
        XrpcCall.procedure("app.bsky.bookmark.createBookmark", Repeat.SAFE)
            .through(proxy)
            .sending(
                Json.mapper()
                    .createObjectNode()
                    .put("uri", subject.uri().toString())
                    .put("cid", subject.cid()));
    asking(() -> session.send(call));
  }

  @Override
  public void deleteBookmark(AtUri subject) {
    XrpcCall call =
        XrpcCall.procedure("app.bsky.bookmark.deleteBookmark", Repeat.SAFE)
            .through(proxy)
            .sending(Json.mapper().createObjectNode().put("uri", subject.toString()));
    asking(() -> session.send(call));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where another subject's tombstone holds the key, the hashed key is used: no tombstone is
   * ever overwritten.
   */
  @Override
  public void tombstone(Tid key, StrongRef subject, Instant at) {
    if (repository.put(Nsid.TOMBSTONE, key.toString(), subject, at) != Written.KEY_TAKEN) {
      return;
    }
    String other = Tid.hashed(subject.uri()).toString();
    if (repository.put(Nsid.TOMBSTONE, other, subject, at) == Written.KEY_TAKEN) {
      throw new AccountException(
          AccountException.Kind.ITEM, "no key is free for a tombstone of " + subject.uri());
    }
  }

  @Override
  public List<RepostRecord> reposts(Extent extent) {
    List<RepostRecord> records = new ArrayList<>();
    repository.list(Nsid.REPOST, extent, entry -> repost(entry).ifPresent(records::add));
    return records;
  }

  @Override
  public List<Bookmark> bookmarks() {
    List<Bookmark> subjects = new ArrayList<>();
    XrpcCall call =
        XrpcCall.query("app.bsky.bookmark.getBookmarks").through(proxy).with("limit", 100);
    Pages.End end =
        asking(
            () ->
                new Pages(session, MOST_PAGES, MOST_EMPTY)
                    .walk(
                        call,
                        "bookmarks",
                        page -> {
                          page.forEach(entry -> bookmark(entry).ifPresent(subjects::add));
                          return true;
                        }));
    if (end != Pages.End.LAST_PAGE) {
      LOG.warn("bookmarks: list given up ({}) after {}", end, subjects.size());
    }
    return subjects;
  }

  private static Optional<Bookmark> bookmark(JsonNode entry) {
    Instant at = Json.string(entry, "createdAt").flatMap(Datetime::parse).orElse(Instant.EPOCH);
    return Repository.subject(entry).map(subject -> new Bookmark(subject, at));
  }

  @Override
  public List<AtUri> tombstones() {
    List<AtUri> subjects = new ArrayList<>();
    repository.list(
        Nsid.TOMBSTONE,
        Extent.ALL,
        entry -> Repository.subject(entry.path("value")).ifPresent(ref -> subjects.add(ref.uri())));
    return subjects;
  }

  /** Nothing where the record is not one that a repost can be. */
  private static Optional<RepostRecord> repost(JsonNode entry) {
    JsonNode record = entry.path("value");
    return AtUri.parse(entry.path("uri").stringValue(""))
        .flatMap(
            uri ->
                Repository.subject(record)
                    .map(subject -> new RepostRecord(uri.rkey(), subject, time(record, uri))));
  }

  /** What the record says, or else what its key does; a repost counts whenever it was. */
  private static Instant time(JsonNode record, AtUri uri) {
    try {
      return OffsetDateTime.parse(record.path("createdAt").stringValue("")).toInstant();
    } catch (DateTimeException e) {
      return Tid.parse(uri.rkey())
          .map(key -> Instant.EPOCH.plus(key.micros(), ChronoUnit.MICROS))
          .orElse(Instant.EPOCH);
    }
  }

  static <T> T asking(Supplier<T> call) {
    try {
      return call.get();
    } catch (XrpcException e) {
      throw WriteRefusal.of(e);
    }
  }
}
