package io.brinkwatch.ingest;

import io.brinkwatch.ingest.FeedPublisher.Told;
import io.brinkwatch.ingest.input.Input;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Publishes inputs of one feed, each from where it was left, and ticks at the end. An input that
 * was published to its end and has not changed is passed over; of one that has changed, only what
 * is new is published, and what is no longer in it and in no other is withdrawn; nothing is as long
 * as one of its rows cannot be used and does not say which report it is.
 *
 * <p>An input with rows that lie after now is not done: they are tried again each time, until their
 * time has come.
 */
public final class Ingestion {

  /** Hears what becomes of the rows. */
  public interface Listener {
    /** A row cannot be used. Told again each time it is read. */
    void refused(Row.Refused row);

    /** A row is a report. Told again each time it is read. */
    default void reported(IncidentReport report) {}

    /** Something is done otherwise than expected; ticks and progress tell of it too. */
    default void warned(String what) {}

    /** So many rows of an input are done with. May throw in order to end the ingest. */
    void reached(String input, long rows);
  }

  /**
   * What became of one input.
   *
   * @param passedOver whether it was published before, as it is
   * @param refused rows of it that could not be used, when it was read
   * @param skipped rows that are not incidents
   * @param unchanged rows that told nothing new
   * @param withheld reports that it no longer has and that stand all the same: a row of it cannot
   *     be used and does not say which report it is, and may be any of them
   */
  public record Result(
      boolean passedOver, long refused, long skipped, long unchanged, long withheld) {
    static Result passedOver(ItemProgress known) {
      return new Result(true, known.getRefused(), 0, 0, 0);
    }
  }

  /**
   * How it is done.
   *
   * @param batchRows rows that one transaction publishes at most
   * @param acceptDeletions whether an input may lose more than half of its reports
   */
  public record Options(int batchRows, boolean acceptDeletions) {}

  // progress is noted that often, in batches, even if there is nothing to publish
  private static final int IDLE_BATCHES = 20;
  // decades of ticks do not fit into one transaction
  private static final int TICKS_AT_ONCE = 500;
  // so many rows are noted by their number; where there are more, it is the clock that is wrong
  private static final int MOST_AHEAD = 10_000;

  private final SourceFormat format;
  private final FeedPublisher publisher;
  private final Options options;
  private final Listener listener;
  private final Set<String> taken = new LinkedHashSet<>();
  // those of them that could be read to their end
  private final Set<String> whole = new HashSet<>();
  // what is being read, or could not be read on
  private Reading open;

