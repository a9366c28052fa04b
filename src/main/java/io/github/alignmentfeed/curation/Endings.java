package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands at places of a {@linkplain Branches tree}, at most of which nothing stands. Filled
 * first, then only read.
 *
 * @param <E> what stands there
 */
final class Endings<E> {
  private final List<@Nullable E> byPlace = new ArrayList<>();
  private final Supplier<E> empty;

  Endings(Supplier<E> empty) {
    this.empty = empty;
  }

  /** What stands at a place, put there where nothing stood. */
  E at(int place) {
    while (byPlace.size() <= place) {
      byPlace.add(null);
    }
    E there = byPlace.get(place);
    if (there == null) {
      there = empty.get();
      byPlace.set(place, there);
    }
    return there;
  }

  /** What stands at a place, if anything. */
  @Nullable E peek(int place) {
    return place < byPlace.size() ? byPlace.get(place) : null;
  }
}
