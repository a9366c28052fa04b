package io.github.alignmentfeed;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.cycle.Archive.Audience;
import io.github.alignmentfeed.cycle.Archive.Cursor;
import io.github.alignmentfeed.cycle.Archive.Filter;
import io.github.alignmentfeed.cycle.Archive.Page;
import io.github.alignmentfeed.cycle.CycleReport;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.Status;
import io.github.alignmentfeed.ops.Answer;
import io.github.alignmentfeed.ops.Asked;
import io.github.alignmentfeed.ops.Look;
import io.github.alignmentfeed.ops.Problem;
import io.github.alignmentfeed.ops.Route;
import io.github.alignmentfeed.ops.Route.Access;
import io.github.alignmentfeed.ops.Route.Method;
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
import io.github.alignmentfeed.pages.PostsView.Question;
import io.github.alignmentfeed.pages.RulesView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The pages as the server answers them. */
final class PageRoutes implements Look {
  private static final int POSTS_A_PAGE = 25;
  private static final int PAPERS = 50;
  private static final Pattern BACK = Pattern.compile("/posts(\\?[\\w=&%.+:-]*)?");

  private final Exhibit exhibit;
  private final Optional<Desk> desk;
  private final Pages pages = new Pages();
  private final Map<String, String> notices = new ConcurrentHashMap<>();

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
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", asked -> page(asked, Tab.NOW, this::now)),
        Route.get("/posts", asked -> page(asked, Tab.POSTS, this::posts)),
        Route.get("/papers", asked -> page(asked, Tab.PAPERS, this::papers)),
        Route.get("/accounts", asked -> page(asked, Tab.ACCOUNTS, this::accounts)),
        Route.get("/accounts/export", asked -> export()),
        Route.get("/rules", asked -> page(asked, Tab.RULES, this::rules)),
        Route.get("/pages.css", asked -> new Answer(200, "text/css", Pages.stylesheet(), Map.of())),
        operators("/accounts/import", asked -> page(asked, Tab.ACCOUNTS, this::accounts)),
        deed("repost", (d, post) -> d.approve(post, Action.REPOST)),
        deed("bookmark", (d, post) -> d.approve(post, Action.BOOKMARK)),
        deed("undo", Desk::undo),
        deed("reject", Desk::reject));
  }

  private static Route operators(String path, Function<Asked, Answer> handler) {
    return new Route(
        Method.POST,
        path,
        Access.OPERATOR,
        asked -> CompletableFuture.completedFuture(handler.apply(asked)));
  }

  private Route deed(String name, BiFunction<Desk, AtUri, String> deed) {
    return new Route(Method.POST, "/posts/" + name, Access.OPERATOR, asked -> done(asked, deed));
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
        visitor.operator(),
        exhibit.recorded().isEmpty() && configuration.http().token().isPresent(),
        token,
        Optional.ofNullable(notices.remove(token)).orElse(""));
  }

  private String now(PageRequest q) {
    return pages.now(
        q.frame(),
        NowView.of(
            q.archive(),
            exhibit.status().get(),
            exhibit.recorded(),
            exhibit.configuration().get().limits(),
            q.now()));
  }

  private String posts(PageRequest q) {
    String account = q.asked().query("account").orElse("");
    String day = q.asked().query("day").orElse("");
    Optional<Did> did = account(account, q.archive());
    Optional<LocalDate> date = date(day);
    String wrong =
        !account.isEmpty() && did.isEmpty()
            ? "No account of that name was met: write its handle in full, or its DID."
            : !day.isEmpty() && date.isEmpty() ? "A day is written as 2026-11-24." : "";
    Question question =
        new Question(
            q.asked().query("show").orElse(""),
            account,
            q.asked().query("rule").orElse(""),
            day,
            wrong);
    Optional<String> rule = Optional.of(question.rule()).filter(r -> !r.isEmpty());
    Filter filter = new Filter(q.audience(), Set.copyOf(question.actions()), did, rule, date);
    Page page =
        wrong.isEmpty()
            ? q.archive()
                .decisions(filter, q.asked().query("after").flatMap(Cursor::parse), POSTS_A_PAGE)
            : new Page(List.of(), Optional.empty());
    List<String> rules =
        exhibit.configuration().get().rules().stream().map(Rule::name).sorted().toList();
    boolean mayAct = q.asked().visitor().operator() && desk.isPresent();
    return pages.posts(q.frame(), PostsView.of(question, rules, page, q.now(), mayAct));
  }

  private static Optional<Did> account(String name, Archive archive) {
    Optional<AtIdentifier> account =
        AtIdentifier.parse(name.replaceFirst("^@", "").replaceFirst("\\.$", ""));
    return account.flatMap(
        who ->
            who instanceof Did did
                ? Optional.of(did)
                : archive.accounts().entrySet().stream()
                    .filter(known -> known.getValue().handle().equals(who.toString()))
                    .map(Map.Entry::getKey)
                    .findFirst());
  }

  private static Optional<LocalDate> date(String day) {
    try {
      return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
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
            exhibit.sources().get(),
            configuration.consent(),
            q.asked().query("sort").orElse(""),
            imported,
            q.now()));
  }

  private Answer export() {
    return new Answer(
        200,
        "application/yaml; charset=utf-8",
        AccountList.yaml(exhibit.sources().get()),
        Map.of("Content-Disposition", "attachment; filename=\"accounts.yaml\""));
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
