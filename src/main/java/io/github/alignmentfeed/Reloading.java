package io.github.alignmentfeed;

import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.config.Problem;
import io.github.alignmentfeed.cycle.Status.Trouble;
import io.github.alignmentfeed.cycle.Status.Wrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of a running service again when one of its files changes. One that cannot
 * be used is refused, and the one before stays; of what only a restart can take up, what was stays.
 */
final class Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final Supplier<Loaded> load;
  private final Consumer<Configuration> take;
  private final Configuration started;
  private Set<Path> files;
  private Map<Path, String> applied;
  private Map<Path, String> seen;
  private volatile List<Wrong> trouble = List.of();

  /**
   * @param started what the service was started with
   * @param take takes up another configuration
   */
  Reloading(Configuration started, Supplier<Loaded> load, Consumer<Configuration> take) {
    this.started = started;
    this.load = load;
    this.take = take;
    this.files = Set.copyOf(load.get().files());
    this.applied = stamps(files);
    this.seen = applied;
  }

  /** Reads the files again where they are not what they were, once they are the same twice. */
  synchronized void look() {
    Map<Path, String> now = stamps(files);
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(applied)) {
      read();
    }
  }

  /** Reads the files again. */
  synchronized void read() {
    // Before it is read: what changes meanwhile is read the next time.
    Map<Path, String> before = stamps(files);
    Loaded loaded = load.get();
    Set<Path> all = new LinkedHashSet<>(loaded.files());
    if (loaded.configuration().isEmpty()) {
      all.addAll(files);
      refuse(loaded);
    } else {
      accept(loaded.configuration().get());
    }
    files = all;
    applied = stamps(files);
    before.forEach((file, stamp) -> applied.computeIfPresent(file, (f, later) -> stamp));
    seen = applied;
  }

  private void refuse(Loaded loaded) {
    List<String> problems = loaded.problems().stream().map(Problem::toString).toList();
    LOG.error("the configuration cannot be used, so the one before stays");
    problems.forEach(problem -> LOG.error("{}", problem));
    trouble =
        List.of(
            new Wrong(
                Trouble.CONFIGURATION,
                "the configuration was changed and cannot be used, so the one before stays: "
                    + String.join("; ", problems)));
  }

  private void accept(Configuration next) {
    trouble = List.of();
    List<String> fixed = started.fixedParts(next);
    if (!fixed.isEmpty()) {
      String keys = fixed.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(", "));
      String why = "the configuration was changed in " + keys + ": a restart takes that up";
      LOG.warn("{}", why);
      trouble = List.of(new Wrong(Trouble.RESTART, why));
    }
    take.accept(next.keeping(started));
    LOG.info("the configuration was read again");
  }

  /** What is wrong with the files as they were last read; nobody waits for it. */
  List<Wrong> trouble() {
    return trouble;
  }

  private static Map<Path, String> stamps(Set<Path> files) {
    Map<Path, String> stamps = new HashMap<>();
    files.forEach(file -> stamps.put(file, stamp(file)));
    return stamps;
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (IOException e) {
      return "absent";
    }
  }
}
