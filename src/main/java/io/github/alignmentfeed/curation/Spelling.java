package io.github.alignmentfeed.curation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings English words that differ only in number or region to one form. */
final class Spelling {
  private static final int SHORTEST_REGIONAL = 6;

  /** British and American. */
  private static final String[][] REGIONAL_ENDINGS = {
    {"isation", "ization"},
    {"isational", "izational"},
    {"ise", "ize"},
    {"ised", "ized"},
    {"ising", "izing"},
    {"iser", "izer"},
    {"isable", "izable"},
    {"yse", "yze"},
    {"ysed", "yzed"},
    {"ysing", "yzing"},
    {"yser", "yzer"},
    {"elling", "eling"},
    {"elled", "eled"},
    {"eller", "eler"},
    {"alling", "aling"},
    {"alled", "aled"},
    {"our", "or"},
    {"oural", "oral"},
    {"ouring", "oring"},
    {"oured", "ored"},
    {"ogue", "og"},
  };

  /** The same by the last letter of the British ones, and of the American ones. */
  private static final Map<Character, List<String[]>> BRITISH_ENDINGS = byLastLetter(0);

  private static final Map<Character, List<String[]>> AMERICAN_ENDINGS = byLastLetter(1);

  private static final Map<String, String> IRREGULAR_PLURALS =
      Map.ofEntries(
          Map.entry("analyses", "analysis"),
          Map.entry("bias", "bias"),
          Map.entry("biases", "bias"),
          Map.entry("corpora", "corpus"),
          Map.entry("crises", "crisis"),
          Map.entry("criteria", "criterion"),
          Map.entry("hypotheses", "hypothesis"),
          Map.entry("indices", "index"),
          Map.entry("lens", "lens"),
          Map.entry("lenses", "lens"),
          Map.entry("matrices", "matrix"),
          Map.entry("news", "news"),
          Map.entry("parentheses", "parenthesis"),
          Map.entry("phenomena", "phenomenon"),
          Map.entry("syntheses", "synthesis"),
          Map.entry("theses", "thesis"),
          Map.entry("viruses", "virus"));

  private static final Map<String, String> REGIONAL_WORDS =
      Map.ofEntries(
          Map.entry("artefact", "artifact"),
          Map.entry("centre", "center"),
          Map.entry("defence", "defense"),
          Map.entry("fulfil", "fulfill"),
          Map.entry("grey", "gray"),
          Map.entry("judgement", "judgment"),
          Map.entry("licence", "license"),
          Map.entry("metre", "meter"),
          Map.entry("offence", "offense"),
          Map.entry("programme", "program"),
          Map.entry("sceptic", "skeptic"),
          Map.entry("sceptical", "skeptical"),
          Map.entry("scepticism", "skepticism"));

  private static final Map<String, List<String>> PLURALS = turned(IRREGULAR_PLURALS);
  private static final Map<String, List<String>> BRITISH_WORDS = turned(REGIONAL_WORDS);

  private static final Pattern INNER_REGIONAL = Pattern.compile("(.{3,}[iy])([sz])([aei].*)");

  private Spelling() {}

  private static Map<Character, List<String[]>> byLastLetter(int side) {
    Map<Character, List<String[]>> endings = new HashMap<>();
    for (String[] ending : REGIONAL_ENDINGS) {
      endings.computeIfAbsent(lastLetter(ending[side]), k -> new ArrayList<>()).add(ending);
    }
    return endings;
  }

  private static char lastLetter(String word) {
    return word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
  }

  private static Map<String, List<String>> turned(Map<String, String> map) {
    Map<String, List<String>> turned = new HashMap<>();
    map.forEach((key, value) -> turned.computeIfAbsent(value, k -> new ArrayList<>()).add(key));
    return turned;
  }

  /** The one form of a word in small letters. */
  static String folded(String word) {
    return american(singular(word));
  }

  /** Every word in small letters that has the same {@linkplain #folded one form}. */
  static Set<String> all(String word) {
    String folded = folded(word);
    Set<String> found = new LinkedHashSet<>();
    found.add(word);
    for (String one : british(folded)) {
      found.addAll(List.of(one + "s", one + "e", one + "es"));
      found.add(one);
      if (one.endsWith("y")) {
        found.add(without(one, 1) + "ies");
      }
      found.addAll(PLURALS.getOrDefault(one, List.of()));
    }
    found.removeIf(other -> !folded(other).equals(folded));
    return found;
  }

  /** The beginnings that stand for the beginning of a word in either region's spelling. */
  static Set<String> stems(String stem) {
    Set<String> found = new LinkedHashSet<>(british(stem));
    found.add(american(stem));
    if (stem.length() >= SHORTEST_REGIONAL && (stem.endsWith("is") || stem.endsWith("ys"))) {
      found.add(without(stem, 1) + "z");
    }
    if (stem.length() >= SHORTEST_REGIONAL && (stem.endsWith("iz") || stem.endsWith("yz"))) {
      List.of("sa", "se", "si").forEach(ending -> found.add(without(stem, 1) + ending));
    }
    Matcher inner = INNER_REGIONAL.matcher(stem);
    if (inner.matches()) {
      found.add(inner.group(1) + (inner.group(2).equals("s") ? "z" : "s") + inner.group(3));
    }
    return found;
  }

  private static String american(String word) {
    String regional = REGIONAL_WORDS.get(word);
    if (regional != null) {
      return regional;
    }
    if (word.length() < SHORTEST_REGIONAL) {
      return word;
    }
    for (String[] ending : BRITISH_ENDINGS.getOrDefault(lastLetter(word), List.of())) {
      if (word.endsWith(ending[0])) {
        return without(word, ending[0].length()) + ending[1];
      }
    }
    return word;
  }

  /** The word, and what may be its British spellings. */
  private static Set<String> british(String word) {
    Set<String> found = new LinkedHashSet<>();
    found.add(word);
    for (String[] ending : AMERICAN_ENDINGS.getOrDefault(lastLetter(word), List.of())) {
      int longer = ending[0].length() - ending[1].length();
      if (word.endsWith(ending[1]) && word.length() + longer >= SHORTEST_REGIONAL) {
        found.add(without(word, ending[1].length()) + ending[0]);
      }
    }
    found.addAll(BRITISH_WORDS.getOrDefault(word, List.of()));
    return found;
  }

  private static String singular(String word) {
    String irregular = IRREGULAR_PLURALS.get(word);
    if (irregular != null) {
      return irregular;
    }
    if (word.length() > 4 && word.endsWith("ies")) {
      return without(word, 3) + "y";
    }
    String one = isPlural(word) ? without(word, 1) : word;
    // “losses” and “loss”, “caches” and “cache” meet without their last e.
    boolean hisses =
        one.endsWith("che") || one.endsWith("she") || one.endsWith("sse") || one.endsWith("xe");
    return hisses ? without(one, 1) : one;
  }

  private static boolean isPlural(String word) {
    return word.length() > 3
        && word.endsWith("s")
        && !word.endsWith("ss")
        && !word.endsWith("us")
        && !word.endsWith("is");
  }

  private static String without(String word, int ending) {
    return word.substring(0, Math.max(0, word.length() - ending));
  }
}
