package io.github.alignmentfeed;

import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.PostSource;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.SourceException;

/**
 * One thing asked of the network to see whether a configuration works.
 *
 * @param what a source, or the login
 * @param result how it went
 * @param detail what was found, or what is wrong
 */
public record Checked(String what, Result result, String detail) {

  /** How it went. */
  public enum Result {
    OK,
    FAILED,
    UNREACHABLE,
    NO_LOGIN
  }

  static Checked of(Source source, PostSource posts) {
    try {
      int members = posts.members(source).size();
      String found =
          source.kind() == Source.Kind.ACCOUNT
              ? posts.members(source).get(0).toString()
              : members + " accounts";
      return new Checked(source.name(), Result.OK, found);
    } catch (SourceException e) {
      return new Checked(
          source.name(), e.unreachable() ? Result.UNREACHABLE : Result.FAILED, e.what());
    }
  }

  static Checked login(Network network) {
    try {
      return new Checked("login", Result.OK, network.account().did().toString());
    } catch (AccountException e) {
      return new Checked(
          "login",
          e.kind() == AccountException.Kind.LOGIN ? Result.NO_LOGIN : Result.UNREACHABLE,
          e.what());
    }
  }
}
