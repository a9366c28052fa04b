package io.github.alignmentfeed.bluesky;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes bytes on as they come and refuses to pass on more than it may. What it reads is closed by
 * whoever opened it.
 */
final class BoundedStream extends FilterInputStream {
  private final long longest;
  private long read;

  BoundedStream(InputStream in, long longest) {
    super(in);
    this.longest = longest;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int many = super.read(into, offset, length);
    count(many);
    return many;
  }

  @Override
  public void close() {}

  private void count(int many) throws TooLong {
    read += Math.max(many, 0);
    if (read > longest) {
      throw new TooLong();
    }
  }

  /** The answer is longer than allowed. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("the answer is too long");
    }
  }
}
