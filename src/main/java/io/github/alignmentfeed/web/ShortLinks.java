package io.github.alignmentfeed.web;

import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.Finding;
import io.github.alignmentfeed.cycle.Guide;
import io.github.alignmentfeed.cycle.LogMark;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where shortened addresses lead. Only the shorteners themselves are asked: the first address on
 * another host is the answer, and is never visited.
 */
final class ShortLinks implements Guide {
  private static final Logger LOG = LoggerFactory.getLogger(ShortLinks.class);
  private static final int MOST_HOPS = 4;
  private static final int MOST_AT_ONCE = 50;
  private static final int PARALLEL = 4;
  private static final int LONGEST = 4_000;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> NO_HEAD = Set.of(405, 501);
  private static final Pattern NAME = Pattern.compile("(?:[^.]+\\.)+[a-z][a-z0-9-]*[a-z0-9]");
  private static final Finding FOR_NOW = new Finding.Nothing(false);
  private static final Finding FOR_LONG = new Finding.Nothing(true);

  private final OkHttpClient client;
  private final Set<String> shorteners;
  private final Duration patience;

  /**
   * @param client which follows no redirects and reaches public addresses alone
   * @param shorteners hosts, without {@code www.}
   * @param patience for all that is asked in one go
   */
  ShortLinks(OkHttpClient client, Set<String> shorteners, Duration patience) {
    this.client = client;
    this.shorteners = Set.copyOf(shorteners);
    this.patience = patience;
  }

  @Override
  public Set<String> subjects(Post post) {
    Set<String> found = new LinkedHashSet<>();
    Stream.concat(Stream.of(post.content()), post.quote().map(Post.Quote::content).stream())
        .map(Content::links)
        .flatMap(List::stream)
        .filter(link -> link.origin() != Link.Origin.CUT && isShort(link))
        .map(Link::url)
        .forEach(found::add);
    return found;
  }

  @Override
  public boolean answers(String subject) {
    return isShort(new Link(subject, Link.Origin.FACET));
  }

  private boolean isShort(Link link) {
    return link.host().filter(shorteners::contains).isPresent() && link.path().length() > 1;
  }

  @Override
  public Map<String, Finding> ask(List<String> subjects) {
    List<String> now = subjects.stream().limit(MOST_AT_ONCE).toList();
    Set<String> begun = ConcurrentHashMap.newKeySet();
    long end = System.nanoTime() + patience.toNanos();
    List<Callable<Optional<Finding>>> asking = new ArrayList<>();
    now.forEach(
        subject ->
            asking.add(
                () -> {
                  if (System.nanoTime() - end >= 0) {
                    return Optional.empty();
                  }
                  begun.add(subject);
                  return Optional.of(follow(subject));
                }));
    ExecutorService pool = Executors.newFixedThreadPool(PARALLEL, LogMark.threads());
    Map<String, Finding> found = new LinkedHashMap<>();
    try {
      List<Future<Optional<Finding>>> asked =
          pool.invokeAll(asking, patience.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < now.size(); i++) {
        String subject = now.get(i);
        if (begun.contains(subject)) {
          finding(asked.get(i)).ifPresent(finding -> found.put(subject, finding));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
    return found;
  }

  private static Optional<Finding> finding(Future<Optional<Finding>> asked)
      throws InterruptedException {
    try {
      return asked.get();
    } catch (CancellationException e) {
      return Optional.of(FOR_NOW);
    } catch (ExecutionException e) {
      LOG.error("following a shortened address", e.getCause());
      return Optional.of(FOR_LONG);
    }
  }

  private Finding follow(String address) {
    try {
      Set<HttpUrl> visited = new HashSet<>();
      Optional<HttpUrl> at = Optional.ofNullable(HttpUrl.parse(withScheme(address)));
      while (at.filter(ShortLinks::isOpen).isPresent()) {
        if (!isShort(at.get())) {
          return new Finding.Target(at.get().toString());
        }
        if (visited.size() == MOST_HOPS || !visited.add(at.get())) {
          LOG.debug("{} leads on and on", address);
          return FOR_LONG;
        }
        try (Response answer = ask(at.get())) {
          if (!REDIRECTS.contains(answer.code())) {
            LOG.debug("{} leads nowhere: status {} at {}", address, answer.code(), at.get());
            return answer.code() == 429 || answer.code() >= 500 ? FOR_NOW : FOR_LONG;
          }
          at = next(at.get(), answer);
        }
      }
      LOG.debug("{} leads to no address of the open web", address);
      return FOR_LONG;
    } catch (RefusedAddressException e) {
      LOG.debug("{} is not followed: {}", address, e.getMessage());
      return FOR_LONG;
    } catch (IOException e) {
      LOG.debug("{} cannot be followed now: {}", address, e.toString());
      return FOR_NOW;
    }
  }

  private boolean isShort(HttpUrl url) {
    return isShort(new Link(url.toString(), Link.Origin.FACET));
  }

  private static String withScheme(String address) {
    return address.matches("(?i)https?://.*") ? address : "https://" + address;
  }

  /** An address by name, on the usual port, without a name or password of somebody. */
  private static boolean isOpen(HttpUrl url) {
    return NAME.matcher(url.host()).matches()
        && url.port() == HttpUrl.defaultPort(url.scheme())
        && url.username().isEmpty()
        && url.password().isEmpty()
        && url.toString().length() <= LONGEST;
  }

  /** The answer to HEAD, or where the server knows none, to GET; its body is not read. */
  private Response ask(HttpUrl url) throws IOException {
    Response answer = client.newCall(new Request.Builder().url(url).head().build()).execute();
    if (!NO_HEAD.contains(answer.code())) {
      return answer;
    }
    answer.close();
    return client.newCall(new Request.Builder().url(url).build()).execute();
  }

  private static Optional<HttpUrl> next(HttpUrl at, Response answer) {
    return Optional.ofNullable(answer.header("Location")).flatMap(to -> resolved(at, to));
  }

  private static Optional<HttpUrl> resolved(HttpUrl at, String location) {
    return Optional.ofNullable(at.resolve(location));
  }
}
