package io.github.alignmentfeed.web;

import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Finding;
import io.github.alignmentfeed.cycle.Guide;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Titles and abstracts of arXiv papers by its API, for posts that show a number alone. It is asked
 * once at a time, for many papers together, and never sooner than three seconds after the last time
 * (https://info.arxiv.org/help/api/tou.html).
 */
final class PaperTitles implements Guide {
  private static final Logger LOG = LoggerFactory.getLogger(PaperTitles.class);
  private static final String SCHEME = "arxiv";
  private static final int MOST_AT_ONCE = 100;
  private static final long LONGEST = 4L << 20;
  private static final Duration APART = Duration.ofSeconds(3);

  private final OkHttpClient client;
  private final HttpUrl arxiv;
  private final InstantSource clock;
  private Optional<Instant> asked = Optional.empty();

  /**
   * @param arxiv the server of the API
   */
  PaperTitles(OkHttpClient client, HttpUrl arxiv, InstantSource clock) {
    this.client = client;
    this.arxiv = arxiv;
    this.clock = clock;
  }

  @Override
  public Set<String> subjects(Post post) {
    return Stream.concat(Stream.of(post.content()), post.quote().map(Post.Quote::content).stream())
        .map(Content::untitled)
        .flatMap(Set::stream)
        .filter(paper -> paper.scheme().equals(SCHEME))
        .map(PaperId::value)
        .collect(Collectors.toSet());
  }

  @Override
  public boolean answers(String subject) {
    return subject.startsWith(SCHEME + ":");
  }

  @Override
  public synchronized Map<String, Finding> ask(List<String> subjects) {
    Instant now = clock.instant();
    if (asked.filter(last -> last.plus(APART).isAfter(now)).isPresent()) {
      return Map.of();
    }
    asked = Optional.of(now);
    List<PaperId> papers = subjects.stream().limit(MOST_AT_ONCE).map(PaperId::new).toList();
    Map<PaperId, Finding.Subject> known = look(papers);
    Map<String, Finding> found = new LinkedHashMap<>();
    // One number that the API does not like may spoil the answer for all: where it tells of none,
    // only the later half failed, and the other is asked for without it next time.
    int from = known.isEmpty() ? papers.size() / 2 : 0;
    for (PaperId paper : papers.subList(from, papers.size())) {
      Finding.Subject about = known.get(paper);
      // An answer without it is no proof: the API gives empty feeds at times.
      found.put(paper.value(), about == null ? new Finding.Nothing(false) : about);
    }
    return found;
  }

  private Map<PaperId, Finding.Subject> look(List<PaperId> papers) {
    HttpUrl query =
        arxiv
            .newBuilder()
            .encodedPath("/api/query")
            .addQueryParameter(
                "id_list", papers.stream().map(PaperId::name).collect(Collectors.joining(",")))
            .addQueryParameter("max_results", Integer.toString(papers.size()))
            .build();
    try (Response answer = client.newCall(new Request.Builder().url(query).build()).execute()) {
      byte[] body = answer.peekBody(LONGEST + 1).bytes();
      if (answer.code() != 200 || body.length > LONGEST) {
        LOG.warn(
            "titles cannot be looked up now: status {} and {} bytes from {}",
            answer.code(),
            body.length,
            arxiv.host());
        return Map.of();
      }
      return AtomFeed.read(new ByteArrayInputStream(body));
    } catch (IOException | XMLStreamException e) {
      LOG.warn("titles cannot be looked up now: {} from {}", e.toString(), arxiv.host());
      return Map.of();
    }
  }
}
