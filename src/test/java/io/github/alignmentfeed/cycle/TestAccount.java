package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.atproto.Tid;
import io.github.alignmentfeed.curation.Post;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The bot's account in memory: a repository of reposts and tombstones, and bookmarks. Can be told
 * to fail before a call is carried out, to lose the answer after it, and to die.
 */
final class TestAccount implements Account {
  private static final int PAGE = 100;

  /** The calls of an account. */
  enum Call {
    DID,
    LOOK,
    REPOST,
    REPOST_UNDER,
    DELETE_REPOST,
    BOOKMARK,
    DELETE_BOOKMARK,
    TOMBSTONE,
    REPOSTS,
    BOOKMARKS,
    TOMBSTONES
  }

  /** The process dies here. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Did did;
  private final TestNetwork network;
  private final NavigableMap<String, RepostRecord> reposts = new TreeMap<>();
  private final Map<AtUri, Bookmark> bookmarks = new LinkedHashMap<>();
  private final NavigableMap<String, StrongRef> tombstones = new TreeMap<>();
  private final Set<Did> blocked = new HashSet<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<Call, AccountException.Kind> refused = new EnumMap<>(Call.class);
  private final Map<Call, AccountException.Kind> lost = new EnumMap<>(Call.class);
  private final Map<Call, Runnable> before = new EnumMap<>(Call.class);
  private final TestPeople people = new TestPeople();
  private int sent;
  private boolean listsNothing;
  private int crashBefore;
  private int crashAfter;

  TestAccount(Did did, TestNetwork network) {
    this.did = did;
    this.network = network;
  }

  /** From now on such calls fail without an effect. */
  void refuse(Call call, AccountException.Kind kind) {
    refused.put(call, kind);
  }

  /** From now on such calls are carried out, but the answer is lost. */
  void loseAnswer(Call call, AccountException.Kind kind) {
    lost.put(call, kind);
  }

  /** Something happens right before the next such call. */
  void before(Call call, Runnable event) {
    before.put(call, event);
  }

  void recover() {
    refused.clear();
    lost.clear();
    crashBefore = 0;
    crashAfter = 0;
    calls.clear();
  }

  /** The process dies at the n-th call from now, before or after it is carried out. */
  void dieAt(int n, boolean carriedOut) {
    calls.clear();
    crashBefore = carriedOut ? 0 : n;
    crashAfter = carriedOut ? n : 0;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** How many repost records were ever made. */
  int sent() {
    return sent;
  }

  List<AtUri> reposted() {
    return reposts.values().stream().map(r -> r.subject().uri()).toList();
  }

  Map<String, RepostRecord> records() {
    return Map.copyOf(reposts);
  }

  Set<AtUri> bookmarked() {
    return Set.copyOf(bookmarks.keySet());
  }

  Map<String, StrongRef> graves() {
    return Map.copyOf(tombstones);
  }

  Set<AtUri> buried() {
    Set<AtUri> subjects = new HashSet<>();
    tombstones.values().forEach(ref -> subjects.add(ref.uri()));
    return subjects;
  }

  /** The owner reposts by hand. */
  void repostByHand(String rkey, Post post, Instant at) {
    reposts.put(rkey, new RepostRecord(rkey, post.ref(), at));
  }

  void bookmarkByHand(Post post, Instant at) {
    bookmarks.put(post.uri(), new Bookmark(post.ref(), at));
  }

  /** The owner takes a repost back by hand, which leaves no trace. */
  void removeByHand(Post post) {
    reposts.values().removeIf(r -> r.subject().uri().equals(post.uri()));
  }

  /** From now on its list of reposts is empty, whatever there is. */
  void listNothing() {
    listsNothing = true;
  }

  void block(String author) {
    blocked.add(TestPost.did(author));
  }

  void isFollowedBy(String author) {
    network.follows(TestPost.did(author), did);
  }

  private <T> T call(Call call, Supplier<T> work) {
    calls.add(call);
    Runnable event = before.remove(call);
    if (event != null) {
      event.run();
    }
    if (calls.size() == crashBefore) {
      throw new Crash();
    }
    if (refused.containsKey(call)) {
      throw new AccountException(refused.get(call), call + " is refused");
    }
    T result = work.get();
    if (calls.size() == crashAfter) {
      throw new Crash();
    }
    if (lost.containsKey(call)) {
      throw new AccountException(lost.get(call), "the answer to " + call + " is lost");
    }
    return result;
  }

  private void act(Call call, Runnable work) {
    call(
        call,
        () -> {
          work.run();
          return true;
        });
  }

  @Override
  public Did did() {
    return call(Call.DID, () -> did);
  }

  @Override
  public Map<AtUri, Fresh> look(Collection<AtUri> posts) {
    return call(
        Call.LOOK,
        () -> {
          Map<AtUri, Fresh> seen = new LinkedHashMap<>();
          posts.forEach(uri -> network.current(uri).ifPresent(p -> seen.put(uri, fresh(p))));
          return seen;
        });
  }

  private Fresh fresh(Post post) {
    Did author = post.author().did();
    return new Fresh(
        post,
        reposts.values().stream()
            .filter(r -> r.subject().uri().equals(post.uri()))
            .map(r -> new AtUri(did, Nsid.REPOST, r.rkey()))
            .findFirst(),
        bookmarks.containsKey(post.uri()),
        blocked.contains(author),
        network.follow(did).contains(author));
  }

  @Override
  public Written repost(Tid key, StrongRef subject, Instant at) {
    return call(
        Call.REPOST,
        () -> {
          RepostRecord there = reposts.get(key.toString());
          if (there != null) {
            return there.subject().uri().equals(subject.uri())
                ? Written.ALREADY
                : Written.KEY_TAKEN;
          }
          sent++;
          reposts.put(key.toString(), new RepostRecord(key.toString(), subject, at));
          return Written.NEW;
        });
  }

  @Override
  public Optional<StrongRef> repostUnder(Tid key) {
    return call(
        Call.REPOST_UNDER,
        () -> Optional.ofNullable(reposts.get(key.toString())).map(RepostRecord::subject));
  }

  @Override
  public void deleteRepost(String rkey) {
    act(Call.DELETE_REPOST, () -> reposts.remove(rkey));
  }

  @Override
  public void bookmark(StrongRef subject) {
    act(
        Call.BOOKMARK,
        () -> bookmarks.put(subject.uri(), new Bookmark(subject, network.present())));
  }

  @Override
  public void deleteBookmark(AtUri subject) {
    act(Call.DELETE_BOOKMARK, () -> bookmarks.remove(subject));
  }

  @Override
  public void tombstone(Tid key, StrongRef subject, Instant at) {
    act(Call.TOMBSTONE, () -> tombstones.put(key.toString(), subject));
  }

  @Override
  public List<RepostRecord> reposts(Extent extent) {
    return call(
        Call.REPOSTS,
        () ->
            reposts.descendingMap().values().stream()
                .limit(listsNothing ? 0 : extent == Extent.ALL ? reposts.size() : PAGE)
                .toList());
  }

  @Override
  public List<Bookmark> bookmarks() {
    return call(Call.BOOKMARKS, () -> List.copyOf(bookmarks.values()));
  }

  @Override
  public List<AtUri> tombstones() {
    return call(Call.TOMBSTONES, () -> tombstones.values().stream().map(StrongRef::uri).toList());
  }

  @Override
  public TestPeople people() {
    return people;
  }
}
