package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.FeedState;
import io.brinkwatch.ingest.IngestSettings;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Item;
import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Input;
import io.brinkwatch.ingest.live.LiveSource;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.RejectionEffect;
import io.brinkwatch.model.RejectionReason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * GDELT 2.0 as it appears, quarter of an hour by quarter of an hour and none left out: from where
 * it was left, by a poll or else by a back-fill, or from a time that is given, to the newest file.
 * How far it has come is kept as the progress of an item of its own.
 *
 * <p>A quarter of an hour is accounted for as healthy if all its files were read, degraded if some
 * were, down if none was. What is missing, or cannot be had or read, counts as that only when it
 * should have been there for {@link #PATIENCE}; until then nothing behind it is read.
 */
public final class GdeltPoll implements LiveSource {
  /** How late a file may be before its quarter of an hour is given up. */
  public static final Duration PATIENCE = LiveSource.patience(GdeltFiles.SLOT);

  // the first event file of GDELT 2.0 tells of the quarter of an hour that begins then
  private static final Instant BEGIN = Instant.parse("2015-02-18T22:45:00Z");
  private static final String LIVE = "poll";

  /**
   * What to read.
   *
   * @param from begin; null: where it was left, or the newest file if that is nowhere, or too long
   *     ago. Not before GDELT 2.0 begins
   * @param to end, and of the poll too; null: it has none
   * @param translated whether the files of translated articles are read as well
   */
  public record Wanted(Instant from, Instant to, boolean translated) {
    /**
     * Begin and end are moved back to quarters of an hour.
     *
     * @throws IllegalArgumentException if there is an end without a begin before it
     */
    public Wanted {
      from = from == null ? null : quarter(from.isBefore(BEGIN) ? BEGIN : from);
      to = to == null ? null : quarter(to);
      if (to != null && (from == null || !from.isBefore(to))) {
        throw new IllegalArgumentException(
            "the end is %s and the begin %s; expected a begin at least a quarter of an hour before the end"
                .formatted(to, from));
      }
    }

    private static Instant quarter(Instant time) {
      long slot = GdeltFiles.SLOT.toSeconds();
      return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), slot) * slot);
    }
  }

  /**
   * A range of quarters of an hour that is read in order.
   *
   * @param id of the item that says how far it has come
   * @param from begin
   * @param start first that is still to be read
   * @param end behind the last that can be read now
   * @param last behind the last that is wanted; null: it has no end
   * @param left where a stretch begins that is left out before it; null: there is none
   */
  record Range(String id, Instant from, Instant start, Instant end, Instant last, Instant left) {}

  private final Wanted wanted;
  private final int parallel;
  private final Duration catchUp;
  private final IngestSettings ingest;
  private final Downloads downloads;
  private final GdeltLists lists;
  private final GdeltEvents events;
  private final Clock clock;
  // a file that could not be had although the lists could, and since when
  private URI stuck;
  private Instant stuckSince;
  // end of the quarter of an hour that lay after now, when that was said last
  private Instant saidAhead;

  /** A poll that has not asked yet. */
  public GdeltPoll(GdeltSettings settings, IngestSettings ingest, Wanted wanted, Clock clock) {
    this.wanted = wanted;
    this.parallel = settings.downloads();
    this.catchUp = settings.catchUp();
    this.ingest = ingest;
    this.downloads = new Downloads(ingest.downloads(), clock);
    this.lists = new GdeltLists(settings.files(), downloads, editions());
    this.events = GdeltEvents.v2(clock);
    this.clock = clock;
  }

  // each is whether it is translated
  private List<Boolean> editions() {
    return wanted.translated() ? List.of(false, true) : List.of(false);
  }

  @Override
  public Feed feed() {
    return events.feed();
  }

  @Override
  public boolean revises() {
    return events.revises();
  }

  @Override
  public Duration cadence() {
    return GdeltFiles.SLOT;
  }

  @Override
  public Optional<Instant> accountedTo(FeedState state) {
    return state.item(LIVE).map(ItemProgress::getLastPublished);
  }

  @Override
  public List<Stretch> round(FeedPublisher publisher, Ingestion.Listener listener) {
    GdeltFiles.Faults faults =
        (origin, detail) -> listener.refused(new Row.Refused(rejection(origin, detail)));
    Listed listed = lists.newest(faults);
    Instant newest = listed.end().orElseThrow();
    Instant now = clock.instant();
    warnOfAhead(listed, newest, now, listener);
    List<Range> ranges = ranges(publisher.state(), newest, now);
    if (ranges.isEmpty()) {
      return List.of();
    }
    Instant first = ranges.stream().map(Range::start).min(Comparator.naturalOrder()).orElseThrow();
    if (first.isBefore(newest.minus(GdeltFiles.SLOT))) {
      lists.add(listed, first, ranges.get(ranges.size() - 1).end(), newest, faults);
    }
    return new GdeltRound(this, listed, publisher, listener, now).cover(ranges);
  }

  /**
   * Rows of a file that lies after now would be refused for their time, and the file count as read:
   * it is left for a later round.
   */
  private void warnOfAhead(
      Listed listed, Instant newest, Instant now, Ingestion.Listener listener) {
    if (newest.isAfter(now) && !newest.equals(saidAhead)) {
      saidAhead = newest;
      listener.warned(
          "%s: %s is named by a time that lies after now, %s, and is not read until then; is the clock slow?"
              .formatted(
                  feed().id(),
                  listed.of(newest.minus(GdeltFiles.SLOT)).iterator().next().address(),
                  now));
    }
  }

  /** What is to be read now, in order of time; none of it is empty, and none lies after now. */
  private List<Range> ranges(FeedState state, Instant listedTo, Instant now) {
    Instant over = Wanted.quarter(now);
    Instant newest = listedTo.isAfter(over) ? over : listedTo;
    var ranges = new ArrayList<Range>();
    if (wanted.to() != null) {
      ranges.add(bounded(wanted.from(), wanted.to(), state, newest));
    } else {
      Optional<ItemProgress> left = state.item(LIVE);
      Range live =
          left.map(known -> live(known, newest)).orElseGet(() -> begin(state, newest, listedTo));
      if (wanted.from() != null && wanted.from().isBefore(live.from())) {
        ranges.add(bounded(wanted.from(), live.from(), state, newest));
      }
      ranges.add(live);
    }
    ranges.removeIf(range -> !range.start().isBefore(range.end()));
    return ranges;
  }

  private static Range live(ItemProgress known, Instant newest) {
    return new Range(LIVE, known.getFirstOccurred(), known.getLastPublished(), newest, null, null);
  }

  /** The first time: from where it is wanted, or where the latest back-fill came to. */
  private Range begin(FeedState state, Instant newest, Instant listedTo) {
    if (wanted.from() != null) {
      return new Range(LIVE, wanted.from(), wanted.from(), newest, null, null);
    }
    // a clock that is slow by more is wrong: nothing is begun in the past that it shows
    boolean near = !newest.plus(catchUp).isBefore(listedTo);
    Instant last = (near ? newest : listedTo).minus(GdeltFiles.SLOT);
    Instant left = state.lastPublished(LIVE + "/").orElse(last);
    if (left.plus(catchUp).isBefore(last)) {
      return new Range(LIVE, last, last, newest, null, left);
    }
    return new Range(LIVE, left, left, newest, null, null);
  }

  private Range bounded(Instant from, Instant to, FeedState state, Instant newest) {
    String id = LIVE + "/" + from + "/" + to + (wanted.translated() ? "/translated" : "");
    Instant start = state.item(id).map(ItemProgress::getLastPublished).orElse(from);
    return new Range(id, from, start, to.isBefore(newest) ? to : newest, to, null);
  }

  /** What to say of a stretch that is left out. */
  String leftOut(Stretch gap) {
    return "%s: the last back-fill came to %s, longer ago than %s (%d days); up to %s nothing is read, and UNKNOWN is told of it. To read it: poll gdelt --from %s --to %s%s"
        .formatted(
            feed().id(),
            gap.from(),
            GdeltSettings.CATCH_UP_DAYS,
            catchUp.toDays(),
            gap.to(),
            gap.from(),
            gap.to(),
            wanted.translated() ? " --translated" : "");
  }

  /** In what manner a file is read. */
  String manner(Item item) {
    return events.manner(item.address().toString());
  }

  /** How many files tell of each quarter of an hour. */
  int files() {
    return editions().size();
  }

  /** Files on their way, in this order. */
  Fetches fetch(List<Item> items) {
    return new Fetches(items, this::fetch, parallel);
  }

  private Input fetch(Item item) {
    var got = downloads.get(item.address(), null, item.md5()).orElseThrow();
    return Input.temporary(item.address().toString(), got.file(), ingest.limits(), got.etag());
  }

  Ingestion ingestion(FeedPublisher publisher, Ingestion.Listener listener) {
    return new Ingestion(
        events, publisher, new Ingestion.Options(ingest.batchRows(), false), listener);
  }

  /**
   * Whether a file has been out of reach for long, though the source was not: then it is the file
   * that is at fault. Asked once a round.
   */
  boolean isStuck(Item item, Instant now) {
    if (!item.address().equals(stuck)) {
      stuck = item.address();
      stuckSince = now;
    }
    return stuckSince.plus(PATIENCE).isBefore(now);
  }

  /** What cannot be used and is no row. */
  static Rejection rejection(String origin, String detail) {
    return Rejection.newBuilder()
        .setRecordId(origin)
        .setReason(RejectionReason.MALFORMED)
        .setEffect(RejectionEffect.REJECTED)
        .setDetail(detail)
        .setFeed(GdeltEvents.FEED.id())
        .setOrigin(origin)
        .build();
  }
}
