package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out each sighting once. For posts that never change, as recorded ones: a replay of weeks
 * would otherwise keep the same posts again in each of its thousands of cycles.
 */
public final class EachOnce implements PostSource {
  private final PostSource posts;
  private final Set<Sighting> handedOut = new HashSet<>();

  public EachOnce(PostSource posts) {
    this.posts = posts;
  }

  @Override
  public List<Did> members(Source source) {
    return posts.members(source);
  }

  @Override
  public Optional<Set<Did>> followers(Did bot, Set<Did> among) {
    return posts.followers(bot, among);
  }

  @Override
  public synchronized Fetched fetch(Did account, Instant back) {
    Fetched fetched = posts.fetch(account, back);
    List<Sighting> fresh = fetched.sightings().stream().filter(handedOut::add).toList();
    return new Fetched(fresh, fetched.malformed(), fetched.whole());
  }
}
