package io.github.alignmentfeed;

import io.github.alignmentfeed.ops.Answer;
import io.github.alignmentfeed.ops.Route;
import java.util.List;

/** Everything that the server of a running service answers. */
final class Site {
  private Site() {}

  static List<Route> routes() {
    return List.of(Route.get("/health/live", asked -> Answer.text("alive\n")));
  }
}
