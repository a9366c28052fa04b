package io.github.alignmentfeed;

import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.ops.Api;
import io.github.alignmentfeed.ops.Health;
import io.github.alignmentfeed.ops.Metrics;
import io.github.alignmentfeed.ops.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything that the server of a running service answers to programs. */
final class Site {
  private Site() {}

  static List<Route> routes(
      Service service, Metrics metrics, Supplier<Archive> archive, InstantSource clock) {
    return Stream.of(
            new Health(service::status).routes(),
            metrics.routes(),
            new Api(service::trigger, archive, clock).routes())
        .flatMap(List::stream)
        .toList();
  }
}
