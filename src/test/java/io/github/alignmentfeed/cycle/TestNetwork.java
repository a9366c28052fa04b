package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The posts of a small world, and the feeds and lists in which they are met. */
final class TestNetwork implements Replay.Recorded {
  private final Map<AtUri, Post> posts = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<AtIdentifier, List<Did>> members = new HashMap<>();
  private final Set<AtIdentifier> down = new HashSet<>();
  private final Map<Did, RuntimeException> broken = new HashMap<>();
  private final Set<Did> cut = new HashSet<>();
  private final Map<Did, Set<Did>> followers = new HashMap<>();
  private final List<Read> reads = new ArrayList<>();
  private Instant now = Instant.MAX;
  private boolean listsAreShown;
  private boolean profilesAreShown;
  private int lookUps;

  private record Entry(AtUri post, Did through, Instant at) {}

  /** One reading of a feed. */
  record Read(Did account, Instant back) {}

  /** A post appears in its author's feed. */
  synchronized Post publish(TestPost post) {
    Post published = post.post();
    posts.put(published.uri(), published);
    entries.add(new Entry(published.uri(), published.author().did(), published.indexedAt()));
    return published;
  }

  /** Somebody reposts a post. */
  synchronized void repost(String by, Post post, Instant at) {
    entries.add(new Entry(post.uri(), TestPost.did(by), at));
  }

  /** A post is another now. */
  synchronized void change(Post post) {
    posts.put(post.uri(), post);
  }

  synchronized void delete(Post post) {
    posts.remove(post.uri());
    entries.removeIf(e -> e.post().equals(post.uri()));
  }

  synchronized Optional<Post> current(AtUri uri) {
    return Optional.ofNullable(posts.get(uri));
  }

  /** What a handle, or the owner of a list, leads to. */
  synchronized void leads(AtIdentifier actor, Did... to) {
    members.put(actor, List.of(to));
  }

  synchronized void fails(AtIdentifier actor) {
    down.add(actor);
  }

  synchronized void breaks(Did account, RuntimeException by) {
    broken.put(account, by);
  }

  /** Its feed ends before the point that was asked for. */
  synchronized void breaksOff(Did account) {
    cut.add(account);
  }

  synchronized void recovers() {
    down.clear();
    cut.clear();
    broken.clear();
  }

  /** The feeds read since it was asked last. */
  synchronized List<Read> reads() {
    List<Read> last = List.copyOf(reads);
    reads.clear();
    return last;
  }

  @Override
  public synchronized List<Did> members(Source source) {
    lookUps++;
    if (down.contains(source.actor())) {
      throw new SourceException(source.name() + " is away", true);
    }
    List<Did> found = members.get(source.actor());
    if (found == null) {
      throw new SourceException(source.name() + " leads nowhere", false);
    }
    return found;
  }

  /** An account follows another one. */
  synchronized void follows(Did account, Did other) {
    followers.computeIfAbsent(other, o -> new HashSet<>()).add(account);
  }

  synchronized void unfollows(Did account, Did other) {
    followers.getOrDefault(other, new HashSet<>()).remove(account);
  }

  /** Who follows an account. */
  synchronized Set<Did> follow(Did account) {
    return Set.copyOf(followers.getOrDefault(account, Set.of()));
  }

  @Override
  public synchronized Optional<Set<Did>> followers(Did bot, Set<Did> among) {
    if (down.contains(bot)) {
      throw new SourceException("who follows the bot is not to be known now", true);
    }
    return Optional.of(follow(bot).stream().filter(among::contains).collect(Collectors.toSet()));
  }

  /** From now on, many handles can be asked for at once. */
  synchronized void showsProfiles() {
    profilesAreShown = true;
  }

  /** How often the members of a source were asked for. */
  synchronized int lookUps() {
    return lookUps;
  }

  @Override
  public synchronized Map<Handle, Did> resolve(Collection<Handle> handles) {
    if (!profilesAreShown) {
      throw new SourceException("profiles are away", true);
    }
    return handles.stream()
        .filter(members::containsKey)
        .collect(Collectors.toMap(handle -> handle, handle -> members.get(handle).get(0)));
  }

  /** From now on, lists can be looked at as a whole. */
  synchronized void showsLists() {
    listsAreShown = true;
  }

  @Override
  public synchronized Optional<Map<Did, Instant>> wrote(Source list, Instant back) {
    if (!listsAreShown || list.kind() != Source.Kind.LIST) {
      return Optional.empty();
    }
    Set<Did> all = Set.copyOf(members(list));
    Map<Did, Instant> times = new HashMap<>();
    entries.stream()
        .filter(e -> all.contains(e.through()) && e.post().did().equals(e.through()))
        .filter(e -> !e.at().isBefore(back) && !e.at().isAfter(now))
        .forEach(e -> times.merge(e.through(), e.at(), (a, b) -> a.isAfter(b) ? a : b));
    return Optional.of(times);
  }

  @Override
  public synchronized Fetched fetch(Did account, Instant back) {
    reads.add(new Read(account, back));
    if (down.contains(account)) {
      throw new SourceException("the feed of " + account + " is away", true);
    }
    if (broken.containsKey(account)) {
      throw broken.get(account);
    }
    return new Fetched(
        entries.stream()
            .filter(e -> e.through().equals(account))
            .filter(e -> !e.at().isBefore(back) && !e.at().isAfter(now))
            .sorted(Comparator.comparing(Entry::at).reversed())
            .flatMap(e -> current(e.post()).stream().map(p -> new Sighting(p, account, e.at())))
            .toList(),
        0,
        !cut.contains(account));
  }

  @Override
  public synchronized Optional<Instant> nextAfter(Instant time) {
    return entries.stream().map(Entry::at).filter(at -> at.isAfter(time)).min(Instant::compareTo);
  }

  @Override
  public int malformed() {
    return 0;
  }

  synchronized Instant present() {
    return now;
  }

  @Override
  public synchronized void advance(Instant present) {
    now = present;
  }
}
