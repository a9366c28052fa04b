package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands at places of a {@linkplain Branches tree}, at most of which nothing stands. Filled
 * first, then only read.
 *
 * @param <E> what stands there
 */
final class Endings<E> {
  private final List<List<E>> byPlace = new ArrayList<>();

  /** Adds to what stands at a place, unless it stands there. */
  void add(int place, E ending) {
    while (byPlace.size() <= place) {
      byPlace.add(List.of());
    }
    if (byPlace.get(place).isEmpty()) {
      byPlace.set(place, new ArrayList<>(1));
    }
    if (!byPlace.get(place).contains(ending)) {
      byPlace.get(place).add(ending);
    }
  }

  /** What stands at a place, in the order in which it was added. */
  List<E> at(int place) {
    return place < byPlace.size() ? byPlace.get(place) : List.of();
  }
}
