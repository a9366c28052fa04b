package io.github.alignmentfeed.ops;

import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Entry;
import io.github.alignmentfeed.cycle.Archive.Filter;
import io.github.alignmentfeed.cycle.Archive.Page;
import io.github.alignmentfeed.cycle.Archive.Paper;
import io.github.alignmentfeed.cycle.Archive.Run;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.LedgerException;
import io.github.alignmentfeed.cycle.LockedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What programs ask of the service: cycles, decisions and papers as JSON. */
public final class Api {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String DESCRIPTION = "openapi.json";

  private final Supplier<CompletableFuture<CycleReport>> trigger;
  private final Supplier<Archive> archive;
  private final InstantSource clock;

  /**
   * @param trigger starts a cycle, or joins the one that is running
   * @param archive opened for one answer and closed behind it
   */
  public Api(
      Supplier<CompletableFuture<CycleReport>> trigger,
      Supplier<Archive> archive,
      InstantSource clock) {
    this.trigger = trigger;
    this.archive = archive;
    this.clock = clock;
  }

  /** What the server answers for it. */
  public List<Route> routes() {
    return List.of(
        Route.change("/api/runs", this::run),
        asking("/api/runs", this::runs),
        asking("/api/runs/{id}", this::run),
        asking("/api/decisions", this::decisions),
        asking("/api/papers", this::papers),
        Route.get("/api/openapi.json", asked -> description()));
  }

  /** A route that asks the archive; wrong questions are answered with what would be right. */
  private Route asking(String path, Answering answering) {
    return Route.get(
        path,
        asked -> {
          try (Archive opened = archive.get()) {
            return answering.answer(new Question(asked), opened);
          } catch (ProblemException e) {
            return e.problem().json();
          }
        });
  }

  /** Answers a question out of the archive. */
  private interface Answering {
    Answer answer(Question question, Archive archive);
  }

  private CompletableFuture<Answer> run(Asked asked) {
    CompletableFuture<CycleReport> report = trigger.get();
    if (asked.query("wait").filter("false"::equals).isPresent()) {
      Answer begun = Answer.json(MAPPER.createObjectNode().put("status", "running")).with(202);
      return CompletableFuture.completedFuture(begun);
    }
    return report.handle(
        (done, e) -> e == null ? Answer.json(ReportJson.of(done)) : failure(e).json());
  }

  private static Problem failure(Throwable wrapped) {
    Throwable e =
        wrapped instanceof CompletionException && wrapped.getCause() != null
            ? wrapped.getCause()
            : wrapped;
    if (e instanceof LockedException) {
      return new Problem(423, String.valueOf(e.getMessage()), "ask again when it has ended");
    }
    if (e instanceof LedgerException) {
      return new Problem(503, String.valueOf(e.getMessage()), "put it right, and ask again");
    }
    return new Problem(
        500, "the cycle broke off", "the log of the service says why; the next cycle goes on");
  }

  private Answer runs(Question question, Archive opened) {
    ObjectNode json = MAPPER.createObjectNode();
    ArrayNode runs = json.putArray("runs");
    opened.runs(question.audience(), question.most()).forEach(run -> runs.add(json(run)));
    return Answer.json(json);
  }

  private Answer run(Question question, Archive opened) {
    return opened
        .run(question.asked().named("id"), question.audience())
        .map(
            run -> {
              Filter filter = Filter.of(question.audience(), run);
              return Answer.json(decisions(json(run), question, filter, opened));
            })
        .orElseGet(
            () ->
                new Problem(404, "no cycle of that name is remembered", "GET /api/runs lists them")
                    .json());
  }

  private static ObjectNode json(Run run) {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("id", run.id())
            .put("trigger", run.trigger())
            .put("startedAt", run.startedAt().toString())
            .put("finishedAt", run.finishedAt().toString())
            .put("dryRun", run.dryRun());
    ObjectNode counts =
        json.putObject("counts").put("fetched", run.fetched()).put("new", run.fresh());
    run.decisions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> counts.put(e.getKey().word(), e.getValue()));
    counts.put("failed", run.failed());
    ArrayNode problems = json.putArray("problems");
    run.problems().forEach(problems::add);
    return json;
  }

  private Answer decisions(Question question, Archive opened) {
    return Answer.json(
        decisions(MAPPER.createObjectNode(), question, question.filter(opened), opened));
  }

  private static ObjectNode decisions(
      ObjectNode to, Question question, Filter filter, Archive opened) {
    Page page = opened.decisions(filter, question.cursor(), question.most());
    ArrayNode decisions = to.putArray("decisions");
    page.entries().forEach(entry -> decisions.add(json(entry)));
    return to.put("next", page.next().map(Object::toString).orElse(null));
  }

  private static ObjectNode json(Entry entry) {
    return ReportJson.of(entry.told())
        .put("did", entry.post().author().did().toString())
        .put("indexedAt", entry.post().indexedAt().toString());
  }

  private Answer papers(Question question, Archive opened) {
    ObjectNode json = MAPPER.createObjectNode();
    ArrayNode papers = json.putArray("papers");
    Duration days = Duration.ofDays(question.days());
    Audience audience = question.audience();
    for (Paper paper : opened.papers(clock.instant().minus(days), audience, question.most())) {
      ObjectNode one =
          papers
              .addObject()
              .put("id", paper.id().toString())
              .put("title", paper.about().map(card -> card.title()).orElse(null))
              .put("accounts", paper.accounts())
              .put("posts", paper.posts());
      ArrayNode latest = one.putArray("latest");
      paper.latest().forEach(entry -> latest.add(json(entry)));
    }
    return Answer.json(json);
  }

  private static Answer description() {
    try (InputStream in = Api.class.getResourceAsStream(DESCRIPTION)) {
      if (in == null) {
        throw new IllegalStateException(DESCRIPTION + " is missing from the program");
      }
      return new Answer(
          200, "application/json", new String(in.readAllBytes(), StandardCharsets.UTF_8), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
