package io.github.alignmentfeed.atproto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A timestamp identifier: 53 bits of microseconds and ten bits of a clock's number, written in
 * thirteen letters that sort as the numbers do.
 *
 * @param bits the number; its highest bit is zero
 * @see <a href="https://atproto.com/specs/tid">the TID specification</a>
 */
public record Tid(long bits) {
  private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
  private static final Pattern SYNTAX = Pattern.compile("[234567ab][234567a-z]{12}");
  private static final int LETTERS = 13;
  private static final int CLOCK_BITS = 10;
  private static final int CLOCK_MASK = (1 << CLOCK_BITS) - 1;

  /**
   * @throws IllegalArgumentException where the highest bit is set
   */
  public Tid {
    if (bits < 0) {
      throw new IllegalArgumentException("a TID has 63 bits");
    }
  }

  /**
   * The TID that the text holds, or nothing where it holds none. The specification's pattern also
   * admits first letters that would set the 64th bit, which it says is always zero.
   */
  public static Optional<Tid> parse(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      return Optional.empty();
    }
    long bits = 0;
    for (int i = 0; i < LETTERS; i++) {
      bits = bits << 5 | ALPHABET.indexOf(text.charAt(i));
    }
    return Optional.of(new Tid(bits));
  }

  /** The TID of a moment, in microseconds since 1970, and the low ten bits of {@code clock}. */
  public static Tid of(long micros, int clock) {
    return new Tid(micros << CLOCK_BITS | (clock & CLOCK_MASK));
  }

  /**
   * The record key under which whatever this bot writes about a subject is kept: the microseconds
   * of the subject's own key and ten bits of SHA-256 of its URI. The same subject always gives the
   * same key, so a second write finds the first. Where the subject's key is no TID, the {@linkplain
   * #hashed hashed} form.
   */
  public static Tid about(AtUri subject) {
    return parse(subject.rkey())
        .map(own -> of(own.micros(), (int) (hash(subject) & CLOCK_MASK)))
        .orElseGet(() -> hashed(subject));
  }

  /**
   * The key to use where {@link #about} is taken by another subject: 63 bits of SHA-256 of the URI.
   */
  public static Tid hashed(AtUri subject) {
    return new Tid(hash(subject) & Long.MAX_VALUE);
  }

  private static long hash(AtUri subject) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(subject.toString().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Microseconds since 1970. */
  public long micros() {
    return bits >>> CLOCK_BITS;
  }

  /** The thirteen letters. */
  @Override
  public String toString() {
    char[] letters = new char[LETTERS];
    long rest = bits;
    for (int i = LETTERS - 1; i >= 0; i--) {
      letters[i] = ALPHABET.charAt((int) (rest & 31));
      rest >>>= 5;
    }
    return new String(letters);
  }
}
