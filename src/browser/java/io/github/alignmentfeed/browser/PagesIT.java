package io.github.alignmentfeed.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.Exhibition;
import io.github.alignmentfeed.Pace;
import io.github.alignmentfeed.browser.Window.View;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.faults.Stage;
import io.github.alignmentfeed.ops.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The pages as people meet them. */
final class PagesIT {
  private static final List<String> PAGES =
      List.of("/", "/posts", "/posts?show=all", "/papers", "/accounts", "/rules", "/login");

  @TempDir private static Path folder;
  private static Window window;
  private static Stage stage;

  @BeforeAll
  static void open() {
    window = new Window();
    stage = new Stage(folder);
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
    if (window != null) {
      window.close();
    }
  }

  @BeforeEach
  void aStrangerAtADesk() {
    window.at(stage.address());
    window.view(View.LIGHT);
    window.open("/");
    window.forget();
    window.requests();
    window.complaints();
  }

  private static void signIn() {
    window.open("/login");
    window.one("#token").sendKeys(Stage.TOKEN);
    window.follow(window.one("main form button"));
  }

  private static void assertCalm(String address) {
    assertThat(window.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(address + "/") || url.startsWith("data:"));
    assertThat(window.complaints()).isEmpty();
    assertThat(window.scriptRan()).isFalse();
  }

  @Test
  void everyPageCanBeReadInTheLightInTheDarkAndOnAPhone() {
    for (View view : View.values()) {
      window.view(view);
      for (String page : PAGES) {
        window.open(page);
        Basics.hold(window, page + " " + view.word());
        window.keep(name(page) + "-" + view.word());
      }
    }
    assertCalm(stage.address());
  }

  private static String name(String page) {
    return page.equals("/") ? "now" : page.substring(1).replaceAll("[^a-z]+", "-");
  }

  @Test
  void everyPageIsReachedFromTheFirst() {
    for (String name : List.of("Posts", "Papers", "Accounts", "Rules", "Now")) {
      window.follow(window.one("header nav").findElement(By.linkText(name)));

      assertThat(window.one("h1").getText()).isEqualTo(name);
      assertThat(window.one("header nav a[aria-current=page]").getText()).isEqualTo(name);
    }
  }

  @Test
  void theFirstPageSaysWhatWasDone() {
    assertThat(window.one(".lead").getText()).contains("All is well");
    assertThat(window.one(".tiles .repost dd").getText()).isEqualTo("2");
    assertThat(window.one(".tiles .bookmark dd").getText()).isEqualTo("1");
    assertThat(window.all(".chart rect.part.repost")).hasSize(1);
    assertThat(window.one("#chart-desc").getAttribute("textContent")).contains("2 reposts");
  }

  @Test
  void postsAreFilteredByActionAccountRuleAndDay() {
    window.open("/posts");
    assertThat(window.all(".card")).hasSize(3);
    window.follow(window.one(".chips a[href='/posts?show=bookmark']"));
    assertThat(window.all(".card")).hasSize(1);
    assertThat(window.one(".card mark").getText()).isEqualTo("sycophancy");

    window.open("/posts?show=all");
    assertThat(window.all(".card")).hasSize(4);
    window.one("select[name=rule] option[value=core]").click();
    window.one("input[name=account]").sendKeys("bob.test");
    window.follow(window.one(".filter button"));

    assertThat(window.path()).contains("rule=core").contains("account=bob.test");
    assertThat(window.all(".card")).hasSize(1);
    assertThat(window.one(".card .text").getText()).contains("More on alignment faking");
    window.open("/posts?day=2026-11-22");
    assertThat(window.text()).contains("No such post.");
    window.open("/posts?day=yesterday");
    assertThat(window.one("[role=alert]").getText()).contains("2026-11-24");
  }

  @Test
  void aStrangerSeesNothingToPress() {
    window.open("/posts");

    assertThat(window.all("main form[method=post]")).isEmpty();
    assertThat(window.text()).contains("Sign in");
  }

