package io.github.alignmentfeed.web;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.alignmentfeed.cycle.Finding;
import io.github.alignmentfeed.cycle.Finding.Nothing;
import io.github.alignmentfeed.cycle.Finding.Target;
import io.github.alignmentfeed.cycle.Guide;
import io.github.alignmentfeed.cycle.TestPost;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where shortened addresses lead, and where nobody is led. */
class ShortLinksTest {
  private static final String PAPER = "https://arxiv.org/abs/2412.14093";
  private static final Finding FOR_LONG = new Nothing(true);
  private static final Finding FOR_NOW = new Nothing(false);

  @RegisterExtension final TestWeb net = new TestWeb();
  private Web web;

  @BeforeEach
  void open() {
    web = web(Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  private Web web(Duration call, Duration all) {
    Web.Settings settings =
        new Web.Settings(Set.of("bit.ly", "t.co", "j.mp", "a.co", "b.co"), false, "a-test/1");
    return new Web(settings, net.outlet(), InstantSource.system(), call, all);
  }

  @AfterEach
  void close() {
    web.close();
  }

  private Guide guide() {
    return web.guides().get(0);
  }

  private Finding follow(String address) {
    return guide().ask(List.of(address)).get(address);
  }

  @Test
  void theFirstAddressElsewhereIsTheAnswerAndIsNotVisited() {
    net.redirects("bit.ly", "/abc", PAPER);
    assertThat(follow("http://bit.ly/abc")).isEqualTo(new Target(PAPER));
    assertThat(net.requests()).containsExactly("HEAD bit.ly/abc");
    assertThat(net.lookedUp()).containsExactly("bit.ly");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void everyKindOfRedirectIsFollowed(int status) {
    net.answers("bit.ly", "/a", aResponse().withStatus(status).withHeader("Location", "/b"));
    net.redirects("bit.ly", "/b", PAPER);
    assertThat(follow("http://bit.ly/a")).isEqualTo(new Target(PAPER));
  }

  @Test
  void fourShortenersMayFollowEachOther() {
    net.redirects("t.co", "/1", "http://bit.ly/2");
    net.redirects("bit.ly", "/2", "http://j.mp/3");
    net.redirects("j.mp", "/3", "//a.co/4");
    net.redirects("a.co", "/4", PAPER);
    assertThat(follow("http://t.co/1")).isEqualTo(new Target(PAPER));
    assertThat(net.requests()).hasSize(4);
  }

  @Test
  void aFifthIsNotAsked() {
    net.redirects("t.co", "/1", "http://bit.ly/2");
    net.redirects("bit.ly", "/2", "http://j.mp/3");
    net.redirects("j.mp", "/3", "http://a.co/4");
    net.redirects("a.co", "/4", "http://b.co/5");
    assertThat(follow("http://t.co/1")).isEqualTo(FOR_LONG);
    assertThat(net.requests()).hasSize(4).noneMatch(request -> request.contains("b.co"));
  }

  @Test
  void whatLeadsBackToItselfIsLeft() {
    net.redirects("t.co", "/1", "http://bit.ly/2");
    net.redirects("bit.ly", "/2", "http://t.co/1");
    assertThat(follow("http://t.co/1")).isEqualTo(FOR_LONG);
    assertThat(net.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {405, 501})
  void whoKnowsNoHeadIsAskedWithGetAndNothingOfTheBodyIsNeeded(int status) {
    net.server().stubFor(head(urlEqualTo("/abc")).willReturn(aResponse().withStatus(status)));
    net.server()
        .stubFor(
            get(urlEqualTo("/abc"))
                .withHost(equalTo("bit.ly"))
                .willReturn(
                    aResponse()
                        .withStatus(302)
                        .withHeader("Location", PAPER)
                        .withBody(new byte[30_000_000])));
    assertThat(follow("http://bit.ly/abc")).isEqualTo(new Target(PAPER));
    assertThat(net.requests()).containsExactly("GET bit.ly/abc", "HEAD bit.ly/abc");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 304, 400, 403, 404, 410})
  void whatLeadsNowhereIsNotAskedAgainForLong(int status) {
    net.answers("bit.ly", "/abc", aResponse().withStatus(status));
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void aServerThatFailsMayBeAskedAgain(int status) {
    net.answers("bit.ly", "/abc", aResponse().withStatus(status));
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_NOW);
  }

  @Test
  void aLostConnectionMayBeTriedAgain() {
    net.answers("bit.ly", "/abc", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_NOW);
  }

  @Test
  void aNameThatIsNotFoundMayBeTriedAgain() {
    net.name("bit.ly");
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_NOW);
  }

  @Test
  void aServerThatDoesNotAnswerIsLeftAfterAShortWhile() {
    try (Web hasty = web(Duration.ofMillis(200), Duration.ofSeconds(20))) {
      net.answers("bit.ly", "/abc", aResponse().withFixedDelay(20_000));
      assertThat(hasty.guides().get(0).ask(List.of("http://bit.ly/abc")))
          .containsEntry("http://bit.ly/abc", FOR_NOW);
    }
  }

  @Test
  void allTogetherTakeAShortWhileToo() {
    try (Web hasty = web(Duration.ofSeconds(20), Duration.ofMillis(300))) {
      net.answers("bit.ly", "/abc", aResponse().withFixedDelay(20_000));
      net.redirects("t.co", "/1", PAPER);
      Map<String, Finding> found =
          hasty.guides().get(0).ask(List.of("http://bit.ly/abc", "http://t.co/1"));
      assertThat(found)
          .containsEntry("http://bit.ly/abc", FOR_NOW)
          .containsEntry("http://t.co/1", new Target(PAPER));
    }
  }

  @Test
  void anAddressForWhichNoTimeWasLeftDidNotFail() {
    try (Web hasty = web(Duration.ofSeconds(20), Duration.ofMillis(300))) {
      List<String> many = IntStream.range(0, 9).mapToObj(i -> "http://bit.ly/" + i).toList();
      many.forEach(
          address ->
              net.answers("bit.ly", address.substring(13), aResponse().withFixedDelay(20_000)));
      assertThat(hasty.guides().get(0).ask(many)).containsOnlyKeys(many.subList(0, 4));
    }
  }

  @Test
  void aCycleAsksForSoManyAndNoMore() {
    List<String> many = IntStream.range(0, 60).mapToObj(i -> "http://bit.ly/" + i).toList();
    assertThat(guide().ask(many)).hasSize(50).containsOnlyKeys(many.subList(0, 50));
    assertThat(net.requests()).hasSize(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.1.1",
        "172.20.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::"
      })
  void aNameThatLeadsInsideIsNotConnectedTo(String inside) {
    net.name("bit.ly", inside);
    net.redirects("bit.ly", "/abc", PAPER);
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_LONG);
    assertThat(net.dialled()).isEmpty();
  }

  @Test
  void oneAddressInsideIsEnoughToRefuseAName() {
    net.name("bit.ly", "93.184.215.14", "10.0.0.1");
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_LONG);
    assertThat(net.dialled()).isEmpty();
  }

