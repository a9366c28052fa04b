package io.github.alignmentfeed.web;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.alignmentfeed.cycle.Finding;
import io.github.alignmentfeed.cycle.Finding.Nothing;
import io.github.alignmentfeed.cycle.Finding.Subject;
import io.github.alignmentfeed.cycle.Guide;
import io.github.alignmentfeed.cycle.TestPost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** Titles and abstracts by arXiv's API. */
class PaperTitlesTest {
  private static final String ONE = "arxiv:2412.14093";
  private static final String OLD = "arxiv:hep-th/9901001";
  private static final Finding FOR_NOW = new Nothing(false);

  @RegisterExtension final TestWeb net = new TestWeb();
  private Instant now = TestPost.NOON;
  private Web web;

  @BeforeEach
  void open() {
    web =
        new Web(
            new Web.Settings(Set.of(), true, "a-test/1"),
            net.outlet(),
            () -> now,
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    web.close();
  }

  private Guide guide() {
    return web.guides().get(0);
  }

  private void answers(ResponseDefinitionBuilder answer) {
    net.server().stubFor(any(urlPathEqualTo("/api/query")).willReturn(answer));
  }

  private void answers(String feed) {
    answers(aResponse().withHeader("Content-Type", "application/atom+xml").withBody(feed));
  }

  private static String feed(String... entries) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
        + "<title>ArXiv Query</title><id>http://arxiv.org/api/x</id>"
        + String.join("", entries)
        + "</feed>";
  }

  private static String entry(String number, String title, String summary) {
    return "<entry><id>http://arxiv.org/abs/"
        + number
        + "</id><title>"
        + title
        + "</title><summary>"
        + summary
        + "</summary><author><name>Ada</name><title>Dr</title></author></entry>";
  }

  @Test
  void oneRequestAsksForManyPapers() {
    answers(
        feed(
            entry("2412.14093v2", "Alignment faking\n  in large models &amp; more", " We show "),
            entry("hep-th/9901001v1", "<![CDATA[Strings < loops]]>", "Old.")));
    Map<String, Finding> found = guide().ask(List.of(ONE, OLD, "arxiv:2501.00001"));
    assertThat(found)
        .containsEntry(ONE, new Subject("Alignment faking in large models & more", "We show"))
        .containsEntry(OLD, new Subject("Strings < loops", "Old."))
        .containsEntry("arxiv:2501.00001", FOR_NOW);
    assertThat(net.logged()).hasSize(1);
    assertThat(net.logged().get(0).queryParameter("id_list").firstValue())
        .isEqualTo("2412.14093,hep-th/9901001,2501.00001");
    assertThat(net.logged().get(0).queryParameter("max_results").firstValue()).isEqualTo("3");
  }

  @Test
  void aHundredPapersAreAskedForAtMost() {
    answers(feed(entry("2501.00000", "A title", "")));
    List<String> many = IntStream.range(0, 130).mapToObj("arxiv:2501.%05d"::formatted).toList();
    assertThat(guide().ask(many)).containsOnlyKeys(many.subList(0, 100));
  }

  /** As a cycle does: what failed rests, what was left out is asked for again. */
  @Test
  void aNumberThatSpoilsTheAnswerIsParted() {
    String bad = "arxiv:hep-th/9913999";
    List<String> good = IntStream.range(0, 20).mapToObj("arxiv:2501.%05d"::formatted).toList();
    answers(
        feed(
            good.stream().map(id -> entry(id.substring(6), "A title", "")).toArray(String[]::new)));
    net.server()
        .stubFor(
            any(urlPathEqualTo("/api/query"))
                .withQueryParam("id_list", containing("hep-th/9913999"))
                .willReturn(aResponse().withStatus(400)));
    List<String> wanted = new ArrayList<>(good);
    wanted.add(3, bad);
    List<String> rests = new ArrayList<>();
    for (int cycle = 0; cycle < 20; cycle++) {
      guide()
          .ask(wanted)
          .forEach(
              (subject, finding) -> {
                wanted.remove(subject);
                if (finding.equals(FOR_NOW)) {
                  rests.add(subject);
                }
              });
      if (wanted.isEmpty()) {
        wanted.addAll(rests);
        rests.clear();
      }
      now = now.plusSeconds(600);
    }
    assertThat(wanted).containsExactly(bad);
    assertThat(net.logged()).hasSize(20);
  }

