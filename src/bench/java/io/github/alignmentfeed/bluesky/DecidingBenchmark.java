package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.curation.Appraisal;
import io.github.alignmentfeed.curation.Candidate;
import io.github.alignmentfeed.curation.Curator;
import io.github.alignmentfeed.curation.History;
import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

/** The shipped rules on the labelled posts, beside decoding the same posts. One post after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecidingBenchmark {
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final PostDecoder decoder = new PostDecoder(InstantSource.fixed(Instant.MIN));
  private List<byte[]> items = List.of();
  private Post[] posts = {};
  private List<Candidate> candidates = List.of();
  private Judge judge = new Judge(List.of());
  private Curator curator;
  private Instant now = Instant.EPOCH;
  private int next;

  @Setup(Level.Trial)
  public void read() throws IOException {
    List<Sighting> sightings = Samples.sightings();
    Configuration shipped = Samples.shipped();
    items = Samples.items();
    posts = sightings.stream().map(Sighting::post).toArray(Post[]::new);
    candidates =
        sightings.stream().map(s -> new Candidate(s.post(), Set.of(s.through()), s.at())).toList();
    judge = new Judge(shipped.rules());
    curator = new Curator(Samples.policy(shipped).unlimited(), judge);
    now =
        sightings.stream()
            .map(Sighting::at)
            .max(Instant::compareTo)
            .orElseThrow()
            .plus(Duration.ofDays(1));
  }

  /** What the rules see in one post. */
  @Benchmark
  public Object judge() {
    next = next + 1 == posts.length ? 0 : next + 1;
    return judge.judge(posts[next]);
  }

  /** All of deciding: rules, gates, stories, choice, for one batch of all posts. */
  @Benchmark
  public Object decideAll() {
    List<Appraisal> appraisals = candidates.stream().map(curator::appraise).toList();
    return curator.decide(appraisals, History.NONE, now);
  }

  /** The bytes of one post into Jackson's tree. */
  @Benchmark
  public Object jackson() {
    next = next + 1 == items.size() ? 0 : next + 1;
    return mapper.readTree(items.get(next));
  }

  /** The bytes of one post into what is decided on. */
  @Benchmark
  public void decode(Blackhole hole) {
    next = next + 1 == items.size() ? 0 : next + 1;
    hole.consume(decoder.decodeItem(mapper.readTree(items.get(next))));
  }
}
