package io.github.alignmentfeed.curation;

import java.util.Set;

/** One condition or exception of one rule. */
final class Clause {
  private final int number;
  private final int atLeast;
  private final Set<Field> fields;
  private final boolean metByOne;

  /**
   * @param number its place among those of all rules
   * @param atLeast how many different terms it must see
   * @param fields where it looks
   */
  Clause(int number, int atLeast, Set<Field> fields) {
    this.number = number;
    this.atLeast = atLeast;
    this.fields = fields;
    this.metByOne = atLeast == 1 && fields.size() == Field.values().length;
  }

  int number() {
    return number;
  }

  int atLeast() {
    return atLeast;
  }

  boolean looksIn(Field field) {
    return fields.contains(field);
  }

  /** Whether it is met wherever anything is seen that it asks for. */
  boolean isMetByOne() {
    return metByOne;
  }
}
