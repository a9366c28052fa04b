package io.github.alignmentfeed.curation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings English words that differ only in number or region to one form. */
final class Spelling {
  /** How many letters at the end of a word may change by rule. */
  static final int LONGEST_ENDING = "isationals".length();

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

  private static final Map<String, Form> IRREGULAR = irregular();

  /**
   * The one form of a word.
   *
   * @param kept how many letters it begins with as the word does
   * @param tail what follows them
   */
  record Form(int kept, String tail) {
    static Form of(String word, String form) {
      int kept = 0;
      while (kept < form.length()
          && kept < word.length()
          && word.charAt(kept) == form.charAt(kept)) {
        kept++;
      }
      return new Form(kept, form.substring(kept));
    }
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

  private static Map<String, Form> irregular() {
    Map<String, Form> irregular = new HashMap<>();
    IRREGULAR_PLURALS.forEach((word, one) -> irregular.put(word, Form.of(word, one)));
    REGIONAL_WORDS.forEach(
        (british, american) -> {
          irregular.put(british, Form.of(british, american));
          irregular.put(british + "s", Form.of(british + "s", american));
        });
    return irregular;
  }

  /** The words to which no rule applies, each with its one form. */
  static Map<String, Form> irregulars() {
    return IRREGULAR;
  }

  /** The one form of a word in small letters. */
  static String folded(String word) {
    @Nullable Form form = IRREGULAR.get(word);
    if (form == null) {
      form = form(word.toCharArray(), 0, word.length());
    }
    return form == null ? word : word.substring(0, form.kept()) + form.tail();
  }

  /**
   * The one form of a word that is not {@linkplain #irregulars irregular}; nothing where that is
   * the word.
   */
  static @Nullable Form form(char[] row, int from, int end) {
    if (end - from > 4 && ends(row, from, end, "ies")) {
      return new Form(end - from - 3, "y");
    }
    if (end - from > 3 && ends(row, from, end, "ie")) {
      // “movies” does not tell whether it is of “movie” or of “movy”.
      return new Form(end - from - 2, "y");
    }
    int one = singular(row, from, end);
    if (one - from >= SHORTEST_REGIONAL) {
      for (String[] ending : like(row[one - 1], BRITISH_BY_END)) {
        if (ends(row, from, one, ending[0])) {
          Form american = Form.of(ending[0], ending[1]);
          return new Form(one - ending[0].length() + american.kept() - from, american.tail());
        }
      }
    }
    return one == end ? null : new Form(one - from, "");
  }

  /** Where the singular of a word ends. */
  private static int singular(char[] row, int from, int end) {
    int one = isPlural(row, from, end) ? end - 1 : end;
    // “losses” and “loss”, “caches” and “cache” meet without their last e.
    boolean hisses =
        ends(row, from, one, "che")
            || ends(row, from, one, "she")
            || ends(row, from, one, "sse")
            || ends(row, from, one, "xe");
    return hisses ? one - 1 : one;
  }

  private static boolean isPlural(char[] row, int from, int end) {
    return end - from > 3
        && row[end - 1] == 's'
        && row[end - 2] != 's'
        && row[end - 2] != 'u'
        && row[end - 2] != 'i';
  }

  private static boolean ends(char[] row, int from, int end, String ending) {
    int before = end - ending.length();
    if (before < from) {
      return false;
    }
    for (int i = ending.length() - 1; i >= 0; i--) {
      if (row[before + i] != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static String[][] like(char last, String[][][] byLast) {
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
    if (stem.isEmpty()) {
      return;
    }
    for (String[] ending : like(stem.charAt(stem.length() - 1), byLast)) {
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
