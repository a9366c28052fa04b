package io.github.alignmentfeed.pages;

import java.time.Instant;

/**
 * What stands around every page.
 *
 * @param tab the page shown
 * @param bot the name of the bot
 * @param now what times are told from
 * @param recorded whether the pages show a recording
 * @param rehearsed whether nothing can be sent, because no password is configured
 * @param operator whether the visitor has signed in
 * @param signIn whether anybody can
 * @param formToken what every form brings along; empty for a stranger
 * @param notice what became of what the visitor just asked for; empty where nothing was
 */
public record Frame(
    Tab tab,
    String bot,
    Instant now,
    boolean recorded,
    boolean rehearsed,
    boolean operator,
    boolean signIn,
    String formToken,
    String notice) {

  /** The pages. */
  public enum Tab {
    NOW("Now", "/"),
    POSTS("Posts", "/posts"),
    PAPERS("Papers", "/papers"),
    ACCOUNTS("Accounts", "/accounts"),
    RULES("Rules", "/rules"),
    SIGN_IN("Sign in", "/login"),
    PROBLEM("Problem", "");

    private final String title;
    private final String path;

    Tab(String title, String path) {
      this.title = title;
      this.path = path;
    }

    public String title() {
      return title;
    }

    public String path() {
      return path;
    }

    /** Whether every page leads to it. */
    public boolean isListed() {
      return this != SIGN_IN && this != PROBLEM;
    }
  }
}
