package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.curation.Decision;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.cycle.Account;
import io.github.alignmentfeed.cycle.Cycle;
import io.github.alignmentfeed.cycle.Ledger;
import io.github.alignmentfeed.cycle.Rehearsal;
import io.github.alignmentfeed.cycle.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** What a configuration means for a cycle, wherever its posts come from. */
final class Plans {
  private final Configuration configuration;
  private Optional<Future<Judge>> meanwhile = Optional.empty();

  Plans(Configuration configuration) {
    this.configuration = configuration;
  }

  static Account rehearsal(Ledger ledger) {
    return new Rehearsal(ledger.owner().orElse(Rehearsal.NOBODY), ledger::post);
  }

  Optional<Explanation> explained(Ledger ledger, AtUri uri) {
    return ledger
        .told(uri)
        .flatMap(
            told ->
                ledger.post(uri).map(post -> Explanation.of(post, told, judge(), configuration)));
  }

  Explanation explained(Decision decision) {
    return Explanation.of(decision, judge(), configuration);
  }

  /** Compiles the rules in a thread of its own, for who asks for them next. */
  void compileMeanwhile() {
    FutureTask<Judge> task = new FutureTask<>(this::compiled);
    Thread thread = new Thread(task, "rules");
    thread.setDaemon(true);
    thread.start();
    meanwhile = Optional.of(task);
  }

  Judge judge() {
    return meanwhile.map(Plans::ended).orElseGet(this::compiled);
  }

  private Judge compiled() {
    return new Judge(configuration.rules());
  }

  private static Judge ended(Future<Judge> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("compiling the rules", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the rules were compiled", e);
    }
  }

  Cycle.Plan plan(List<Source> sources, Policy policy, boolean dryRun, int connections) {
    return plan(sources, configuration.optOut(), policy, dryRun, connections);
  }

  Cycle.Plan plan(
      List<Source> sources,
      List<AtIdentifier> optOut,
      Policy policy,
      boolean dryRun,
      int connections) {
    return new Cycle.Plan(
        configuration.bot().handle(),
        sources,
        optOut,
        policy,
        judge(),
        dryRun,
        connections,
        configuration.maxDelay());
  }

  Policy policy() {
    return new Policy(
        configuration.repostAt(),
        configuration.bookmarkAt(),
        configuration.limits(),
        configuration.settle(),
        configuration.languages(),
        Policy.DEFAULT_UNWANTED_LABELS,
        configuration.consent(),
        Map.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }
}
