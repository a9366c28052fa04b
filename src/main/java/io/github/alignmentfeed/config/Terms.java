package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Scalar;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Near;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the words, phrases and domains that a rule looks for. */
final class Terms {
  private static final Pattern NEAR = Pattern.compile("(?:^| )(?:(?i:near) ?/|NEAR(?= |$))");
  private static final String ANY_HOST = "*";
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?i)(?<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9])"
              + "(?<path>/[^\\s?#*]*)?");
  private static final Pattern DECORATED =
      Pattern.compile(
          "(?i)(?:[a-z]+://)?(?:[^/@\\s]*@)?(?:\\*\\.)?([^\\s:/?#*]+)(?::\\d*)?([^\\s?#*]*).*");

  private final Problems problems;

  Terms(Problems problems) {
    this.problems = problems;
  }

  Optional<String> keyword(Scalar scalar) {
    Optional<String> words = words(scalar);
    if (words.isEmpty()) {
      return words;
    }
    if (!WordSigns.starsEndWords(words.get())) {
      problems.error(
          scalar.place(),
          "a star in " + scalar.shown() + " does not end a word",
          "write it as in hack*, for all words that begin so");
      return Optional.empty();
    }
    if (isUnclearNear(words.get())) {
      problems.error(
          scalar.place(),
          "the NEAR in " + scalar.shown() + " does not stand between two phrases with a distance",
          "write it as in alignment NEAR/8 model*, once, with a number from 1 to "
              + Near.MOST
              + "; the word itself is written near");
      return Optional.empty();
    }
    if (WordSigns.holdShortStem(words.get())) {
      problems.warning(
          scalar.place(),
          scalar.shown() + " holds for very many words",
          "write more letters before the star, or list the words");
    }
    return words;
  }

  Optional<String> exact(Scalar scalar) {
    Optional<String> words = words(scalar);
    if (words.isPresent() && words.get().contains("*")) {
      problems.warning(
          scalar.place(),
          "the star in " + scalar.shown() + " is taken as it stands",
          "move it to \"keywords\" if it should hold for all words that begin so");
    }
    if (words.isPresent() && words.get().contains("/") && NEAR.matcher(words.get()).find()) {
      problems.warning(
          scalar.place(),
          "the NEAR in " + scalar.shown() + " is taken as it stands",
          "move it to \"keywords\" if it should hold for two phrases near each other");
    }
    return words;
  }

  /** Whether it is written like a distance between two phrases and is none. */
  private static boolean isUnclearNear(String words) {
    boolean written = words.contains("NEAR") || words.indexOf('/') >= 0;
    if (!written || !NEAR.matcher(words).find() || words.equals("NEAR")) {
      return false;
    }
    Optional<Near> near = Near.of(words);
    return near.isEmpty()
        || Stream.of(near.get().left(), near.get().right())
            .anyMatch(side -> NEAR.matcher(side).find() || !WordSigns.holdLetter(side));
  }

  /** A domain, or the star that stands for all of them. */
  Optional<String> domainOrAny(Scalar scalar) {
    String text = scalar.text().strip();
    return text.equals(ANY_HOST) ? Optional.of(text) : domain(scalar);
  }

  Optional<String> domain(Scalar scalar) {
    String text = inPlainLetters(scalar.text().strip());
    Matcher m = DOMAIN.matcher(text);
    if (!m.matches()) {
      problems.error(
          scalar.place(), scalar.shown() + " is no domain", meant(scalar.written().strip()));
      return Optional.empty();
    }
    String host = m.group("host").toLowerCase(Locale.ROOT);
    if (host.startsWith("www.") && host.indexOf('.', "www.".length()) > 0) {
      host = host.substring("www.".length());
      problems.warning(
          scalar.place(),
          scalar.shown() + " begins with \"www.\", which links are matched without",
          "write " + scalar.written().strip().substring("www.".length()));
    }
    String path = Optional.ofNullable(m.group("path")).orElse("");
    return Optional.of(path.equals("/") ? host : host + path);
  }

  /** A domain with its host as servers know it, where it is written in other letters. */
  private static String inPlainLetters(String domain) {
    int slash = domain.indexOf('/');
    String host = slash < 0 ? domain : domain.substring(0, slash);
    return host.chars().allMatch(c -> c < 0x80)
        ? domain
        : new Link(host, Link.Origin.TEXT)
            .host()
            .map(plain -> plain + domain.substring(host.length()))
            .orElse(domain);
  }

  private Optional<String> words(Scalar scalar) {
    String words = WordSigns.singlySpaced(scalar.text());
    if (!WordSigns.holdLetter(words)) {
      problems.error(
          scalar.place(),
          scalar.shown() + " holds no letter and no digit",
          "write a word or a phrase");
      return Optional.empty();
    }
    if (!words.equals(scalar.text())) {
      problems.warning(
          scalar.place(),
          "blanks around " + scalar.shown() + " and doubled ones in it mean nothing",
          "whole words are matched anyway: take them out");
    }
    boolean odd = MeantOtherwise.mayBe(words);
    return odd && !new MeantOtherwise(problems).allows(words, scalar)
        ? Optional.empty()
        : Optional.of(words);
  }

  private static String meant(String written) {
    Matcher m = DECORATED.matcher(written);
    String bare = m.matches() ? (m.group(1) + m.group(2)).replaceFirst("/$", "") : "";
    return DOMAIN.matcher(bare).matches()
        ? "write " + bare.replaceFirst("^www\\.", "")
        : "write a host with an optional path, such as arxiv.org or anthropic.com/research";
  }
}
