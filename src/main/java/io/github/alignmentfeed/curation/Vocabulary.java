package io.github.alignmentfeed.curation;

import org.jspecify.annotations.Nullable;

/**
 * All phrases of all rules in one tree of words, so that a passage is read once however many there
 * are.
 */
final class Vocabulary {
  private final Lexicon lexicon;
  private final Branches phrases;
  private final Nears nears;

  /** What the phrases stand for that end at each place in the tree, which is mostly nothing. */
  private final @Nullable Meaning[] meanings;

  /** What a phrase stands for: by itself, and as one of pairs. */
  static final class Meaning {
    private final @Nullable Terms terms;
    private final int[] sides;

    Meaning(@Nullable Terms terms, int[] sides) {
      this.terms = terms;
      this.sides = sides;
    }
  }

  Vocabulary(Lexicon lexicon, Branches phrases, Nears nears, @Nullable Meaning[] meanings) {
    this.lexicon = lexicon;
    this.phrases = phrases;
    this.nears = nears;
    this.meanings = meanings;
  }

  /** Looks for every phrase in the words of a passage. */
  void find(Words words, int passage, Sights sights) {
    Hits hits = new Hits(words.count());
    for (int word = 0; word < words.count(); word++) {
      lexicon.look(words, word, hits);
      hits.end(word);
    }
    if (!hits.isEmpty()) {
      Search search = new Search(words, hits, passage, sights);
      for (int word = 0; word < words.count(); word++) {
        search.follow(Branches.ROOT, word, word);
      }
    }
  }

  /** One reading of a text. */
  private final class Search {
    private final Words words;
    private final Hits hits;
    private final int passage;
    private final Sights sights;
    private final Nears.Meeting near;

    Search(Words words, Hits hits, int passage, Sights sights) {
      this.words = words;
      this.hits = hits;
      this.passage = passage;
      this.sights = sights;
      this.near = nears.new Meeting(words, passage, sights);
    }

    void follow(int node, int first, int at) {
      int end = hits.first(at + 1);
      for (int hit = hits.first(at); hit < end; hit++) {
        int child = phrases.step(node, hits.symbol(hit));
        if (child != Branches.NONE) {
          int last = hits.last(hit);
          report(meanings[child], first, last);
          if (phrases.mayStep(child, hits.bits(last + 1))
              && words.sentence(last + 1) == words.sentence(first)) {
            follow(child, first, last + 1);
          }
        }
      }
    }

    private void report(@Nullable Meaning meaning, int first, int last) {
      if (meaning == null) {
        return;
      }
      if (meaning.terms != null) {
        sights.see(meaning.terms, passage, words, first, last);
      }
      for (int side : meaning.sides) {
        near.see(side, first, last);
      }
    }
  }
}