  /** An ingest of what a format reads by what publishes its feed. */
  public Ingestion(
      SourceFormat format, FeedPublisher publisher, Options options, Listener listener) {
    this.format = format.knowing(publisher.state());
    this.publisher = publisher;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Publishes one input.
   *
   * @throws SourceException if it cannot be read; what was published of it stays, and is not
   *     published again
   * @throws PublishException if the broker or the registry fails
   */
  public Result ingest(Location location) {
    try {
      Result result = stage(location);
      publisher.commit();
      whole.add(location.id());
      return result;
    } catch (SourceException e) {
      if (open != null) {
        open.breakOff();
      }
      throw e;
    } finally {
      open = null;
    }
  }

  /**
   * The same, but leaves the end of the input staged with what was staged before: many small inputs
   * make one transaction, which is for the caller to commit.
   */
  public Result stage(Location location) {
    taken.add(location.id());
    String manner = format.manner(location.name());
    Optional<ItemProgress> known = publisher.state().item(location.id(), manner);
    String etag = known.filter(ItemProgress::getDone).map(ItemProgress::getEtag).orElse(null);
    Optional<Input> changed = location.fetch(etag);
    if (changed.isEmpty()) {
      return Result.passedOver(known.orElseThrow());
    }
    try (Input input = changed.get()) {
      return stage(location.id(), input, manner, known);
    }
  }

  private Result stage(String item, Input input, String manner, Optional<ItemProgress> known) {
    if (known.filter(k -> k.getDone() && isOf(input, k)).isPresent()) {
      return Result.passedOver(known.get());
    }
    Optional<ItemProgress> twin = known.isEmpty() ? twin(input, manner) : Optional.empty();
    if (twin.isPresent()) {
      publisher.item(item, of(input, twin.get()));
      return Result.passedOver(twin.get());
    }
    Optional<ItemProgress> same = known.filter(k -> k.getMd5().equals(input.md5()));
    if (same.isEmpty() && format.revises()) {
      leaveToCopy(item);
    }
    var reading = new Reading(item, input, manner, same);
    reading.begin();
    open = reading;
    try (InputStream in = input.open()) {
      format.read(in, input.name(), reading);
    } catch (IOException e) {
      throw new SourceException(
          "%s cannot be read on: %s".formatted(input.name(), e.getMessage()), e);
    }
    reading.end();
    open = null;
    return reading.result();
  }

  /**
   * Whether an input that was read to its end has to be read once more: what stands of it was told
   * by one behind it, which no longer has it.
   */
  public boolean isToReadAgain(Location location) {
    return location.isLasting()
        && whole.contains(location.id())
        && publisher
            .state()
            .item(location.id())
            .filter(known -> !known.getDone() && known.getAhead().isEmpty())
            .isPresent();
  }

  /** What a copy of an input was passed over for is its own from now on: the input has changed. */
  private void leaveToCopy(String item) {
    Optional<String> copy = publisher.state().copyOf(item);
    if (copy.isEmpty()) {
      return;
    }
    int told = 0;
    for (String id : publisher.state().heldBy(item)) {
      publisher.copied(id, item, copy.get());
      if (++told % options.batchRows() == 0) {
        publisher.commit();
      }
    }
  }

  private static boolean isOf(Input input, ItemProgress known) {
    return known.getMd5().equals(input.md5()) || known.getContentMd5().equals(input.contentMd5());
  }

  /** What was told before under another name, such as that of the file in a zip. */
  private Optional<ItemProgress> twin(Input input, String manner) {
    return publisher
        .state()
        .doneWith(input.md5(), manner)
        .or(() -> publisher.state().doneWith(input.contentMd5(), manner));
  }

  // the other may change, and this one must be known as what it is by then
  private static ItemProgress of(Input input, ItemProgress twin) {
    return ItemProgress.newBuilder(twin)
        .setMd5(input.md5())
        .setContentMd5(input.contentMd5())
        .setEtag(input.etag().orElse(null))
        .setPublished(0)
        .build();
  }

  /**
   * Says that the feed was alive: ticks from the first day of what the inputs tell, or from where
   * ticks ended before, to an end. Reports of the inputs have all been published by then.
   *
   * <p>No tick is later than now: of what comes, nobody knows. The rest is ticked by the next
   * ingest.
   *
   * @param every event time between two ticks; divides a day
   * @param until no tick is later; null: the last is the first that covers all reports
   */
  public void tick(Duration every, Instant until) {
    Optional<Instant> first = earliest();
    if (first.isEmpty()) {
      return;
    }
    Instant start = first.get().truncatedTo(ChronoUnit.DAYS);
    Instant end = earlier(until == null ? covering(start, every) : until, publisher.now());
    Instant from = publisher.state().tickedTo().filter(start::isBefore).orElse(start);
    for (Instant time = from.plus(every); !time.isAfter(end); time = time.plus(every)) {
      publisher.tick(from, time, FeedHealth.HEALTHY);
      from = time;
      if (publisher.stagedTicks() >= TICKS_AT_ONCE) {
        publisher.commit();
      }
    }
    publisher.commit();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private Optional<Instant> earliest() {
    return items()
        .map(ItemProgress::getFirstOccurred)
        .filter(t -> t != null)
        .min(Instant::compareTo);
  }

  private Instant covering(Instant start, Duration every) {
    Instant last =
        items()
            .map(ItemProgress::getLastPublished)
            .filter(t -> t != null)
            .max(Instant::compareTo)
            .orElse(start);
    long step = every.toMillis();
    long steps = (Duration.between(start, last).toMillis() + step - 1) / step;
    return start.plusMillis(Math.max(1, steps) * step);
  }

  private Stream<ItemProgress> items() {
    return taken.stream().flatMap(id -> publisher.state().item(id).stream());
  }

  /**
   * The last account of a report in a reading.
   *
   * @param fingerprint 0 where the feed remembers what was told
   */
  private record Account(long version, long row, long fingerprint) {
    static final Account NONE = new Account(0, 0, 0);
  }

  /** One reading of one input. */
  private final class Reading implements Consumer<Row> {
    private final String item;
    private final Input input;
    private final String manner;
    private final long resumeBehind;
    // rows that lay after now when they were read last, and are still to be tried again
    private final TreeSet<Long> before;
    private final TreeSet<Long> ahead = new TreeSet<>();
    private final Map<String, Account> seen = new HashMap<>();
    private final Set<String> withheld = new HashSet<>();
    private boolean nameless;
    private long dropped;
    private long rows;
    private long committed;
    private long published;
    private long unchanged;
    private long refused;
    private long skipped;
    private Instant firstOccurred;
    private Instant lastPublished;

    Reading(String item, Input input, String manner, Optional<ItemProgress> begun) {
      this.item = item;
      this.input = input;
      this.manner = manner;
      this.resumeBehind = begun.map(ItemProgress::getRows).orElse(0L);
      this.committed = resumeBehind;
      this.before = new TreeSet<>(begun.map(ItemProgress::getAhead).orElse(List.of()));
      begun.ifPresent(this::resume);
    }

    private void resume(ItemProgress begun) {
      published = begun.getPublished();
      unchanged = begun.getUnchanged();
      refused = begun.getRefused() - before.size();
      skipped = begun.getSkipped();
      if (isReadAnew()) {
        unchanged = 0;
        refused = 0;
        skipped = 0;
      }
      firstOccurred = begun.getFirstOccurred();
      lastPublished = begun.getLastPublished();
    }

    /** Whether rows that were done with are tried again; of others nothing would be remembered. */
    private boolean isReadAnew() {
      return format.revises() && !before.isEmpty();
    }

    // before the first row: it is part of what the rows say, whenever they are read again
    void begin() {
      format
          .whole(input.name())
          .filter(whole -> publisher.state().item(whole.item()).isEmpty())
          .ifPresent(
              whole ->
                  publisher.item(
                      whole.item(),
                      ItemProgress.newBuilder()
                          .setMd5("")
                          .setRows(0)
                          .setDone(false)
                          .setLastPublished(whole.publishedAt())
                          .build()));
    }

    @Override
    public void accept(Row each) {
      rows++;
      Row row = each instanceof Row.Reported reported ? once(reported) : each;
      if (format.revises()) {
        see(row);
      }
      if (rows > resumeBehind) {
        take(row, true);
      } else if (isReadAnew() || before.contains(rows)) {
        take(row, false);
      } else if (format.revises()) {
        takeAgain(row);
      }
      if (publisher.staged() >= options.batchRows()
          || rows - committed >= (long) IDLE_BATCHES * options.batchRows()) {
        commit();
      }
    }

    /** Two accounts under one version would replace each other whenever they are read. */
    private Row once(Row.Reported row) {
      IncidentReport report = row.report();
      long fingerprint = format.revises() ? 0 : Revisions.fingerprint(report);
      Account before = seen.get(report.getReportId());
      if (before == null || before.version() < report.getVersion()) {
        seen.put(report.getReportId(), new Account(report.getVersion(), rows, fingerprint));
        return row;
      }
      if (format.revises() ? publisher.isNews(report, item) : before.fingerprint() != fingerprint) {
        return new Row.Refused(conflict(report, before.row()));
      }
      return format.revises() ? row : new Row.Skipped(rows, "it stands in an earlier row");
    }

    private Rejection conflict(IncidentReport report, long before) {
      return Rejection.newBuilder()
          .setRecordId(report.getReportId())
          .setVersion(report.getVersion())
          .setReason(RejectionReason.CONFLICTING_VERSION)
          .setEffect(RejectionEffect.REJECTED)
          .setDetail(
              "row %,d tells %s otherwise than row %,d, which counts; expected a higher version"
                  .formatted(rows, report.getReportId(), before))
          .setFeed(report.getFeed())
          .setOrigin(input.name())
          .setOccurredFrom(report.getOccurredFrom())
          .build();
    }

    // a row that cannot be used is there all the same: what it told before is not gone
    private void see(Row row) {
      if (row instanceof Row.Refused fault && fault.isNamed()) {
        seen.putIfAbsent(fault.rejection().getRecordId(), Account.NONE);
      } else if (row instanceof Row.Refused) {
        nameless = true;
      }
    }

    private void take(Row row, boolean first) {
      if (row instanceof Row.Reported reported) {
        report(reported.report(), first);
      } else if (row instanceof Row.Refused fault) {
        refuse(fault, first);
      } else if (row instanceof Row.Skipped left) {
        skipped++;
        if (left.withdrawal() != null && publisher.withdraw(left.withdrawal())) {
          published++;
        }
      }
    }

    private void refuse(Row.Refused fault, boolean first) {
      noteAhead(fault);
      refused++;
      if (first) {
        publisher.reject(fault.rejection());
      }
      listener.refused(fault);
    }

    private void noteAhead(Row.Refused fault) {
      if (!fault.isAhead() || (format.revises() && !ahead.isEmpty())) {
        return;
      }
      if (ahead.size() == MOST_AHEAD) {
        rows--; // it is left as well
        throw new SourceException(
            "%s has more than %,d rows that lie after now, %s; is the clock slow? What stands behind row %,d is left for later"
                .formatted(input.name(), MOST_AHEAD, publisher.now(), rows));
      }
      ahead.add(rows);
    }

    // it was counted before, and what cannot be used of it was rejected
    private void takeAgain(Row row) {
      if (row instanceof Row.Reported reported
          && publisher.isAwaited(reported.report())
          && publisher.report(reported.report(), item).told() == Told.NEW) {
        published++;
      }
    }

    private void report(IncidentReport report, boolean first) {
      listener.reported(report);
      Optional<Row.Refused> unsendable = publisher.unsendable(report).map(Row.Refused::new);
      if (unsendable.isPresent()) {
        refuse(unsendable.get(), first);
        return;
      }
      Told told = publisher.report(report, format.revises() ? item : null).told();
      switch (told) {
        case NEW -> published++;
        case UNCHANGED -> unchanged++;
        case REFUSED -> throw new IllegalStateException(report.getReportId());
      }
      firstOccurred = least(firstOccurred, report.getOccurredFrom());
      lastPublished = greatest(lastPublished, report.getPublishedAt());
    }

    private static Instant least(Instant a, Instant b) {
      return a == null || b.isBefore(a) ? b : a;
    }

    private static Instant greatest(Instant a, Instant b) {
      return a == null || b.isAfter(a) ? b : a;
    }

    private void commit() {
      publisher.item(item, progress(false));
      publisher.commit();
      committed = rows;
      listener.reached(input.name(), rows);
    }

    /** What was read of an input that breaks off is told all the same, and not told again. */
    void breakOff() {
      if (rows > committed) {
        commit();
      }
    }

    private ItemProgress progress(boolean done) {
      List<Long> open = open(done || rows >= resumeBehind);
      return ItemProgress.newBuilder()
          .setMd5(input.md5())
          .setContentMd5(input.contentMd5())
          .setEtag(input.etag().orElse(null))
          .setManner(manner)
          .setRows(Math.max(rows, resumeBehind))
          .setDone(done && open.isEmpty())
          .setAhead(open)
          .setPublished(published)
          .setUnchanged(unchanged)
          .setRefused(refused + open.size() - ahead.size())
          .setSkipped(skipped)
          .setFirstOccurred(firstOccurred)
          .setLastPublished(lastPublished)
          .build();
    }

    /** Rows that lie after now, those among them that were not tried again yet. */
    private List<Long> open(boolean allTried) {
      return Stream.concat(
              ahead.stream(),
              isReadAnew()
                  ? before.stream().filter(row -> !allTried && ahead.isEmpty())
                  : before.tailSet(rows, false).stream())
          .toList();
    }

    void end() {
      withdrawGone();
      publisher.item(item, progress(true));
      if (!ahead.isEmpty()) {
        listener.warned(
            "%s has rows that lie after now, %s, and is tried again the next time it is read; is the clock slow?"
                .formatted(input.name(), publisher.now()));
      }
      listener.reached(input.name(), rows);
    }

    private void withdrawGone() {
      Optional<Whole> whole = format.whole(input.name());
      whole.ifPresent(this::withdrawGoneFrom);
      List<String> had = publisher.state().heldBy(item);
      gone(had, had.size()).forEach(id -> dropped(publisher.dropped(id, item, whole.isPresent())));
    }

    private void withdrawGoneFrom(Whole whole) {
      // what this release tells again no longer counts as of an earlier one, and is not gone
      gone(publisher.state().reportsIn(whole), publisher.state().standingIn(whole))
          .forEach(id -> dropped(publisher.withdraw(whole.withdrawal().apply(id))));
      if (!nameless) {
        publisher.toldWhole(whole);
      }
    }

    private List<String> gone(List<String> perhaps, int had) {
      List<String> gone = perhaps.stream().filter(id -> !seen.containsKey(id)).toList();
      if (nameless) {
        withheld.addAll(gone);
        return List.of();
      }
      if (Deletions.areMany(gone.size(), had) && !options.acceptDeletions()) {
        throw new SourceException(
            "%s no longer has %,d of its %,d reports, more than half: perhaps it was cut off. None was withdrawn; to withdraw them, accept deletions"
                .formatted(input.name(), gone.size(), had));
      }
      return gone;
    }

    private void dropped(boolean withdrawn) {
      published += withdrawn ? 1 : 0;
      if (++dropped % options.batchRows() == 0) {
        publisher.commit();
      }
    }

    Result result() {
      return new Result(false, refused, skipped, unchanged, withheld.size());
    }
  }
}
