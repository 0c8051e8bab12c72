package io.brinkwatch.ingest.receive;

import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedPublisher.Answer;
import io.brinkwatch.ingest.FeedPublisher.Told;
import io.brinkwatch.ingest.PublishException;
import io.brinkwatch.model.AnswerKind;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.RequestAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Publishes what was received, one request at a time and each in one transaction, and ticks. When
 * publishing fails it starts anew: the request that failed was not accepted, unless its transaction
 * went through after all, which the same request tells when it is sent again.
 */
final class Desk implements AutoCloseable {
  private static final String REQUESTS = "request/";
  // as long as a client may reasonably try again
  private static final Duration KEEP_REQUESTS = Duration.ofDays(1);

  private final Supplier<FeedPublisher> opener;
  private final Clock clock;
  private final Duration tickEvery;
  private final Instant start;
  private FeedPublisher publisher;
  private PublishException takenOver;

  /** Raised for a key that came before with other contents. */
  static final class KeyReused extends Exception {
    private static final long serialVersionUID = 1L;
  }

  Desk(Supplier<FeedPublisher> opener, Clock clock, Duration tickEvery) {
    this.opener = opener;
    this.clock = clock;
    this.tickEvery = tickEvery;
    this.start = clock.instant();
    this.publisher = opener.get();
  }

  /**
   * Publishes the reports of a request. One that was published under its key is not published
   * again: what it said may have been corrected since.
   *
   * @param key under which the request may come again; null if there is none
   * @param md5 of its body
   * @return an answer for each report; if it came before, that of the first time
   */
  synchronized List<Answer> publish(List<IncidentReport> reports, String key, String md5)
      throws KeyReused {
    Optional<ItemProgress> before =
        key == null ? Optional.empty() : publisher().state().item(REQUESTS + key);
    if (before.isPresent()) {
      return answered(before.get(), md5);
    }
    return attempt(
        () -> {
          List<Answer> answers = new ArrayList<>();
          reports.forEach(report -> answers.add(publisher().report(report, null)));
          if (key != null) {
            publisher().item(REQUESTS + key, progress(md5, answers));
          }
          publisher().commit();
          return answers;
        });
  }

  private static List<Answer> answered(ItemProgress before, String md5) throws KeyReused {
    if (!before.getMd5().equals(md5)) {
      throw new KeyReused();
    }
    return before.getAnswers().stream()
        .map(answer -> new Answer(Told.valueOf(answer.getTold().name()), answer.getVersion()))
        .toList();
  }

  private static RequestAnswer toKeep(Answer answer) {
    return new RequestAnswer(AnswerKind.valueOf(answer.told().name()), answer.version());
  }

  private static ItemProgress progress(String md5, List<Answer> answers) {
    return ItemProgress.newBuilder()
        .setMd5(md5)
        .setRows(answers.size())
        .setDone(true)
        .setPublished(answers.stream().filter(a -> a.told() == Told.NEW).count())
        .setAnswers(answers.stream().map(Desk::toKeep).toList())
        .build();
  }

  /**
   * Says that it was up, until the last full stretch. Nothing is said of the time before it
   * started, or of what was said before.
   */
  synchronized void tick() {
    long every = tickEvery.toMillis();
    Instant time =
        Instant.ofEpochMilli(Math.floorDiv(clock.instant().toEpochMilli(), every) * every);
    attempt(
        () -> {
          Instant from = publisher().state().tickedTo().filter(start::isBefore).orElse(start);
          if (from.isBefore(time)) {
            publisher().tick(from, time, FeedHealth.HEALTHY);
          }
          publisher().forgetItems(REQUESTS, clock.instant().minus(KEEP_REQUESTS));
          publisher().commit();
          return null;
        });
  }

  private FeedPublisher publisher() {
    if (takenOver != null) {
      throw takenOver; // to open it again would shut out whoever has taken over
    }
    if (publisher == null) {
      publisher = opener.get();
    }
    return publisher;
  }

  private <T> T attempt(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      // also after what nobody foresaw: half of a request must not go out with the next one
      takenOver = e instanceof PublishException failed && failed.isTakenOver() ? failed : null;
      try {
        close();
      } catch (RuntimeException onClose) {
        e.addSuppressed(onClose);
      }
      throw e;
    }
  }

  /** Lets go of the broker; the next request connects again. */
  @Override
  public synchronized void close() {
    FeedPublisher old = publisher;
    publisher = null;
    if (old != null) {
      old.close();
    }
  }
}