  @Test
  void arxivIsNotAskedAgainWithinThreeSeconds() {
    answers(feed(entry("2412.14093", "A title", "")));
    guide().ask(List.of(ONE));
    now = now.plusMillis(2_999);
    assertThat(guide().ask(List.of(OLD))).isEmpty();
    now = now.plusMillis(1);
    assertThat(guide().ask(List.of(ONE))).containsEntry(ONE, new Subject("A title", ""));
    assertThat(net.logged()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 429, 503})
  void aRefusalMayChange(int status) {
    answers(aResponse().withStatus(status).withHeader("Location", "http://example.com/"));
    assertThat(guide().ask(List.of(ONE))).containsEntry(ONE, FOR_NOW);
    assertThat(net.logged()).hasSize(1);
  }

  @Test
  void aLostConnectionMayBeTriedAgain() {
    answers(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    assertThat(guide().ask(List.of(ONE))).containsEntry(ONE, FOR_NOW);
  }

  @Test
  void anAnswerThatIsTooLongIsNotRead() {
    answers(feed(entry("2412.14093", "A title", "x".repeat(5 << 20))));
    assertThat(guide().ask(List.of(ONE))).containsEntry(ONE, FOR_NOW);
  }

  @Test
  void anAnswerThatTakesTooLongIsLeft() {
    try (Web hasty =
        new Web(
            new Web.Settings(Set.of(), true, "a-test/1"),
            net.outlet(),
            () -> now,
            Duration.ofMillis(100),
            Duration.ofSeconds(20))) {
      answers(
          aResponse()
              .withBody(feed(entry("2412.14093", "A title", "")))
              .withChunkedDribbleDelay(100, 20_000));
      assertThat(hasty.guides().get(0).ask(List.of(ONE))).containsEntry(ONE, FOR_NOW);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE feed [<!ENTITY x \"y\">]>",
        "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE feed SYSTEM \"http://example.com/evil.dtd\">",
        "<!DOCTYPE feed [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY x \"&a;&a;&a;&a;&a;&a;\">]>"
      })
  void aDocumentTypeIsRefused(String type) {
    answers(feed(entry("2412.14093", "A title &x;", "&x;")).replace("<feed ", type + "<feed "));
    assertThat(guide().ask(List.of(ONE))).containsEntry(ONE, FOR_NOW);
    assertThat(net.logged()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<html><entry><id>http://arxiv.org/abs/2412.14093</id><title>A</title></entry></html>",
        "<feed><entry><id>http://arxiv.org/abs/2412.14093</id><title>A</title>",
        "<feed><entry><id>http://arxiv.org/abs/2412.14093</id></entry></feed>",
        "<feed><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry></feed>",
        "<feed><entry><title>A &undeclared; title</title></entry></feed>"
      })
  void whatIsNoFeedOfPapersTellsNothing(String body) {
    answers(body);
    assertThat(guide().ask(List.of(ONE))).containsEntry(ONE, FOR_NOW);
  }

  @Test
  void whatIsLongIsCut() {
    answers(feed(entry("2412.14093", "t".repeat(600), "s".repeat(6_000))));
    assertThat(guide().ask(List.of(ONE)))
        .containsEntry(ONE, new Subject("t".repeat(500), "s".repeat(5_000)));
  }

  @Test
  void onlyPapersWithoutATitleOnACardAreAskedFor() {
    assertThat(
            guide()
                .subjects(
                    TestPost.by("ada")
                        .says("See arXiv:2501.00001")
                        .linksTo("https://ar5iv.org/abs/2412.14093v2")
                        .linksTo("https://openreview.net/forum?id=abcdefghij")
                        .linksTo("https://arxiv.org/abs/2502.00002")
                        .card("https://arxiv.org/abs/2502.00002", "A title", "")
                        .quotes(
                            TestPost.by("bob")
                                .linksTo("https://arxiv.org/abs/2503.00003")
                                .card("https://arxiv.org/abs/2503.00003", " ", "")
                                .post())
                        .post()))
        .containsExactlyInAnyOrder("arxiv:2501.00001", ONE, "arxiv:2503.00003");
  }
}
