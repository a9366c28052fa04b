package io.github.alignmentfeed.ops;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.spi.OperableTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something again and again by Quartz, never twice at once; a missed time is made up once. */
public final class Schedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
  private static final String WORK = "work";
  private static final JobKey JOB = JobKey.jobKey("cycle");
  private static final JobKey TIME = JobKey.jobKey("time of a cycle");
  private static final TriggerKey SOON = TriggerKey.triggerKey("soon");
  private static final String LATER = "later";
  private static final AtomicInteger MADE = new AtomicInteger();

  private final Scheduler scheduler;
  private final Turns turns;
  private final UnaryOperator<Instant> secondAfter;

  private Schedule(Scheduler scheduler, Turns turns, UnaryOperator<Instant> secondAfter) {
    this.scheduler = scheduler;
    this.turns = turns;
    this.secondAfter = secondAfter;
  }

  /** One run at a time, and none once it is over. */
  private static final class Turns {
    private boolean over;

    synchronized void take(Runnable work) {
      if (!over) {
        work.run();
      }
    }

    synchronized void end() {
      over = true;
    }
  }

  /**
   * Runs it now and then at equal distances.
   *
   * @param jitter the most by which a run after the first comes later; Quartz waits for it
   */
  public static Schedule every(Duration interval, Duration jitter, Runnable work) {
    return every(interval, jitter, Schedule::random, work);
  }

  /**
   * @param random a number from zero to less than the given one
   */
  static Schedule every(
      Duration interval, Duration jitter, LongUnaryOperator random, Runnable work) {
    return start(
        SimpleScheduleBuilder.simpleSchedule()
            .withIntervalInMilliseconds(interval.toMillis())
            .repeatForever()
            .withMisfireHandlingInstructionNowWithRemainingCount(),
        jitter,
        random,
        work,
        time -> time.plus(interval.multipliedBy(2)));
  }

  private static long random(long bound) {
    return ThreadLocalRandom.current().nextLong(bound);
  }

  /**
   * Runs it at the times of a cron expression.
   *
   * @param jitter the most by which a run comes later
   */
  public static Schedule cron(String expression, ZoneId timezone, Duration jitter, Runnable work) {
    return start(
        CronScheduleBuilder.cronSchedule(expression)
            .inTimeZone(TimeZone.getTimeZone(timezone))
            .withMisfireHandlingInstructionFireAndProceed(),
        jitter,
        Schedule::random,
        work,
        time -> {
          CronExpression times = expression(expression, timezone);
          Date first = times.getNextValidTimeAfter(Date.from(time));
          Date second = first == null ? null : times.getNextValidTimeAfter(first);
          return second == null ? Instant.MAX : second.toInstant();
        });
  }

  /** What is wrong with a cron expression; nothing where it is right. */
  public static Optional<String> cronProblem(String expression) {
    try {
      CronExpression.validateExpression(expression);
      Trigger trigger =
          TriggerBuilder.newTrigger()
              .withSchedule(CronScheduleBuilder.cronSchedule(expression))
              .build();
      boolean comes =
          trigger instanceof OperableTrigger own && own.computeFirstFireTime(null) != null;
      return comes ? Optional.empty() : Optional.of("its time never comes");
    } catch (ParseException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static CronExpression expression(String expression, ZoneId timezone) {
    try {
      CronExpression times = new CronExpression(expression);
      times.setTimeZone(TimeZone.getTimeZone(timezone));
      return times;
    } catch (ParseException e) {
      throw new IllegalArgumentException(expression, e);
    }
  }

  private static Schedule start(
      ScheduleBuilder<? extends Trigger> times,
      Duration jitter,
      LongUnaryOperator random,
      Runnable work,
      UnaryOperator<Instant> secondAfter) {
    Properties settings = new Properties();
    // Quartz keeps schedulers by name: one with the same name would be the same one.
    settings.setProperty("org.quartz.scheduler.instanceName", "cycles-" + MADE.incrementAndGet());
    settings.setProperty("org.quartz.threadPool.threadCount", "1");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    Turns turns = new Turns();
    Runnable turn = () -> turns.take(work);
    try {
      Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
      JobDataMap data = new JobDataMap();
      data.put(WORK, turn);
      scheduler.addJob(
          JobBuilder.newJob(Work.class).withIdentity(JOB).usingJobData(data).storeDurably().build(),
          false);
      Trigger trigger = TriggerBuilder.newTrigger().forJob(JOB).withSchedule(times).build();
      if (jitter.isZero()) {
        scheduler.scheduleJob(trigger);
      } else {
        JobDataMap later = new JobDataMap();
        later.put(LATER, (LongSupplier) () -> random.applyAsLong(jitter.toMillis()));
        scheduler.scheduleJob(
            JobBuilder.newJob(Time.class).withIdentity(TIME).usingJobData(later).build(),
            trigger.getTriggerBuilder().forJob(TIME).build());
      }
      scheduler.start();
      return new Schedule(scheduler, turns, secondAfter);
    } catch (SchedulerException e) {
      throw new IllegalStateException("starting the schedule", e);
    }
  }

  /** When it runs next; nothing where that time never comes. */
  public Optional<Instant> next() {
    try {
      List<Trigger> all = new ArrayList<>(scheduler.getTriggersOfJob(JOB));
      all.addAll(scheduler.getTriggersOfJob(TIME));
      return all.stream()
          .map(Trigger::getNextFireTime)
          .filter(Objects::nonNull)
          .map(Date::toInstant)
          .min(Comparator.naturalOrder());
    } catch (SchedulerException e) {
      return Optional.empty();
    }
  }

  /**
   * When there should have been another run after one that ended at a time: two intervals later, or
   * the second time of the expression after it.
   */
  public Instant overdue(Instant ended) {
    return secondAfter.apply(ended);
  }

  /** Starts nothing more and waits for what is running. */
  @Override
  public void close() {
    try {
      scheduler.standby();
      turns.end();
      // Not told to wait: Quartz waits for ever for a run that it handed out as it was closed.
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      LOG.warn("stopping the schedule: {}", e.getMessage());
    }
  }

  /** What Quartz makes and calls at a time: the run comes a little later, the first one at once. */
  public static final class Time implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      boolean first =
          context.getPreviousFireTime() == null && context.getTrigger() instanceof SimpleTrigger;
      try {
        if (context.getMergedJobDataMap().get(LATER) instanceof LongSupplier later
            && !context.getScheduler().checkExists(SOON)) {
          long wait = first ? 0 : later.getAsLong();
          context
              .getScheduler()
              .scheduleJob(
                  TriggerBuilder.newTrigger()
                      .withIdentity(SOON)
                      .forJob(JOB)
                      .startAt(Date.from(Instant.now().plusMillis(wait)))
                      .build());
        }
      } catch (SchedulerException e) {
        throw new JobExecutionException("putting off a cycle", e);
      }
    }
  }

  /** What Quartz makes and calls. */
  @DisallowConcurrentExecution
  public static final class Work implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      if (context.getMergedJobDataMap().get(WORK) instanceof Runnable work) {
        work.run();
      }
    }
  }
}
