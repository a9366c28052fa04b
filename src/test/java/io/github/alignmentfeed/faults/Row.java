package io.github.alignmentfeed.faults;

import io.github.alignmentfeed.faults.Scene.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One fault, what is seen of it, and what it takes to recover; what is not said is plain. */
final class Row {
  final String name;
  final List<Consumer<Scene>> faults = new ArrayList<>();
  final List<Consumer<Scene>> checks = new ArrayList<>();
  final List<Consumer<Scene>> mends = new ArrayList<>();
  boolean loggedIn;
  int exit;
  String says = "";
  Standing ada = Standing.DONE;
  Standing bob = Standing.DONE;
  Duration rest = Duration.ofMinutes(10);
  List<String> reposts = List.of(Scene.ADAS, Scene.BOBS);

  private Row(String name) {
    this.name = name;
  }

  static Row fault(String name) {
    return new Row(name);
  }

  /** What goes wrong. */
  Row when(Consumer<Scene> fault) {
    faults.add(fault);
    return this;
  }

  /** A session was kept before it goes wrong. */
  Row loggedIn() {
    loggedIn = true;
    return this;
  }

  /**
   * What the operator gets.
   *
   * @param says a part of what {@code run} prints
   */
  Row ends(int exit, String says) {
    this.exit = exit;
    this.says = says;
    return this;
  }

  /** How the ledger sees the posts of both authors then. */
  Row leaves(Standing ada, Standing bob) {
    this.ada = ada;
    this.bob = bob;
    return this;
  }

  /** How often a method was asked for, at the AppView and at the bot's own server together. */
  Row asks(String method, int times) {
    return and(
        scene -> {
          int count = scene.appview.count(method) + scene.pds.count(method);
          if (count != times) {
            throw new AssertionError(method + " was asked " + count + " times, not " + times);
          }
        });
  }

  /** Something else that must hold then. */
  Row and(Consumer<Scene> check) {
    checks.add(check);
    return this;
  }

  /** What the operator, or time, does about it, apart from the servers' recovery. */
  Row mended(Consumer<Scene> mend) {
    mends.add(mend);
    return this;
  }

  /** How long it takes until all is well. */
  Row after(Duration rest) {
    this.rest = rest;
    return this;
  }

  /** The subjects of all repost records in the end. */
  Row endsWith(String... reposts) {
    this.reposts = List.of(reposts);
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
