package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.Ledger;
import java.time.Duration;

/** A store in a file that does not wait for another process. */
public final class ImpatientLedger {
  private ImpatientLedger() {}

  public static Ledger open(String url) {
    return Stores.open(url, Duration.ZERO);
  }
}
