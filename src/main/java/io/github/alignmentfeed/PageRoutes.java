package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Page;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Status;
import io.github.alignmentfeed.ops.Answer;
import io.github.alignmentfeed.ops.Asked;
import io.github.alignmentfeed.ops.Look;
import io.github.alignmentfeed.ops.Problem;
import io.github.alignmentfeed.ops.Route;
import io.github.alignmentfeed.ops.Visitor;
import io.github.alignmentfeed.pages.AccountList;
import io.github.alignmentfeed.pages.AccountsView;
import io.github.alignmentfeed.pages.AccountsView.Imported;
import io.github.alignmentfeed.pages.Frame;
import io.github.alignmentfeed.pages.Frame.Tab;
import io.github.alignmentfeed.pages.NowView;
import io.github.alignmentfeed.pages.Pages;
import io.github.alignmentfeed.pages.Pages.ProblemView;
import io.github.alignmentfeed.pages.PapersView;
import io.github.alignmentfeed.pages.PostsView;
import io.github.alignmentfeed.pages.RulesView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pages as the server answers them. */
final class PageRoutes implements Look {
  private static final int POSTS_A_PAGE = 25;
  private static final int PAPERS = 50;

  private final Exhibit exhibit;
  private final Deeds deeds;
  private final Pages pages = new Pages();

  /**
   * What the pages show.
   *
   * @param configuration as it is now
   * @param sources whose posts are considered
   * @param archive opened for one page and closed behind it
   * @param status how the service fares; absent where there is none
   * @param now from when times are told
   * @param recorded what a recording came to, where it is one
   */
  record Exhibit(
      Supplier<Configuration> configuration,
      Supplier<List<Source>> sources,
      Supplier<Archive> archive,
      Supplier<Optional<Status>> status,
      Supplier<Instant> now,
      Optional<CycleReport> recorded) {}

  /**
   * @param desk what the operator can do; absent where nothing can be written
   */
  PageRoutes(Exhibit exhibit, Optional<Desk> desk) {
    this.exhibit = exhibit;
    this.deeds = new Deeds(desk);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", asked -> page(asked, Tab.NOW, this::now)),
        Route.get("/posts", asked -> page(asked, Tab.POSTS, this::posts)),
        Route.get("/papers", asked -> page(asked, Tab.PAPERS, this::papers)),
        Route.get("/accounts", asked -> page(asked, Tab.ACCOUNTS, this::accounts)),
        Route.get("/accounts/export", this::export),
        Route.get("/rules", asked -> page(asked, Tab.RULES, this::rules)),
        Route.get("/pages.css", asked -> new Answer(200, "text/css", Pages.stylesheet(), Map.of())),
        Route.change(
            "/accounts/import", Route.atOnce(asked -> page(asked, Tab.ACCOUNTS, this::accounts))),
        deeds.route("repost", (d, post) -> d.approve(post, Action.REPOST)),
        deeds.route("bookmark", (d, post) -> d.approve(post, Action.BOOKMARK)),
        deeds.route("undo", Desk::undo),
        deeds.route("reject", Desk::reject));
  }

  private Answer page(Asked asked, Tab tab, Function<PageRequest, String> render) {
    try (Archive archive = exhibit.archive().get()) {
      Instant now = exhibit.now().get();
      Frame frame = frame(tab, now, asked.visitor());
      return Answer.html(render.apply(new PageRequest(asked, frame, archive, now)));
    }
  }

  /** A request for a page, with all that the page needs. */
  private record PageRequest(Asked asked, Frame frame, Archive archive, Instant now) {
    Audience audience() {
      return asked.visitor().operator() ? Audience.OPERATOR : Audience.EVERYBODY;
    }
  }

  private Frame frame(Tab tab, Instant now, Visitor visitor) {
    Configuration configuration = exhibit.configuration().get();
    String token = visitor.formToken().orElse("");
    return new Frame(
        tab,
        configuration.bot().handle().map(Handle::value).orElse("Alignment feed"),
        now,
        exhibit.recorded().isPresent(),
        exhibit.recorded().isEmpty() && !deeds.possible(),
        visitor.operator(),
        exhibit.recorded().isEmpty() && configuration.http().token().isPresent(),
        token,
        deeds.notice(token));
  }

  private String now(PageRequest q) {
    return pages.now(
        q.frame(),
        NowView.of(
            q.archive(),
            q.audience(),
            exhibit.status().get(),
            exhibit.recorded(),
            exhibit.configuration().get().limits(),
            q.now()));
  }

  private String posts(PageRequest q) {
    Wanted wanted = Wanted.of(q.asked(), q.archive(), q.audience());
    Page page =
        wanted
            .filter(q.audience())
            .map(filter -> q.archive().decisions(filter, wanted.after(), POSTS_A_PAGE))
            .orElseGet(() -> new Page(List.of(), Optional.empty()));
    List<String> rules =
        exhibit.configuration().get().rules().stream().map(Rule::name).sorted().toList();
    boolean mayAct = q.asked().visitor().operator() && deeds.possible();
    return pages.posts(q.frame(), PostsView.of(wanted.question(), rules, page, q.now(), mayAct));
  }

  private String papers(PageRequest q) {
    int days =
        q.asked()
            .query("days")
            .flatMap(PageRoutes::number)
            .filter(PapersView.PERIODS::contains)
            .orElse(30);
    return pages.papers(
        q.frame(),
        PapersView.of(
            days,
            q.archive().papers(q.now().minus(Duration.ofDays(days)), q.audience(), PAPERS),
            q.now()));
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private String accounts(PageRequest q) {
    Configuration configuration = exhibit.configuration().get();
    Optional<Imported> imported =
        q.asked()
            .form("handles")
            .map(text -> AccountList.imported(text, exhibit.sources().get(), q.archive()));
    return pages.accounts(
        q.frame(),
        AccountsView.of(
            q.archive(),
            q.audience(),
            exhibit.sources().get(),
            configuration.consent(),
            q.asked().query("sort").orElse(""),
            imported,
            q.now()));
  }

  private Answer export(Asked asked) {
    try (Archive archive = exhibit.archive().get()) {
      Set<String> hidden = asked.visitor().operator() ? Set.of() : archive.hidden();
      return new Answer(
          200,
          "application/yaml; charset=utf-8",
          AccountList.yaml(exhibit.sources().get(), hidden),
          Map.of("Content-Disposition", "attachment; filename=\"accounts.yaml\""));
    }
  }

  private String rules(PageRequest q) {
    Configuration configuration = exhibit.configuration().get();
    return pages.rules(
        q.frame(),
        RulesView.of(q.archive(), configuration.rules(), configuration.rulePlaces(), q.now()));
  }

  @Override
  public String signIn(Optional<Problem> refused) {
    return pages.signIn(
        frame(Tab.SIGN_IN, exhibit.now().get(), Visitor.STRANGER),
        refused.map(problem -> problem.error() + ": " + problem.hint()).orElse(""));
  }

  @Override
  public String problem(Problem problem) {
    return pages.problem(
        frame(Tab.PROBLEM, exhibit.now().get(), Visitor.STRANGER),
        new ProblemView(problem.error(), problem.hint()));
  }
}
