package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.atproto.AtUri;
import java.text.BreakIterator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings texts of strangers to a terminal unharmed: no control characters, no overlong lines. */
final class Plain {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern POST =
      Pattern.compile("at://(did:[^\\s/]+)/app\\.bsky\\.feed\\.post/([^\\s/;]+)");

  private Plain() {}

  /** The text in one line without control characters, direction marks and needless space. */
  static String line(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean joiner = c == 0x200D;
              if (type == Character.CONTROL
                  || Character.isWhitespace(c)
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR) {
                plain.append(' ');
              } else if (type != Character.FORMAT || joiner) {
                plain.appendCodePoint(c);
              }
            });
    return plain.toString().replaceAll(" +", " ").strip();
  }

  /** The line, cut between two characters as people see them where it is longer. */
  static String cut(String text, int most) {
    String line = line(text);
    if (line.length() <= most) {
      return line;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(line);
    return line.substring(0, characters.preceding(most)) + "…";
  }

  /** The line in several lines of at most so many characters, broken at spaces. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    for (String word : line(text).split(" ", -1)) {
      if (!current.isEmpty() && current.length() + 1 + word.length() > width) {
        lines.add(current.toString());
        current.setLength(0);
      }
      current.append(current.isEmpty() ? "" : " ").append(word);
    }
    lines.add(current.toString());
    return lines;
  }

  /** The moment to the minute, in UTC. */
  static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** The reason of a decision in lines, with addresses that people can open. */
  static List<String> reason(String reason, int width) {
    return wrap(links(reason), width);
  }

  /** The text with the address that people can open in place of each post's AT-URI. */
  static String links(String text) {
    return POST.matcher(text).replaceAll("https://bsky.app/profile/$1/post/$2");
  }

  /** The address at which people see a post. */
  static String link(AtUri post) {
    return "https://bsky.app/profile/" + post.did() + "/post/" + post.rkey();
  }
}
