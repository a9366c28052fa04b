package io.github.alignmentfeed.store;

import org.jspecify.annotations.Nullable;

/** Where posts come from that a table in memory lacks because nobody has asked for them yet. */
interface Lender {
  /** Of a table that holds all there is. */
  Lender NOBODY =
      new Lender() {
        @Override
        public void lend(String which, @Nullable Object... values) {}

        @Override
        public void lendSeen(String hashes) {}

        @Override
        public void lendNotes() {}
      };

  /**
   * Brings posts in, with the feeds in which they were met.
   *
   * @param which a condition on {@code post}
   */
  void lend(String which, @Nullable Object... values);

  /**
   * Brings in what is known of posts of which hardly anything is kept.
   *
   * @param hashes a JSON array
   */
  void lendSeen(String hashes);

  /** Brings in what {@link NoteTable} keeps, and the cycles. */
  void lendNotes();
}
