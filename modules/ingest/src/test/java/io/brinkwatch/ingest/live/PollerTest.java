package io.brinkwatch.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedPublisher.Counts;
import io.brinkwatch.ingest.FeedRun;
import io.brinkwatch.ingest.FeedState;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.MovedClock;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a poller lets time go on without its source, and when it must not. */
class PollerTest {
  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2024-01-10T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final MovedClock clock = new MovedClock(NOW);
  private final Daily source = new Daily();
  private final FeedRun feed = new FeedRun(source.feed(), clock);
  private final Told told = new Told();

  @Test
  void a_back_fill_broken_off_is_gone_on_with_and_no_tick_leaps_over_the_rest() {
    clock.set(FIRST.plus(DAY.multipliedBy(30))); // far beyond its patience
    source.breaksAt = FIRST.plus(DAY.multipliedBy(4));
    try (var poller = poller()) {
      rounds(poller, 3);
      assertThat(told.failures).hasSize(3);
      assertThat(feed.ticks()).extracting(Tick::getTime).endsWith(source.breaksAt);

      source.breaksAt = null;
      rounds(poller, 1);
    }

    assertThat(feed.ticks()).allMatch(t -> t.getHealth() == FeedHealth.HEALTHY);
    assertThat(feed.ticks()).extracting(Tick::getTime).isSorted().endsWith(source.newest());
    assertThat(told.silences).isEmpty();
  }

  @Test
  void a_poller_that_begins_while_the_source_is_away_does_not_let_time_go_on() {
    try (var poller = poller()) {
      poller.once();
    }
    int before = feed.ticks().size();
    clock.set(NOW.plus(DAY.multipliedBy(30)));
    source.breaksAt = source.doneTo;
    try (var poller = poller()) {
      rounds(poller, 3);
    }
    assertThat(feed.ticks()).hasSize(before);
  }

  @Test
  void one_that_has_caught_up_lets_time_go_on_beyond_its_patience_and_no_sooner() {
    try (var poller = poller()) {
      poller.once();
      source.breaksAt = source.doneTo;
      clock.set(source.doneTo.plus(source.patience()));
      rounds(poller, 1);
      assertThat(told.silences).isEmpty();

      clock.move(Duration.ofMinutes(1));
      rounds(poller, 1);
      assertThat(told.silences).containsExactly(source.doneTo);
      assertThat(feed.ticks()).last().extracting(Tick::getHealth).isEqualTo(FeedHealth.UNKNOWN);

      // the source is back with much to tell, and goes away in the middle of it
      clock.move(DAY.multipliedBy(30));
      source.breaksAt = source.doneTo.plus(DAY.multipliedBy(2));
      rounds(poller, 2);
      assertThat(feed.ticks()).last().extracting(Tick::getTime).isEqualTo(source.breaksAt);
    }
  }

  @Test
  void after_a_restart_nothing_that_was_unknown_counts_as_heard() {
    try (var poller = poller()) {
      poller.once();
      source.quiet = true;
      clock.set(NOW.plus(DAY.multipliedBy(8)));
      rounds(poller, 1);
      assertThat(feed.ticks()).last().extracting(Tick::getHealth).isEqualTo(FeedHealth.UNKNOWN);
    }
    told.silences.clear();
    clock.move(DAY);
    try (var poller = poller()) {
      rounds(poller, 1);
    }
    assertThat(told.silences).containsExactly(source.doneTo);
  }

  @Test
  void what_a_failed_round_did_not_commit_is_told_again() {
    source.breaksAt = FIRST;
    try (var poller = poller()) {
      assertThatThrownBy(poller::once).isInstanceOf(SourceException.class);
      source.breaksAt = null;
      poller.once();
    }
    assertThat(feed.ticks()).extracting(Tick::getFrom).startsWith(FIRST).doesNotHaveDuplicates();
  }

  @Test
  void after_a_back_fill_that_the_broker_broke_off_no_tick_leaps_over_the_rest_either() {
    try (var poller = poller()) {
      poller.once();
      clock.set(NOW.plus(DAY.multipliedBy(30)));
      source.refusedAt = source.doneTo.plus(DAY.multipliedBy(2));
      rounds(poller, 1);
      assertThat(told.failures).singleElement().isInstanceOf(PublishException.class);

      source.breaksAt = source.refusedAt;
      rounds(poller, 2);
      assertThat(told.failures).hasSize(3);
    }
    assertThat(feed.ticks()).last().extracting(Tick::getTime).isEqualTo(source.refusedAt);
    assertThat(told.silences).isEmpty();
  }

  private Poller poller() {
    return new Poller(source, feed::open, clock, told);
  }

  private static void rounds(Poller poller, int count) {
    var left = new int[] {count};
    poller.run(pause -> left[0]-- == 0);
  }

  /** Tells of one day after the other, each in a transaction of its own. */
  private final class Daily implements LiveSource {
    private Instant breaksAt;
    private Instant refusedAt;
    private boolean quiet;
    private Instant doneTo = FIRST;

    Instant newest() {
      return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    @Override
    public Feed feed() {
      return new Feed("daily", FeedFamily.OTHER);
    }

    @Override
    public boolean revises() {
      return true;
    }

    @Override
    public Duration cadence() {
      return Duration.ofHours(1);
    }

    @Override
    public Duration patience() {
      return DAY.multipliedBy(7);
    }

    @Override
    public Optional<Instant> accountedTo(FeedState state) {
      return state.item("done").map(ItemProgress::getLastPublished);
    }

    @Override
    public List<Stretch> round(FeedPublisher publisher, Ingestion.Listener listener) {
      doneTo = accountedTo(publisher.state()).orElse(FIRST);
      while (!quiet && doneTo.isBefore(newest())) {
        if (doneTo.equals(breaksAt)) {
          throw new SourceException("status 503");
        }
        if (doneTo.equals(refusedAt)) {
          feed.refuseNextCommit();
        }
        Instant next = doneTo.plus(DAY);
        publisher.tick(doneTo, next, FeedHealth.HEALTHY);
        publisher.item(
            "done",
            ItemProgress.newBuilder()
                .setMd5("")
                .setRows(0)
                .setDone(false)
                .setLastPublished(next)
                .build());
        publisher.commit();
        doneTo = next;
      }
      if (doneTo.equals(breaksAt)) {
        throw new SourceException("status 503");
      }
      return List.of();
    }
  }

  private static final class Told implements Poller.Listener {
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<Instant> silences = new ArrayList<>();

    @Override
    public void refused(Row.Refused row) {
      throw new AssertionError(row);
    }

    @Override
    public void reached(String input, long rows) {
      throw new AssertionError(input);
    }

    @Override
    public void asked(List<LiveSource.Stretch> stretches, Counts published) {
      assertThat(stretches).isEmpty();
    }

    @Override
    public void failed(RuntimeException why, Duration again) {
      failures.add(why);
    }

    @Override
    public void silent(Instant since) {
      silences.add(since);
    }
  }
}
