package io.brinkwatch.replay;

import io.brinkwatch.ingest.Feed.Played;
import io.brinkwatch.ingest.FeedOptions;
import io.brinkwatch.ingest.Publisher;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.model.Alert;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.Theatre;
import io.brinkwatch.streams.PipelineRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A recorded stream through the topologies, in this process. Topics, schemas and reference data
 * must be there before it starts. The topologies run until it is closed, and not only as long as
 * something is played.
 */
public final class Replay implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration TICKS = Duration.ofHours(6);
  private static final Duration POLL = Duration.ofMillis(100);

  private final ReplaySettings settings;
  private final PipelineRun pipeline;

  private Replay(ReplaySettings settings, PipelineRun pipeline) {
    this.settings = settings;
    this.pipeline = pipeline;
  }

  /**
   * Starts the topologies, and returns when they are running.
   *
   * @throws ReplayException if they do not come up
   */
  public static Replay start(ReplaySettings settings) throws InterruptedException {
    var replay = new Replay(settings, PipelineRun.start(settings.streams()));
    try {
      replay.awaitRunning();
    } catch (InterruptedException | RuntimeException e) {
      try (replay) {
        throw e;
      }
    }
    return replay;
  }

  private void awaitRunning() throws InterruptedException {
    if (!pipeline.awaitRunning(START)) {
      throwFailure();
      throw new ReplayException(
          "the topologies were not running after %d seconds; the log says what they wait for"
              .formatted(START.toSeconds()));
    }
  }

  /**
   * Plays rows, and returns when the levels of every theatre are FINAL up to their end.
   *
   * @param checkpoint called again and again; may throw in order to end the replay
   * @throws ReplayException if a topology fails, or nothing happens any more
   */
  public Outcome play(
      Collection<? extends Row> rows, ReplayListener listener, Runnable checkpoint) {
    Horizon horizon = Horizon.of(rows, settings.reference().policies(), settings.feed().family());
    listener.starts(horizon.first(), horizon.lastEvaluation());
    try (var reader = new OutputReader(settings.streams().connection());
        var publishing = Publishing.start(() -> publish(rows, horizon))) {
      var run = new Run(reader, publishing, horizon, listener);
      while (!run.isComplete()) {
        checkpoint.run();
        throwFailure();
        run.step();
      }
      run.drain();
      return new Outcome(publishing.played(), run.tally.totals());
    }
  }

  private Played publish(Collection<? extends Row> rows, Horizon horizon)
      throws InterruptedException {
    var options =
        new FeedOptions(settings.streams().status(), TICKS, horizon.lastTick(), settings.pace());
    try (var publisher = Publisher.open(settings.streams().connection())) {
      return settings.feed().publish(rows, publisher, options, (done, total, time) -> {});
    }
  }

  private void throwFailure() {
    Throwable failure = pipeline.failure().getNow(null);
    if (failure != null) {
      throw new ReplayException("a topology stopped: " + failure.getMessage(), failure);
    }
  }

  /** Stops the topologies. */
  @Override
  public void close() {
    pipeline.close();
  }

  /** What is known while one stream is played. */
  private final class Run {
    private final OutputReader reader;
    private final Publishing publishing;
    private final Horizon horizon;
    private final ReplayListener listener;
    private final Finals finals = new Finals(subjects());
    private final Tally tally = new Tally();
    private Instant reached = Instant.MIN;
    private long lastProgress = System.nanoTime();

    Run(OutputReader reader, Publishing publishing, Horizon horizon, ReplayListener listener) {
      this.reader = reader;
      this.publishing = publishing;
      this.horizon = horizon;
      this.listener = listener;
    }

    boolean isComplete() {
      return publishing.isDone() && !reached.isBefore(horizon.lastEvaluation());
    }

    void step() {
      if (publishing.isDone()) {
        var unused = publishing.played();
      }
      int arrived = reader.poll(POLL, this::take);
      finals.ready().forEach(listener::isFinal);
      finals.complete().filter(reached::isBefore).ifPresent(this::reach);
      if (arrived > 0 || !publishing.isDone()) {
        lastProgress = System.nanoTime();
      }
      checkPatience();
    }

    // whatever lies behind the last evaluation may or may not have come out yet: it does not count
    private void take(Object value) {
      if (!isBehind(value)) {
        tally.add(value);
        if (value instanceof EscalationLevel level && level.getFinality() == Finality.FINAL) {
          finals.add(level);
        }
      }
    }

    private boolean isBehind(Object value) {
      Instant last = horizon.lastEvaluation();
      if (value instanceof EscalationLevel level) {
        return level.getEvaluatedAt().isAfter(last);
      }
      if (value instanceof IndicatorReading reading) {
        return reading.getEvaluatedAt().isAfter(last);
      }
      return value instanceof Alert alert && alert.getEvaluatedAt().isAfter(last);
    }

    private void reach(Instant evaluation) {
      reached = evaluation;
      listener.reached(evaluation);
    }

    private void checkPatience() {
      long idle = System.nanoTime() - lastProgress;
      if (idle > settings.patience().toNanos()) {
        throw new ReplayException(
            "nothing has come out of the topologies for %d seconds; %s is waited for, and there is: %s"
                .formatted(
                    TimeUnit.NANOSECONDS.toSeconds(idle),
                    horizon.lastEvaluation(),
                    String.join(", ", finals.missing(horizon.lastEvaluation()))));
      }
    }

    // levels, alerts and readings of one transaction lie in several partitions
    void drain() {
      reader.readToEnd(this::take);
    }
  }

  /** Whose levels are waited for: the theatres', and the region's if it is read. */
  private Set<String> subjects() {
    Set<String> subjects = theatres();
    if (settings.reference().policies().stream().anyMatch(p -> p.getRegion() != null)) {
      subjects.add(SubjectKind.REGION.name());
    }
    return subjects;
  }

  private Set<String> theatres() {
    return settings.reference().theatres().stream()
        .collect(Collectors.groupingBy(Theatre::getId))
        .values()
        .stream()
        .map(Replay::latest)
        .filter(theatre -> !theatre.getRetired())
        .map(Theatre::getId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Theatre latest(List<Theatre> versions) {
    return versions.stream().max(Comparator.comparingInt(Theatre::getVersion)).orElseThrow();
  }
}
