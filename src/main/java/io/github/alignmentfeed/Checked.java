package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.bluesky.Honesty;
import io.github.alignmentfeed.bluesky.Network;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.PostSource;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.SourceException;
import java.util.List;
import java.util.Optional;

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
    /** It works, but should be otherwise. */
    ADVICE,
    FAILED,
    UNREACHABLE,
    NO_LOGIN
  }

  static Checked of(Source source, PostSource posts) {
    try {
      List<Did> members = posts.members(source);
      String found =
          source.kind() == Source.Kind.ACCOUNT
              ? members.get(0).toString()
              : members.size() + " accounts";
      return new Checked(source.name(), Result.OK, found);
    } catch (SourceException e) {
      return new Checked(
          source.name(), e.unreachable() ? Result.UNREACHABLE : Result.FAILED, e.what());
    }
  }

  static Checked optOut(AtIdentifier who, Network network) {
    String what = "optOut " + who;
    try {
      return new Checked(what, Result.OK, network.resolve(who).toString());
    } catch (SourceException e) {
      return new Checked(what, e.unreachable() ? Result.UNREACHABLE : Result.FAILED, e.what());
    }
  }

  static Checked profile(Network network, Optional<String> operator) {
    try {
      Honesty honesty = network.honesty(operator);
      return honesty.isHonest()
          ? new Checked("profile", Result.OK, "it says that this is a bot and how to opt out")
          : new Checked(
              "profile",
              Result.ADVICE,
              "it does not say that this is a bot, who runs it and how to opt out: set"
                  + " bot.operator and run profile --apply");
    } catch (AccountException e) {
      return new Checked("profile", Result.FAILED, e.what());
    }
  }

  static Checked login(Network network) {
    try {
      return new Checked("login", Result.OK, network.confirmLogin().toString());
    } catch (AccountException e) {
      return new Checked(
          "login",
          switch (e.kind()) {
            case LOGIN -> Result.NO_LOGIN;
            case UNREACHABLE -> Result.UNREACHABLE;
            case ITEM, TRANSIENT, STOP_WRITES -> Result.FAILED;
          },
          e.what());
    }
  }
}
