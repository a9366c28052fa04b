package io.github.alignmentfeed.bluesky;

import java.util.Collection;
import java.util.regex.Pattern;

/** Makes what a server said fit for a log: short, on one line, and without secrets. */
final class Redaction {
  private static final int LONGEST = 200;
  private static final String STARS = "***";
  private static final Pattern JSON_WEB_TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]*)*");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

  private Redaction() {}

  /**
   * @param text what is to be shown
   * @param secrets what was sent and may have come back in it
   */
  static String of(String text, Collection<String> secrets) {
    String clean = text;
    for (String secret : secrets) {
      if (!secret.isEmpty()) {
        clean = clean.replace(secret, STARS);
      }
    }
    clean = JSON_WEB_TOKEN.matcher(clean).replaceAll(STARS);
    clean = UNPRINTABLE.matcher(clean).replaceAll(" ").strip();
    if (clean.length() <= LONGEST) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return clean.substring(0, end) + "…";
  }
}