  @Test
  void aWrongTokenIsRefused() {
    window.open("/login");
    window.one("#token").sendKeys("wrong");
    window.follow(window.one("main form button"));

    assertThat(window.one("[role=alert]").getText()).contains("the token is wrong");
    Basics.hold(window, "refused");
  }

  @Test
  void theOperatorApprovesABookmarkUndoesItAndSignsOut(@TempDir Path elsewhere) {
    try (Stage own = new Stage(elsewhere)) {
      window.at(own.address());
      signIn();
      window.open("/posts?show=bookmark");
      Basics.hold(window, "signed in");
      window.keep("posts-signed-in");
      assertThat(window.one(".deeds").getText()).contains("Repost").contains("Reject");

      window.follow(window.one(".deeds form[action='/posts/repost'] button"));

      assertThat(window.one("[role=status]").getText()).isEqualTo("Reposted.");
      assertThat(window.path()).isEqualTo("/posts?show=bookmark");
      assertThat(own.reposts()).containsOnlyOnce(Stage.HINT);
      assertThat(window.text()).contains("No such post.");

      window.open("/posts?show=repost&rule=hint");
      assertThat(window.one(".because").getText()).isEqualTo("Chosen by hand");
      window.follow(window.one(".deeds form[action='/posts/undo'] button"));

      assertThat(window.one("[role=status]").getText()).startsWith("Taken back");
      assertThat(own.reposts()).doesNotContain(Stage.HINT);
      window.open("/posts?show=retract");
      assertThat(window.one(".badge").getText()).isEqualTo("Taken back");
      assertThat(window.all(".deeds")).isEmpty();

      window.follow(window.one("header form button"));
      assertThat(window.text()).contains("Sign in");
      window.open("/posts");
      assertThat(window.all(".deeds")).isEmpty();
      assertCalm(own.address());
    }
  }

  @Test
  void aListOfAccountsIsLookedThrough() {
    signIn();
    window.open("/accounts");
    window
        .one("#handles")
        .sendKeys("accounts:\n  - new.example.com\n  - ada.test\n- no handle <b>\n");
    window.follow(window.one("section form button"));

    assertThat(window.one(".yaml").getText()).isEqualTo("accounts:\n  - \"new.example.com\"");
    assertThat(window.one("main").getText())
        .contains("Followed already, or twice in the list: ada.test")
        .contains("no handle <b>");
    Basics.hold(window, "import");
  }

  @Test
  void aHostilePostIsTextAndNothingElse(@TempDir Path elsewhere) throws Exception {
    Files.writeString(
        elsewhere.resolve("bot.yaml"),
        """
        accounts: ["did:plc:hostile00000000000000000", "did:plc:shy000000000000000000000"]
        rules: [{name: "core <script>window.ran=true</script>", points: 10, keywords: [alignment faking]}]
        limits: {perHour: 99, perDay: 99, perAuthorPerDay: 99, spacing: 0s, maxAge: 3d}
        settle: 0s
        http: {port: 0}
        """);
    Path recording = Hostile.write(elsewhere);
    App app =
        new App(
            ConfigurationLoader.load(elsewhere.resolve("bot.yaml"), Map.of(), Schedule::cronProblem)
                .configuration()
                .orElseThrow(),
            Pace.USUAL);
    try (Exhibition exhibition = app.exhibit(recording)) {
      String address = "http://localhost:" + exhibition.port();
      window.at(address);
      for (View view : View.values()) {
        window.view(view);
        for (String page : List.of("/posts", "/papers", "/rules", "/accounts", "/")) {
          window.open(page);
          Basics.hold(window, "hostile " + page + " " + view.word());
        }
        window.open("/posts");
        window.keep("hostile-" + view.word());
      }
      assertThat(window.all(".card")).hasSize(5);
      assertThat(window.text())
          .contains(Hostile.SCRIPT)
          .contains(Hostile.EMOJI)
          .doesNotContain(Hostile.HIDDEN);
      assertThat(window.all("main img, main script, a[href^='javascript']")).isEmpty();
      assertThat(window.one(".card .foot").isDisplayed()).isTrue();
      assertCalm(address);
    }
  }
}
