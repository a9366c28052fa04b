package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.curation.Judge;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** More and more keywords, beside what one would write without a matcher of one's own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class KeywordsBenchmark {
  @Param({"100", "1000", "10000"})
  public int keywords;

  private Post[] posts = {};
  private List<List<String>> texts = List.of();
  private List<String> phrases = List.of();
  private Judge judge = new Judge(List.of());
  private Pattern alternation = Pattern.compile("");

  @Setup(Level.Trial)
  public void read() throws IOException {
    posts = Samples.sightings().stream().map(Sighting::post).toArray(Post[]::new);
    texts = Samples.texts();
    phrases = Samples.keywords(keywords);
    judge = Samples.judge(phrases);
    alternation =
        Pattern.compile(
            phrases.stream().collect(Collectors.joining("|", "\\b(?:", ")\\b")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  @Benchmark
  public void judge(Cpu cpu, Blackhole hole) {
    cpu.start();
    for (Post post : posts) {
      hole.consume(judge.judge(post));
    }
    cpu.stop(posts.length);
  }

  @Benchmark
  public void regexAlternation(Cpu cpu, Blackhole hole) {
    cpu.start();
    for (List<String> all : texts) {
      for (String text : all) {
        Matcher m = alternation.matcher(text);
        while (m.find()) {
          hole.consume(m.start());
        }
      }
    }
    cpu.stop(texts.size());
  }

  @Benchmark
  public void containsLoop(Cpu cpu, Blackhole hole) {
    cpu.start();
    for (List<String> all : texts) {
      for (String text : all) {
        String small = text.toLowerCase(Locale.ROOT);
        for (String phrase : phrases) {
          hole.consume(small.contains(phrase));
        }
      }
    }
    cpu.stop(texts.size());
  }
}
