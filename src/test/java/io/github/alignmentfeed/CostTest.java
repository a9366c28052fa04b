package io.github.alignmentfeed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.bluesky.Recording;
import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.curation.Action;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Policy;
import io.github.alignmentfeed.curation.Policy.Followed;
import io.github.alignmentfeed.curation.Policy.Reposts;
import io.github.alignmentfeed.curation.Policy.Wish;
import io.github.alignmentfeed.curation.Rule;
import io.github.alignmentfeed.curation.Sighting;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What deciding costs, counted in bytes, which are the same on every machine at any load. */
class CostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int MOST_BYTES_A_POST = 15_000;
  private static final List<Sighting> POSTS =
      Recording.read(Path.of("src/test/resources/corpus")).sightings();

  @Test
  void decidingOnAPostAllocatesLittle() {
    Configuration shipped =
        ConfigurationLoader.load(Path.of("config/bot.yaml"), Map.of(), c -> Optional.empty())
            .configuration()
            .orElseThrow();
    Curator curator = new Curator(policy(shipped).unlimited(), new Judge(shipped.rules()));
    List<Candidate> candidates =
        POSTS.stream().map(s -> new Candidate(s.post(), Set.of(s.through()), s.at())).toList();
    Instant now = Instant.parse("2026-12-01T00:00:00Z");

    long bytes =
        allocated(
            () ->
                curator.decide(
                    candidates.stream().map(curator::appraise).toList(), History.NONE, now));

    assertThat(bytes / POSTS.size()).isLessThan(MOST_BYTES_A_POST);
  }

  @Test
  void aHundredTimesAsManyKeywordsAllocateHardlyMoreForAPost() {
    long few = allocated(() -> judgeAll(keywords(100)));
    long many = allocated(() -> judgeAll(keywords(10_000)));

    assertThat(many).isLessThan(few * 3 / 2);
  }

  private static final Map<Integer, Judge> JUDGES = new HashMap<>();

  private static Judge keywords(int count) {
    return JUDGES.computeIfAbsent(count, CostTest::compiled);
  }

  /** Words that posts are full of, in pairs in which nobody puts them. */
  private static Judge compiled(int count) {
    List<String> words =
        List.of(
            "model", "paper", "safety", "people", "work", "read", "data", "time", "new", "test");
    List<String> phrases =
        IntStream.range(0, count).mapToObj(i -> words.get(i % 10) + " word" + i).toList();
    return new Judge(
        List.of(
            new Rule(
                "keywords",
                1,
                List.of(new Rule.Condition(phrases, List.of(), List.of())),
                Optional.empty(),
                false)));
  }

  private static void judgeAll(Judge judge) {
    POSTS.forEach(seen -> judge.judge(seen.post()));
  }

  /** What one run allocates, once what is made only once is made. */
  private static long allocated(Runnable run) {
    run.run();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static Policy policy(Configuration shipped) {
    Map<Did, Followed> followed = new HashMap<>();
    for (Sighting seen : POSTS) {
      followed.put(
          seen.through(), new Followed(true, true, Reposts.VOUCH, Wish.UNSAID, Action.REPOST));
    }
    return new Policy(
        shipped.repostAt(),
        shipped.bookmarkAt(),
        shipped.limits(),
        shipped.settle(),
        shipped.languages(),
        Policy.DEFAULT_UNWANTED_LABELS,
        shipped.consent(),
        followed,
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }
}
