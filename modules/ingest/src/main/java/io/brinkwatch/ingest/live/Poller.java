package io.brinkwatch.ingest.live;

import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedPublisher.Counts;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.live.LiveSource.Stretch;
import io.brinkwatch.model.FeedHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a live source again and again, and ticks for its feed: what the source accounts for, as it
 * accounts for it. When nothing has been accounted for longer than {@link LiveSource#patience},
 * whether the source is away or has nothing new, ticks of unknown health let time go on, and nobody
 * vouches for the stretch until the source does.
 *
 * <p>It does so only once it has read all there is: a tick up to now, sent while a back-fill is
 * broken off, would leap over all that is still to be read, and make it late. Until then it stays
 * silent; for a feed of which nothing at all is heard, {@code run} speaks.
 */
public final class Poller implements AutoCloseable {

  /** Hears how it goes. */
  public interface Listener extends Ingestion.Listener {
    /** A round is over; what it accounts for, and what was published in it. */
    void asked(List<Stretch> stretches, Counts published);

    /** A round failed. What was committed in it stays; it is tried again after a while. */
    void failed(RuntimeException why, Duration again);

    /** Nothing has been accounted for since then. */
    void silent(Instant since);
  }

  /** Waits between two rounds. */
  @FunctionalInterface
  public interface Pause {
    /** Waits so long; whether to end. */
    boolean await(Duration time);
  }

  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  private static final Duration LONGEST_TICK = Duration.ofHours(6);
  // what one transaction holds without effort
  private static final long TICKS_AT_ONCE = 500;

  private final LiveSource source;
  private final Supplier<FeedPublisher> opener;
  private final Clock clock;
  private final Listener listener;
  private FeedPublisher publisher;
  // for how long the source wants to be left alone
  private Optional<Duration> wanted = Optional.empty();
  private final Instant begun;
  // whether a round has read all there was, and none was broken off halfway since
  private boolean caughtUp;

  /**
   * Connects.
   *
   * @param opener opens the publisher of the source's feed, also anew after a failure
   * @throws PublishException if the broker or the registry cannot be reached
   */
  public Poller(LiveSource source, Supplier<FeedPublisher> opener, Clock clock, Listener listener) {
    this.source = source;
    this.opener = opener;
    this.clock = clock;
    this.listener = listener;
    this.publisher = opener.get();
    this.begun = clock.instant();
  }

  /**
   * Asks until the pause says to end. A source or a broker that fails is tried again.
   *
   * @throws PublishException if another publisher of the same feed has taken over
   */
  public void run(Pause pause) {
    Duration wait = Duration.ZERO;
    while (!pause.await(wait)) {
      Instant begun = clock.instant();
      try {
        wait = attempt() ? remaining(begun) : retry();
      } catch (PublishException e) {
        if (e.isTakenOver()) {
          throw e; // to open it again would shut out whoever has taken over
        }
        wait = retry();
        listener.failed(e, wait);
      }
    }
  }

  /** Asks once, and lets time go on if need be; whether the source answered. */
  private boolean attempt() {
    try {
      once();
      letTimeGoOn();
      return true;
    } catch (SourceException e) {
      wanted = e instanceof SourceAwayException away ? away.after() : Optional.empty();
      listener.failed(e, retry());
      letTimeGoOn();
      return false;
    }
  }

  private Duration remaining(Instant begun) {
    Duration left = source.cadence().minus(Duration.between(begun, clock.instant()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration retry() {
    Duration usual =
        source.cadence().compareTo(LONGEST_RETRY) < 0 ? source.cadence() : LONGEST_RETRY;
    return wanted.filter(after -> after.compareTo(usual) > 0).orElse(usual);
  }

  /**
   * Asks once.
   *
   * @throws SourceException if the source cannot be reached, or answers with what cannot be used
   * @throws PublishException if the broker or the registry fails
   */
  public void once() {
    FeedPublisher to = publisher();
    Counts before = to.counts();
    try {
      List<Stretch> stretches = source.round(to, listener);
      stretches.forEach(stretch -> tick(to, stretch));
      to.commit();
      caughtUp = true;
      wanted = Optional.empty();
      listener.asked(stretches, to.counts().since(before));
    } catch (SourceException e) {
      caughtUp = caughtUp && to.counts().equals(before);
      if (to.isStaged()) {
        close(); // half of something: it is told again as a whole
      }
      throw e;
    } catch (PublishException e) {
      caughtUp = caughtUp && to.counts().equals(before);
      close();
      throw e;
    }
  }

  private FeedPublisher publisher() {
    if (publisher == null) {
      publisher = opener.get();
    }
    return publisher;
  }

  // all in the transaction that notes how far the source has come
  private static void tick(FeedPublisher to, Stretch stretch) {
    Duration length = Duration.between(stretch.from(), stretch.to());
    long times = 1 + length.dividedBy(LONGEST_TICK.multipliedBy(TICKS_AT_ONCE));
    Duration every = LONGEST_TICK.multipliedBy(times);
    Instant from = stretch.from();
    while (from.isBefore(stretch.to())) {
      Instant next = from.plus(every);
      Instant end = next.isBefore(stretch.to()) ? next : stretch.to();
      to.tick(from, end, stretch.health());
      from = end;
    }
  }

  private void letTimeGoOn() {
    if (!caughtUp) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    // not where ticks have come to: those of unknown health, perhaps of an earlier run, are no word
    // of the source
    Instant heardTo = source.accountedTo(publisher().state()).orElse(begun);
    if (!heardTo.plus(source.patience()).isBefore(now)) {
      return;
    }
    try {
      // what nobody vouches for need not be told from its beginning
      Instant from = later(publisher().state().tickedTo().orElse(heardTo), now.minus(LONGEST_TICK));
      if (from.isBefore(now)) {
        publisher.tick(from, now, FeedHealth.UNKNOWN);
        publisher.commit();
        listener.silent(heardTo);
      }
    } catch (PublishException e) {
      close();
      throw e;
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Lets go of the broker. What was not committed is dropped. */
  @Override
  public void close() {
    FeedPublisher old = publisher;
    publisher = null;
    if (old != null) {
      old.close();
    }
  }
}
