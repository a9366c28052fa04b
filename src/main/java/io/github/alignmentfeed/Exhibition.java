package io.github.alignmentfeed;

import io.github.alignmentfeed.PageRoutes.Exhibit;
import io.github.alignmentfeed.bluesky.Recording;
import io.github.alignmentfeed.bluesky.ReplaySource;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.ops.Guard;
import io.github.alignmentfeed.ops.ListenException;
import io.github.alignmentfeed.ops.Server;
import io.github.alignmentfeed.store.SqliteLedger;
import io.github.alignmentfeed.store.Stores;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The pages on recorded posts, at the end of the recording; nothing runs behind them. */
public final class Exhibition implements AutoCloseable {
  private final SqliteLedger ledger;
  private final Server server;

  /**
   * @throws ListenException where the server cannot listen
   */
  Exhibition(Configuration configuration, Path path, InstantSource clock) {
    Recordings recordings = new Recordings(configuration);
    ReplaySource posts = new ReplaySource(Recording.read(path));
    List<Source> sources = recordings.sources(posts);
    this.ledger = Stores.inMemory();
    try {
      CycleReport report = recordings.replay(posts, ledger);
      Exhibit exhibit =
          new Exhibit(
              () -> configuration,
              () -> sources,
              ledger::archive,
              Optional::empty,
              report::finishedAt,
              Optional.of(report));
      PageRoutes pages = new PageRoutes(exhibit, Optional.empty());
      Configuration.Http http = configuration.http();
      this.server =
          Server.start(
              new Server.Place(http.host(), http.port(), http.names()),
              new Guard(Optional.empty(), clock),
              pages,
              pages.routes());
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /** The port on which it answers. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    ledger.close();
  }
}
