package io.github.alignmentfeed.config;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a YAML file, with two things made plain to a YAML parser that it would stumble over:
 * the braces of {@code ${NAME}} within <code>{...}</code>, and the at sign before a handle.
 * Characters outside any alphabet stand in for them, one for one, so that places stay true.
 */
final class SourceText {
  static final int LARGEST = 2 * 1024 * 1024;
  private static final int GULP = 512;

  private static final String OPEN = Character.toString(0xFABC0);
  private static final String CLOSE = Character.toString(0xFABC1);
  private static final String AT = Character.toString(0xFABC2);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");
  private static final Pattern MASKED = Pattern.compile("\\$" + OPEN + "([A-Za-z0-9_]+)" + CLOSE);

  private final String masked;
  private final int[] points;

  private SourceText(String text) {
    String unbraced =
        text.contains("${") ? VARIABLE.matcher(text).replaceAll("\\$" + OPEN + "$1" + CLOSE) : text;
    this.masked = unbraced.replace("@", AT);
    this.points = points(masked);
  }

  /** The text of the file, or nothing where a problem was reported. */
  static Optional<SourceText> read(Path file, Path named, Place mention, Problems problems) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (NoSuchFileException e) {
      problems.error(mention, "there is no file " + named, "create it or correct the path");
      return Optional.empty();
    } catch (IOException e) {
      problems.error(
          mention, named + " cannot be read", "check that it is a file and its permissions");
      return Optional.empty();
    }
    if (bytes.length > LARGEST) {
      problems.error(
          Place.startOf(named),
          "the file is larger than " + LARGEST / 1024 / 1024 + " MiB",
          "split it and include the parts");
      return Optional.empty();
    }
    return decoded(bytes, named, problems).map(SourceText::new);
  }

  /**
   * The text for a YAML parser. snakeyaml-engine 3.0.1 fails where the first half of a surrogate
   * pair fills its buffer to the end, so that it is never given as much as fits.
   */
  Reader reader() {
    return new FilterReader(new StringReader(masked)) {
      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, GULP));
      }
    };
  }

  /** The character that stands at an index counted in code points; a space beyond the end. */
  int at(long index) {
    return index < points.length ? points[(int) index] : ' ';
  }

  /** What an operator wrote, from what the YAML parser saw. */
  static String unmasked(String seen) {
    return seen.indexOf(OPEN.charAt(0)) < 0
        ? seen
        : MASKED.matcher(seen).replaceAll("\\${$1}").replace(AT, "@");
  }

  private static int[] points(String text) {
    int[] points = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < points.length; i++) {
      points[i] = text.codePointAt(at);
      at += Character.charCount(points[i]);
    }
    return points;
  }

  private static Optional<String> decoded(byte[] bytes, Path named, Problems problems) {
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CoderResult end =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (end.isError()) {
      problems.error(
          place(named, bare), "this is not UTF-8", "save the file in the encoding UTF-8");
      return Optional.empty();
    }
    int strange = strange(bare);
    if (strange < bare.length()) {
      problems.error(
          place(named, bare.substring(0, strange)),
          String.format(
              "the character U+%04X cannot stand in a YAML file", bare.codePointAt(strange)),
          "delete it");
      return Optional.empty();
    }
    return Optional.of(bare);
  }

  /** Where the first character stands that cannot stand in a YAML file; at the end if none does. */
  private static int strange(String text) {
    int at = 0;
    while (at < text.length() && printable(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static Place place(Path file, String before) {
    String[] lines = before.split("\r\n|\r|\n", -1);
    String last = lines[lines.length - 1];
    return new Place(file, lines.length, last.codePointCount(0, last.length()) + 1);
  }

  private static boolean printable(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || point == 0x85
        || (point >= 0x20 && point <= 0x7E)
        || (point >= 0xA0 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