  @Test
  void aLaterHopInsideIsRefusedToo() {
    net.name("j.mp", "127.0.0.1");
    net.redirects("bit.ly", "/abc", "http://j.mp/x");
    net.redirects("j.mp", "/x", PAPER);
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_LONG);
    assertThat(net.requests()).containsExactly("HEAD bit.ly/abc");
  }

  @Test
  void theAddressThatWasCheckedIsTheOneThatIsDialled() {
    net.name("bit.ly", "93.184.215.14").name("bit.ly", "127.0.0.1");
    net.redirects("bit.ly", "/abc", PAPER);
    assertThat(follow("http://bit.ly/abc")).isEqualTo(new Target(PAPER));
    assertThat(net.lookedUp()).containsExactly("bit.ly");
    assertThat(net.dialled()).containsExactly(TestWeb.address("93.184.215.14"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://93.184.215.14/paper",
        "http://[::1]/",
        "http://[2606:2800:21f:cb07::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://localhost/",
        "http://intranet/paper",
        "http://arxiv.org:8080/abs/2412.14093",
        "https://arxiv.org:80/abs/2412.14093",
        "https://me@arxiv.org/abs/2412.14093",
        "https://me:secret@arxiv.org/abs/2412.14093",
        "ftp://arxiv.org/abs/2412.14093",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        ""
      })
  void anAddressThatNobodyShouldFollowIsNoAnswer(String target) {
    net.redirects("bit.ly", "/abc", target);
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_LONG);
    assertThat(net.requests()).containsExactly("HEAD bit.ly/abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bit.ly:8080/abc",
        "http://me:secret@bit.ly/abc",
        "ftp://bit.ly/abc",
      })
  void aShortenerIsAskedInNoUnusualWay(String address) {
    assertThat(follow(address)).isEqualTo(FOR_LONG);
    assertThat(net.dialled()).isEmpty();
  }

  @Test
  void aTargetThatIsTooLongIsNone() {
    net.redirects("bit.ly", "/abc", PAPER + "?x=" + "y".repeat(4_000));
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_LONG);
  }

  @Test
  void aRedirectWithoutATargetIsNone() {
    net.answers("bit.ly", "/abc", aResponse().withStatus(301));
    assertThat(follow("http://bit.ly/abc")).isEqualTo(FOR_LONG);
  }

  @Test
  void noCookieIsKeptAndTheBotSaysWhoItIs() {
    net.answers(
        "bit.ly",
        "/a",
        aResponse()
            .withStatus(301)
            .withHeader("Set-Cookie", "who=you; Path=/")
            .withHeader("Location", "/b"));
    net.redirects("bit.ly", "/b", PAPER);
    follow("http://bit.ly/a");
    assertThat(net.logged())
        .hasSize(2)
        .allSatisfy(
            request -> {
              assertThat(request.containsHeader("Cookie")).isFalse();
              assertThat(request.containsHeader("Authorization")).isFalse();
              assertThat(request.getHeader("User-Agent")).isEqualTo("a-test/1");
            });
  }

  @Test
  void shortAddressesOfAPostAndOfWhatItQuotesAreFollowed() {
    assertThat(
            guide()
                .subjects(
                    TestPost.by("ada")
                        .linksTo("https://bit.ly/a")
                        .linksTo("https://arxiv.org/abs/2412.14093")
                        .linksTo("https://bit.ly")
                        .linksTo("https://bit.ly/")
                        .linksTo("https://notbit.ly/a")
                        .linksTo("https://bit.ly.example.com/a")
                        .quotes(TestPost.by("bob").linksTo("www.t.co/b").post())
                        .post()))
        .containsExactly("https://bit.ly/a", "www.t.co/b");
  }
}
