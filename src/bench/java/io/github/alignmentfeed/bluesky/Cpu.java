package io.github.alignmentfeed.bluesky;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The time that a thread really ran, which other programs on the machine do not lengthen as they do
 * the time that passed. Nanoseconds by posts is what one post costs.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Cpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  public long cpuNanos;
  public long posts;
  private long began;

  void start() {
    began = THREADS.getCurrentThreadCpuTime();
  }

  void stop(int count) {
    cpuNanos += THREADS.getCurrentThreadCpuTime() - began;
    posts += count;
  }
}
