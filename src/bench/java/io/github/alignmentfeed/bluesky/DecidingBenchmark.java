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

/** The shipped rules on all labelled posts in turn, beside decoding the same posts. */
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

  @Setup(Level.Trial)
  public void read() throws IOException {
    List<Sighting> sightings = Samples.sightings();
    Configuration shipped = Samples.shipped();
    items = Samples.items();
    posts = sightings.stream().map(Sighting::post).toArray(Post[]::new);
    candidates =
        sightings.stream().map(s -> new Candidate(s.post(), Set.of(s.through()), s.at())).toList();
    judge = new Judge(shipped.rules());
    curator = new Curator(Samples.policy(shipped, sightings).unlimited(), judge);
    now =
        sightings.stream()
            .map(Sighting::at)
            .max(Instant::compareTo)
            .orElseThrow()
            .plus(Duration.ofDays(1));
  }

  /** What the rules see in each post alone. */
  @Benchmark
  public void judge(Cpu cpu, Blackhole hole) {
    cpu.start();
    for (Post post : posts) {
      hole.consume(judge.judge(post));
    }
    cpu.stop(posts.length);
  }

  /** All of deciding: rules, gates, stories, choice, for one batch of all posts. */
  @Benchmark
  public void decide(Cpu cpu, Blackhole hole) {
    cpu.start();
    List<Appraisal> appraisals = candidates.stream().map(curator::appraise).toList();
    hole.consume(curator.decide(appraisals, History.NONE, now));
    cpu.stop(posts.length);
  }

  /** The bytes of each post into Jackson's tree. */
  @Benchmark
  public void jacksonTree(Cpu cpu, Blackhole hole) {
    cpu.start();
    for (byte[] item : items) {
      hole.consume(mapper.readTree(item));
    }
    cpu.stop(items.size());
  }

  /** The bytes of each post through Jackson into what is decided on. */
  @Benchmark
  public void decode(Cpu cpu, Blackhole hole) {
    cpu.start();
    for (byte[] item : items) {
      hole.consume(decoder.decodeItem(mapper.readTree(item)));
    }
    cpu.stop(items.size());
  }
}
