package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.curation.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of text.
 *
 * @param text as its author wrote it
 * @param rule the rule that saw something in it; empty where none did
 */
public record Piece(String text, String rule) {

  /** A text taken apart at what rules saw in it. */
  static List<Piece> of(String text, int passage, List<Evidence> evidence) {
    List<Evidence> here =
        evidence.stream()
            .filter(e -> e.passage() == passage)
            // The post may have been edited, or more be known of it, since it was decided on.
            .filter(e -> text.regionMatches(e.start(), e.matched(), 0, e.matched().length()))
            .sorted(
                Comparator.comparingInt(Evidence::start)
                    .thenComparing(Comparator.comparingInt(Evidence::end).reversed()))
            .toList();
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    for (Evidence e : here) {
      int end = e.start() + e.matched().length();
      if (e.start() >= at && end > e.start()) {
        plain(text.substring(at, e.start()), pieces);
        pieces.add(new Piece(text.substring(e.start(), end), e.rule()));
        at = end;
      }
    }
    plain(text.substring(at), pieces);
    return pieces;
  }

  private static void plain(String text, List<Piece> pieces) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, ""));
    }
  }
}
