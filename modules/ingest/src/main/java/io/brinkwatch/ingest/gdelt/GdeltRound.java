package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.FeedPublisher;
import io.brinkwatch.ingest.Ingestion;
import io.brinkwatch.ingest.Row;
import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Item;
import io.brinkwatch.ingest.gdelt.GdeltPoll.Range;
import io.brinkwatch.ingest.input.Input;
import io.brinkwatch.ingest.input.Location;
import io.brinkwatch.ingest.live.LiveSource.Stretch;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One round: reads ranges quarter of an hour by quarter of an hour. What was read is accounted for
 * every six hours of event time, together with how far the range has come; the last of it is left
 * to the caller.
 */
final class GdeltRound {
  private static final Duration TOLD_AT_ONCE = Duration.ofHours(6);

  private final GdeltPoll poll;
  private final Listed listed;
  private final FeedPublisher publisher;
  private final Ingestion.Listener listener;
  private final Ingestion ingestion;
  private final Instant now;
  // read and not accounted for
  private final List<Stretch> open = new ArrayList<>();
  // whether half of a file is staged, which must not be committed without the rest
  private boolean torn;

  GdeltRound(
      GdeltPoll poll,
      Listed listed,
      FeedPublisher publisher,
      Ingestion.Listener listener,
      Instant now) {
    this.poll = poll;
    this.listed = listed;
    this.publisher = publisher;
    this.listener = listener;
    this.ingestion = poll.ingestion(publisher, listener);
    this.now = now;
  }

  /** Reads ranges; hands back what is staged as read and still has to be accounted for. */
  List<Stretch> cover(List<Range> ranges) {
    for (Range range : ranges) {
      tell();
      cover(range);
    }
    return List.copyOf(open);
  }

  private void cover(Range range) {
    leaveOut(range);
    try (Fetches files = poll.fetch(toFetch(range))) {
      Instant quarter = range.start();
      while (quarter.isBefore(range.end()) && isDue(quarter)) {
        if (isFull()) {
          note(range);
          tell();
        }
        account(quarter, read(quarter, files));
        quarter = quarter.plus(GdeltFiles.SLOT);
      }
      note(range);
    } catch (SourceException e) {
      if (!torn) {
        note(range);
        tell();
      }
      throw e;
    }
  }

  private void leaveOut(Range range) {
    if (range.left() != null) {
      var gap = new Stretch(range.left(), range.from(), FeedHealth.UNKNOWN);
      open.add(gap);
      listener.warned(poll.leftOut(gap));
    }
  }

  private List<Item> toFetch(Range range) {
    var items = new ArrayList<Item>();
    Instant quarter = range.start();
    while (quarter.isBefore(range.end())) {
      listed.of(quarter).stream().filter(item -> !isDone(item)).forEach(items::add);
      quarter = quarter.plus(GdeltFiles.SLOT);
    }
    return items;
  }

  // under whatever address it was read: the list tells its checksum
  private boolean isDone(Item item) {
    return publisher.state().doneWith(item.md5(), poll.manner(item)).isPresent();
  }

  /** What is not listed yet may come late, and must not be passed over. */
  private boolean isDue(Instant quarter) {
    return listed.of(quarter).size() == poll.files() || isOverdue(quarter.plus(GdeltFiles.SLOT));
  }

  private boolean isOverdue(Instant appears) {
    return appears.plus(GdeltPoll.PATIENCE).isBefore(now);
  }

  private FeedHealth read(Instant quarter, Fetches files) {
    int had = 0;
    for (Item item : listed.of(quarter)) {
      had += isDone(item) || publish(item, files) ? 1 : 0;
    }
    if (had == poll.files()) {
      return FeedHealth.HEALTHY;
    }
    return had == 0 ? FeedHealth.DOWN : FeedHealth.DEGRADED;
  }

  private boolean publish(Item item, Fetches files) {
    int before = publisher.staged();
    try {
      ingestion.stage(new Fetched(item, files.take(item)));
      return true;
    } catch (SourceException e) {
      torn = publisher.staged() != before;
      if (torn || !isGivenUp(item, e)) {
        throw e;
      }
      giveUp(item, e);
      return false;
    }
  }

  private boolean isGivenUp(Item item, SourceException why) {
    return why instanceof SourceAwayException ? poll.isStuck(item, now) : isOverdue(item.to());
  }

  private void giveUp(Item item, SourceException why) {
    String id = item.address().toString();
    String detail = why.getMessage();
    Rejection rejection =
        GdeltPoll.rejection(
            id, detail.startsWith(id) ? detail.substring(id.length()).strip() : detail);
    if (publisher.state().item(id).isEmpty()) {
      publisher.reject(rejection);
      publisher.item(
          id, ItemProgress.newBuilder().setMd5(item.md5()).setRows(0).setDone(false).build());
    }
    listener.refused(new Row.Refused(rejection));
  }

  private void account(Instant quarter, FeedHealth health) {
    Instant end = quarter.plus(GdeltFiles.SLOT);
    int last = open.size() - 1;
    if (last >= 0 && open.get(last).health() == health) {
      open.set(last, new Stretch(open.get(last).from(), end, health));
    } else {
      open.add(new Stretch(quarter, end, health));
    }
  }

  private boolean isFull() {
    return !open.isEmpty()
        && Duration.between(open.get(0).from(), open.get(open.size() - 1).to())
                .compareTo(TOLD_AT_ONCE)
            >= 0;
  }

  /** Stages how far the range has come, to be committed with the ticks that say so. */
  private void note(Range range) {
    if (open.isEmpty()) {
      return;
    }
    Instant to = open.get(open.size() - 1).to();
    publisher.item(
        range.id(),
        ItemProgress.newBuilder()
            .setMd5("")
            .setRows(Duration.between(range.from(), to).dividedBy(GdeltFiles.SLOT))
            .setDone(to.equals(range.last()))
            .setFirstOccurred(range.from())
            .setLastPublished(to)
            .build());
  }

  private void tell() {
    open.forEach(s -> publisher.tick(s.from(), s.to(), s.health()));
    publisher.commit();
    open.clear();
  }

  /** A file that is here already. */
  private record Fetched(Item item, Input input) implements Location {
    @Override
    public String id() {
      return item.address().toString();
    }

    @Override
    public String name() {
      return input.name();
    }

    @Override
    public Optional<Input> fetch(String knownEtag) {
      return Optional.of(input);
    }
  }
}
