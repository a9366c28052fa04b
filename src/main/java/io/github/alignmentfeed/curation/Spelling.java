package io.github.alignmentfeed.curation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    {"isability", "izability"},
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
    {"ourally", "orally"},
    {"ourable", "orable"},
    {"ourist", "orist"},
    {"ourism", "orism"},
    {"ourite", "orite"},
    {"ourhood", "orhood"},
    {"ouring", "oring"},
    {"oured", "ored"},
    {"ogue", "og"},
    {"ogued", "oged"},
    {"oguing", "oging"},
  };

  /** The same by the last letter of the British ones, and of the American ones. */
  private static final String[][][] BRITISH_BY_END = byLastLetter(0);

  private static final String[][][] AMERICAN_BY_END = byLastLetter(1);

  private static final Map<String, String> IRREGULAR_PLURALS =
      Map.ofEntries(
          Map.entry("analyses", "analysis"),
          Map.entry("appendices", "appendix"),
          Map.entry("axes", "axis"),
          Map.entry("bias", "bias"),
          Map.entry("biases", "bias"),
          Map.entry("bonuses", "bonus"),
          Map.entry("children", "child"),
          Map.entry("consensuses", "consensus"),
          Map.entry("corpora", "corpus"),
          Map.entry("corpuses", "corpus"),
          Map.entry("crises", "crisis"),
          Map.entry("criteria", "criterion"),
          Map.entry("diagnoses", "diagnosis"),
          Map.entry("focuses", "focus"),
          Map.entry("formulae", "formula"),
          Map.entry("heroes", "hero"),
          Map.entry("hypotheses", "hypothesis"),
          Map.entry("indices", "index"),
          Map.entry("lens", "lens"),
          Map.entry("lenses", "lens"),
          Map.entry("matrices", "matrix"),
          Map.entry("men", "man"),
          Map.entry("news", "news"),
          Map.entry("parentheses", "parenthesis"),
          Map.entry("optima", "optimum"),
          Map.entry("phenomena", "phenomenon"),
          Map.entry("statuses", "status"),
          Map.entry("syntheses", "synthesis"),
          Map.entry("theses", "thesis"),
          Map.entry("vertices", "vertex"),
          Map.entry("vetoes", "veto"),
          Map.entry("viruses", "virus"),
          Map.entry("women", "woman"));

  private static final Map<String, String> REGIONAL_WORDS =
      Map.ofEntries(
          Map.entry("acknowledgement", "acknowledgment"),
          Map.entry("ageing", "aging"),
          Map.entry("artefact", "artifact"),
          Map.entry("centre", "center"),
          Map.entry("centred", "centered"),
          Map.entry("defence", "defense"),
          Map.entry("focussed", "focused"),
          Map.entry("fulfil", "fulfill"),
          Map.entry("fulfilment", "fulfillment"),
          Map.entry("grey", "gray"),
          Map.entry("judgement", "judgment"),
          Map.entry("licence", "license"),
          Map.entry("metre", "meter"),
          Map.entry("offence", "offense"),
          Map.entry("practise", "practice"),
          Map.entry("pretence", "pretense"),
          Map.entry("programme", "program"),
          Map.entry("sceptic", "skeptic"),
          Map.entry("sceptical", "skeptical"),
          Map.entry("scepticism", "skepticism"),
          Map.entry("theatre", "theater"));

  private static final Map<String, String> BRITISH_WORDS =
      REGIONAL_WORDS.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  /** The words to which no rule applies, each with its one form. */
  private static final Map<String, String> IRREGULAR = irregular();

  private static final Map<String, Set<String>> IRREGULAR_OF = new HashMap<>();

  static {
    IRREGULAR.forEach(
        (word, one) -> IRREGULAR_OF.computeIfAbsent(one, k -> new TreeSet<>()).add(word));
  }

  private Spelling() {}

  private static String[][][] byLastLetter(int side) {
    String[][][] byLast = new String['z' + 1][0][];
    for (String[] ending : REGIONAL_ENDINGS) {
      char last = ending[side].charAt(ending[side].length() - 1);
      byLast[last] = Arrays.copyOf(byLast[last], byLast[last].length + 1);
      byLast[last][byLast[last].length - 1] = ending;
    }
    return byLast;
  }

  private static Map<String, String> irregular() {
    Map<String, String> irregular = new HashMap<>(IRREGULAR_PLURALS);
    REGIONAL_WORDS.forEach(
        (british, american) -> {
          irregular.put(british, american);
          irregular.put(british + "s", american);
        });
    return irregular;
  }

  /** The one form of a word in small letters. */
  static String folded(String word) {
    @Nullable String irregular = IRREGULAR.get(word);
    if (irregular != null) {
      return irregular;
    }
    if (word.length() > 4 && word.endsWith("ies")) {
      return without(word, 3) + "y";
    }
    if (word.length() > 3 && word.endsWith("ie")) {
      // “movies” does not tell whether it is of “movie” or of “movy”.
      return without(word, 2) + "y";
    }
    String one = singular(word);
    if (one.length() >= SHORTEST_REGIONAL) {
      for (String[] ending : like(one, BRITISH_BY_END)) {
        if (one.endsWith(ending[0])) {
          return without(one, ending[0].length()) + ending[1];
        }
      }
    }
    return one;
  }

  /** All other words of which a word is the one form. */
  static Set<String> spellings(String form) {
    Set<String> maybe = new LinkedHashSet<>(IRREGULAR_OF.getOrDefault(form, Set.of()));
    if (form.endsWith("y")) {
      maybe.add(without(form, 1) + "ies");
      maybe.add(without(form, 1) + "ie");
    }
    addEndings(form, maybe);
    for (String[] ending : like(form, AMERICAN_BY_END)) {
      if (form.endsWith(ending[1])) {
        addEndings(without(form, ending[1].length()) + ending[0], maybe);
      }
    }
    maybe.removeIf(word -> word.equals(form) || !folded(word).equals(form));
    return maybe;
  }

  private static void addEndings(String one, Set<String> words) {
    words.add(one);
    words.add(one + "s");
    if (hisses(one + "e")) {
      words.add(one + "e");
      words.add(one + "es");
    }
  }

  private static String singular(String word) {
    String one = isPlural(word) ? without(word, 1) : word;
    return hisses(one) ? without(one, 1) : one;
  }

  /** “losses” and “loss”, “caches” and “cache” meet without their last e. */
  private static boolean hisses(String one) {
    return one.endsWith("che") || one.endsWith("she") || one.endsWith("sse") || one.endsWith("xe");
  }

  private static boolean isPlural(String word) {
    return word.length() > 3
        && word.endsWith("s")
        && "sui".indexOf(word.charAt(word.length() - 2)) < 0;
  }

  /** The endings that end with the last letter of a word. */
  private static String[][] like(String word, String[][][] byLast) {
    char last = word.isEmpty() ? 0 : word.charAt(word.length() - 1);
    return byLast[last < byLast.length ? last : 0];
  }

  /** The beginnings that stand for the beginning of a word in either region's spelling. */
  static Set<String> stems(String stem) {
    Set<String> found = new LinkedHashSet<>();
    found.add(stem);
    addOtherEnding(stem, BRITISH_BY_END, 0, found);
    addOtherEnding(stem, AMERICAN_BY_END, 1, found);
    found.add(REGIONAL_WORDS.getOrDefault(stem, stem));
    found.add(BRITISH_WORDS.getOrDefault(stem, stem));
    addCutShort(stem, found);
    return found;
  }

  private static void addOtherEnding(
      String stem, String[][][] byLast, int side, Set<String> found) {
    for (String[] ending : like(stem, byLast)) {
      String start = without(stem, ending[side].length());
      if (stem.endsWith(ending[side]) && start.length() + ending[0].length() >= SHORTEST_REGIONAL) {
        found.add(start + ending[1 - side]);
      }
    }
  }

  /** Where the ending itself is cut short, as in “optimis” or “generalizab”. */
  private static void addCutShort(String stem, Set<String> found) {
    if (stem.length() >= SHORTEST_REGIONAL && (stem.endsWith("is") || stem.endsWith("ys"))) {
      found.add(without(stem, 1) + "z");
    }
    if (stem.length() >= SHORTEST_REGIONAL && (stem.endsWith("iz") || stem.endsWith("yz"))) {
      List.of("sa", "se", "si").forEach(ending -> found.add(without(stem, 1) + ending));
    }
    for (int i = stem.length() - 2; i > 3; i--) {
      char c = stem.charAt(i);
      if ((c == 's' || c == 'z')
          && "iy".indexOf(stem.charAt(i - 1)) >= 0
          && "aei".indexOf(stem.charAt(i + 1)) >= 0) {
        found.add(stem.substring(0, i) + (c == 's' ? 'z' : 's') + stem.substring(i + 1));
        return;
      }
    }
  }

  private static String without(String word, int ending) {
    return word.substring(0, Math.max(0, word.length() - ending));
  }
}
