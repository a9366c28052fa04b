package io.github.alignmentfeed.bluesky;

import java.nio.file.Path;

/** Recorded posts cannot be used: nothing is there, it cannot be read, or it holds no posts. */
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param place the file or folder, with a line where there is one
   * @param what what is wrong with it, for people
   */
  RecordingException(String place, String what) {
    super(place + ": " + what);
  }

  RecordingException(Path path, String what) {
    this(path.toString(), what);
  }
}
