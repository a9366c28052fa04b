package io.github.alignmentfeed.config;

import java.nio.file.Path;

/** A place in a file. Lines and columns count from one, columns in code points. */
record Place(Path file, int line, int column) {
  static Place startOf(Path file) {
    return new Place(file, 1, 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
