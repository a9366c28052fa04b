package io.github.alignmentfeed.pages;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.pages.AccountsView.Imported;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of accounts, as it is taken from one bot to another. */
public final class AccountList {
  private static final int MOST = 10_000;
  private static final Pattern HANDLE_KEY = Pattern.compile("\\bhandle:\\s*[\"']?([^\\s,\"'}]+)");
  private static final Pattern PROFILE =
      Pattern.compile("https?://bsky\\.app/profile/([^/?#\\s]+)");

  private AccountList() {}

  /**
   * The accounts named one by one, as a configuration has them.
   *
   * @param hidden names of those that are left out
   */
  public static String yaml(List<Source> sources, Set<String> hidden) {
    StringBuilder yaml = new StringBuilder("accounts:\n");
    for (Source source : sources) {
      if (source.kind() == Source.Kind.ACCOUNT && !hidden.contains(source.name())) {
        yaml.append("  - ").append(entry(source)).append('\n');
      }
    }
    return yaml.toString();
  }

  private static String entry(Source source) {
    Followed followed = source.followed();
    String name = "\"" + source.actor() + "\"";
    List<String> said = new ArrayList<>();
    if (!followed.replies()) {
      said.add("replies: false");
    }
    if (!followed.quotes()) {
      said.add("quotes: false");
    }
    if (followed.reposts() != Reposts.BOOKMARK) {
      said.add("reposts: " + followed.reposts().name().toLowerCase(Locale.ROOT));
    }
    if (followed.wish() != Wish.UNSAID) {
      said.add("consent: " + followed.wish().name().toLowerCase(Locale.ROOT));
    }
    if (followed.atMost() == Action.BOOKMARK) {
      said.add("atMost: bookmark");
    }
    return said.isEmpty() ? name : "{handle: " + name + ", " + String.join(", ", said) + "}";
  }

  /**
   * Looks a list through.
   *
   * @param text handles or DIDs, one a line, or YAML that names them
   * @param sources what is followed
   */
  public static Imported imported(String text, List<Source> sources, Archive archive) {
    Set<String> followed = new HashSet<>();
    sources.forEach(source -> followed.add(source.actor().toString()));
    archive
        .accounts()
        .forEach(
            (did, figures) -> {
              if (followed.contains(did.value()) || followed.contains(figures.handle())) {
                followed.add(did.value());
                followed.add(figures.handle());
              }
            });
    Set<String> fresh = new LinkedHashSet<>();
    Set<String> known = new LinkedHashSet<>();
    List<String> wrong = new ArrayList<>();
    text.lines()
        .limit(MOST)
        .map(AccountList::name)
        .flatMap(Optional::stream)
        .forEach(
            name -> {
              Optional<String> account = AtIdentifier.parse(name).map(Object::toString);
              if (account.isEmpty()) {
                wrong.add(name);
              } else if (followed.contains(account.get()) || !fresh.add(account.get())) {
                known.add(account.get());
              }
            });
    StringBuilder yaml = new StringBuilder("accounts:\n");
    fresh.forEach(account -> yaml.append("  - \"").append(account).append("\"\n"));
    return new Imported(
        List.copyOf(fresh), List.copyOf(known), List.copyOf(wrong), yaml.toString());
  }

  /** What a line names, where it names anything. */
  private static Optional<String> name(String line) {
    String rest = line.replaceFirst("(^|\\s)#.*", "").strip();
    Matcher key = HANDLE_KEY.matcher(rest);
    Matcher profile = PROFILE.matcher(rest);
    String name =
        key.find()
            ? key.group(1)
            : profile.find()
                ? profile.group(1)
                : rest.replaceFirst("^-\\s+", "").replaceAll("^[\"'@]+|[\"',]+$", "").strip();
    return name.isEmpty() || name.endsWith(":") ? Optional.empty() : Optional.of(name);
  }
}
