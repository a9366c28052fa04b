package io.github.alignmentfeed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.ops.Caller.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may change something, over real HTTP. */
@Timeout(60)
final class SignInTest {
  private static final String RIGHT = "right-token";
  private static final String SITE = "Sec-Fetch-Site";

  private final TestClock clock = new TestClock();
  private final List<String> changes = new ArrayList<>();
  private Server server;
  private Caller caller;

  @BeforeEach
  void start() {
    server = start(Optional.of(RIGHT));
    caller = new Caller(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Server start(Optional<String> token) {
    return Server.start(
        new Server.Place("127.0.0.1", 0, Set.of()),
        new Guard(token, clock),
        new TestLook(),
        List.of(
            Route.get("/", asked -> Answer.text(asked.visitor().formToken().orElse("a stranger"))),
            Route.change(
                "/api/change",
                asked -> {
                  changes.add("changed");
                  return CompletableFuture.completedFuture(Answer.text("changed"));
                })));
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private Reply signIn(String token, String... headers) {
    return caller.post("/login", Map.of("token", token), headers);
  }

  /** The session's cookie as a browser sends it back. */
  private String session() {
    Reply reply = signIn(RIGHT, SITE, "same-origin");
    assertThat(reply.status()).isEqualTo(303);
    return cookie(reply, "session");
  }

  private static String cookie(Reply reply, String name) {
    return Arrays.stream(reply.header("set-cookie").split("[;,] *"))
        .filter(part -> part.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  private String formToken(String cookie) {
    return caller.get("/", "Cookie", cookie).body();
  }

  @Test
  void theTokenOpens() {
    assertThat(caller.post("/api/change", Map.of(), bearer(RIGHT)).status()).isEqualTo(200);
    assertThat(changes).hasSize(1);
  }

  @Test
  void withoutTheTokenNothingChanges() {
    Reply reply = caller.post("/api/change", Map.of());

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(reply.json().path("hint").asString()).contains("Bearer TOKEN");
    assertThat(changes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"right-toke", "right-token1", "RIGHT-TOKEN", "''", "right-tokén"})
  void aWrongTokenIsRefused(String token) {
    assertThat(caller.post("/api/change", Map.of(), bearer(token)).status()).isIn(400, 401);
    assertThat(signIn(token, SITE, "same-origin").status()).isEqualTo(401);
    assertThat(changes).isEmpty();
  }

  @Test
  void aWrongTokenIsRefusedEvenWhereNoneIsNeeded() {
    assertThat(caller.get("/", bearer("wrong")).status()).isEqualTo(401);
  }

  @Test
  void whereNoTokenIsConfiguredNothingCanBeChangedAndThatIsSaid() {
    try (Server closed = start(Optional.empty())) {
      Caller other = new Caller(closed.port());
      Reply anonymous = other.post("/api/change", Map.of());

      assertThat(anonymous.status()).isEqualTo(403);
      assertThat(anonymous.json().path("hint").asString()).contains("http.token");
      assertThat(other.post("/api/change", Map.of(), bearer("")).status()).isEqualTo(403);
      assertThat(other.post("/login", Map.of("token", ""), SITE, "same-origin").status())
          .isEqualTo(403);
      assertThat(changes).isEmpty();
    }
  }

  @Test
  void signingInSetsACookieThatNoScriptAndNoOtherSiteGets() {
    Reply reply = signIn(RIGHT, SITE, "same-origin");

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("location")).isEqualTo("/");
    assertThat(reply.header("set-cookie"))
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/")
        .doesNotContain("Secure")
        .doesNotContain(RIGHT);
  }

  @Test
  void behindEncryptionTheCookieIsForEncryptionOnly() {
    Reply reply = signIn(RIGHT, SITE, "same-origin", "X-Forwarded-Proto", "https");

    assertThat(reply.header("set-cookie")).contains("Secure");
  }

  @Test
  void whoHasSignedInMayChangeWithTheTokenOfTheForm() {
    String cookie = session();
    Map<String, String> form = Map.of("formToken", formToken(cookie));

    assertThat(caller.post("/api/change", form, "Cookie", cookie, SITE, "same-origin").status())
        .isEqualTo(200);
    assertThat(
            caller
                .post(
                    "/api/change",
                    form,
                    "Cookie",
                    cookie,
                    "Origin",
                    "http://127.0.0.1:" + server.port())
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
    "Origin, https://evil.example.com",
    "Origin, null",
    "Accept, */*"
  })
  void aFormFromElsewhereChangesNothing(String header, String value) {
    String cookie = session();
    Map<String, String> form = Map.of("formToken", formToken(cookie));

    Reply reply = caller.post("/api/change", form, "Cookie", cookie, header, value);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(changes).isEmpty();
  }

  @Test
  void aFormWithoutItsTokenOrWithThatOfAnotherSessionChangesNothing() {
    String cookie = session();
    String other = formToken(session());

    for (Map<String, String> form :
        List.of(Map.<String, String>of(), Map.of("formToken", ""), Map.of("formToken", other))) {
      Reply reply = caller.post("/api/change", form, "Cookie", cookie, SITE, "same-origin");

      assertThat(reply.status()).as(form.toString()).isEqualTo(403);
    }
    assertThat(changes).isEmpty();
  }

  @Test
  void nobodyIsSignedInByAPageOfAnotherSite() {
    assertThat(signIn(RIGHT, SITE, "cross-site").status()).isEqualTo(403);
    assertThat(signIn(RIGHT).status()).isEqualTo(403);
  }

  @Test
  void aSessionEndsWhenItIsToldTo() {
    String cookie = session();

    Reply out = caller.post("/logout", Map.of(), "Cookie", cookie);

    assertThat(out.header("set-cookie")).contains("session=;").contains("1970");
    assertThat(formToken(cookie)).isEqualTo("a stranger");
  }

  @Test
  void aSessionEndsAfterHalfADay() {
    String cookie = session();
    clock.pass(Duration.ofHours(12).minusSeconds(1));
    assertThat(formToken(cookie)).isNotEqualTo("a stranger");

    clock.pass(Duration.ofSeconds(1));

    assertThat(formToken(cookie)).isEqualTo("a stranger");
  }

  @Test
  void aSessionThatNobodyBeganIsNone() {
    assertThat(formToken("session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
        .isEqualTo("a stranger");
  }

  @Test
  void whoGuessesHasToWaitLongerAndLonger() {
    for (int i = 0; i < 5; i++) {
      assertThat(caller.get("/", bearer("wrong" + i)).status()).isEqualTo(401);
    }
    Reply slowed = caller.get("/", bearer(RIGHT));
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.header("retry-after")).isEqualTo("1");
    assertThat(signIn(RIGHT, SITE, "same-origin").status()).isEqualTo(429);

    clock.pass(Duration.ofSeconds(1));
    assertThat(caller.get("/", bearer("wrong")).status()).isEqualTo(401);
    assertThat(caller.get("/", bearer("wrong")).header("retry-after")).isEqualTo("2");

    clock.pass(Duration.ofSeconds(2));
    assertThat(caller.get("/", bearer(RIGHT)).status()).isEqualTo(200);
    assertThat(caller.get("/", bearer("wrong")).status()).isEqualTo(401);
    assertThat(caller.get("/", bearer(RIGHT)).status()).isEqualTo(200);
  }

  @Test
  void nobodyWaitsLongerThanAMinuteHoweverOftenSomebodyGuessed() {
    Slowing slowing = new Slowing(clock);
    for (int i = 0; i < 100; i++) {
      slowing.wrong("1.2.3.4");
    }

    assertThat(slowing.wait("1.2.3.4")).contains(Duration.ofMinutes(1));
    assertThat(slowing.wait("5.6.7.8")).isEmpty();
  }

  @Test
  void onlySoManyWhoGuessAreRemembered() {
    Slowing slowing = new Slowing(clock);
    for (int i = 0; i < 10; i++) {
      slowing.wrong("first");
    }
    for (int i = 0; i < 1_000; i++) {
      slowing.wrong("other " + i);
    }

    assertThat(slowing.wait("first")).isEmpty();
  }

  @Test
  void whoGuessesDoesNotLockTheOperatorOutOfABrowserThatKnowsHim() {
    String familiar = cookie(signIn(RIGHT, SITE, "same-origin"), "familiar");
    for (int i = 0; i < 20; i++) {
      signIn("guess" + i, SITE, "same-origin");
    }

    assertThat(signIn(RIGHT, SITE, "same-origin").status()).as("another browser").isEqualTo(429);
    assertThat(signIn(RIGHT, SITE, "same-origin", "Cookie", familiar).status()).isEqualTo(303);
    assertThat(signIn(RIGHT, SITE, "same-origin", "Cookie", familiar + "x").status())
        .as("a mark that nobody gave")
        .isEqualTo(429);
    for (int i = 0; i < 5; i++) {
      signIn("guess" + i, SITE, "same-origin", "Cookie", familiar);
    }
    assertThat(signIn(RIGHT, SITE, "same-origin", "Cookie", familiar).status())
        .as("that browser guesses itself")
        .isEqualTo(429);
  }

  @Test
  void theMarkOfABrowserOpensNothingAndIsAsHiddenAsTheSession() {
    Reply reply = signIn(RIGHT, SITE, "same-origin");

    assertThat(reply.header("set-cookie").split("familiar=", -1)[1])
        .contains("HttpOnly", "SameSite=Strict");
    assertThat(caller.post("/api/change", Map.of(), "Cookie", cookie(reply, "familiar")).status())
        .isEqualTo(401);
  }

  @Test
  void addressesOfOneCustomersNetworkAreOneClient() {
    assertThat(Slowing.client("2001:db8:1:2:aaaa::1"))
        .isEqualTo(Slowing.client("[2001:db8:1:2:ffff:0:0:9]"))
        .isNotEqualTo(Slowing.client("2001:db8:1:3::1"));
    assertThat(Slowing.client("192.0.2.7")).isEqualTo("192.0.2.7");
  }
}
