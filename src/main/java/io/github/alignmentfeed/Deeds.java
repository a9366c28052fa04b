package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.ops.Answer;
import io.github.alignmentfeed.ops.Asked;
import io.github.alignmentfeed.ops.Route;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** What the operator does with a post from a page, and what is told of it on the next page. */
final class Deeds {
  private static final Pattern BACK = Pattern.compile("/posts(\\?[\\w=&%.+:-]*)?");

  private final Optional<Desk> desk;
  private final Map<String, String> notices = new ConcurrentHashMap<>();

  /**
   * @param desk where it is done; absent where nothing can be written
   */
  Deeds(Optional<Desk> desk) {
    this.desk = desk;
  }

  boolean possible() {
    return desk.isPresent();
  }

  /** What is to be told on the next page of a visitor, once. */
  String notice(String formToken) {
    return Optional.ofNullable(notices.remove(formToken)).orElse("");
  }

  Route route(String name, BiFunction<Desk, AtUri, String> deed) {
    return Route.change("/posts/" + name, asked -> done(asked, deed));
  }

  private CompletableFuture<Answer> done(Asked asked, BiFunction<Desk, AtUri, String> deed) {
    Optional<AtUri> post = asked.form("post").flatMap(AtUri::parse);
    CompletableFuture<String> told =
        desk.isPresent() && post.isPresent()
            ? desk.get().later(() -> deed.apply(desk.get(), post.get()))
            : CompletableFuture.completedFuture(
                desk.isEmpty()
                    ? "Not done: no password is configured, so nothing can be written."
                    : "Not done: that is no post.");
    return told.thenApply(what -> told(asked, what));
  }

  /** Tells it on the next page; to a program at once. */
  private Answer told(Asked asked, String what) {
    if (asked.visitor().formToken().isEmpty()) {
      return Answer.text(what + "\n");
    }
    notices.put(asked.visitor().formToken().get(), what);
    return Answer.seeOther(asked.form("back").filter(BACK.asMatchPredicate()).orElse("/posts"));
  }
}
