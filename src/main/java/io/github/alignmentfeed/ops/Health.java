package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.cycle.Status;
import io.github.alignmentfeed.cycle.Status.Trouble;
import io.github.alignmentfeed.cycle.Status.Wrong;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says whether the service is alive, whether it does its work, and what is wrong. */
public final class Health {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** What must not be for the service to do its work. */
  private static final Set<Trouble> UNREADY = Set.of(Trouble.LOGIN, Trouble.STORE, Trouble.STALE);

  /** What may name files of the machine. */
  private static final Set<Trouble> PRIVATE = Set.of(Trouble.CONFIGURATION, Trouble.CYCLE);

  private final Supplier<Status> status;

  public Health(Supplier<Status> status) {
    this.status = status;
  }

  /** What the server answers for it. */
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/health/live", asked -> Answer.json(MAPPER.createObjectNode().put("status", "alive"))),
        Route.get("/health/ready", asked -> ready()),
        Route.get("/api/status", asked -> Answer.json(told(status.get(), asked.visitor()))));
  }

  private Answer ready() {
    List<Wrong> reasons =
        status.get().trouble().stream().filter(w -> UNREADY.contains(w.kind())).toList();
    ObjectNode json =
        MAPPER.createObjectNode().put("status", reasons.isEmpty() ? "ready" : "not ready");
    add(json.putArray("reasons"), reasons, Visitor.TOKEN);
    return Answer.json(json).with(reasons.isEmpty() ? 200 : 503);
  }

  private static ObjectNode told(Status status, Visitor visitor) {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("startedAt", status.startedAt().toString())
            .put("running", status.running().map(Instant::toString).orElse(null))
            .put("lastRun", status.lastRun().orElse(null))
            .put("lastGood", status.lastGood().map(Instant::toString).orElse(null))
            .put("next", status.next().map(Instant::toString).orElse(null));
    add(json.putArray("trouble"), status.trouble(), visitor);
    return json;
  }

  private static void add(ArrayNode to, List<Wrong> wrong, Visitor visitor) {
    for (Wrong w : wrong) {
      boolean hidden = PRIVATE.contains(w.kind()) && !visitor.operator();
      to.addObject()
          .put("kind", w.kind().name().toLowerCase(Locale.ROOT))
          .put("why", hidden ? "the log says why, and so does this to the operator" : w.why());
    }
  }
}
