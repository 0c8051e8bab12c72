package io.brinkwatch.ingest;

import io.brinkwatch.model.FeedProgress;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IngestProgress;
import io.brinkwatch.model.IngestProgressKey;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReportProgress;
import io.brinkwatch.model.ToldWhole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a feed: which items were published and how far, and the last version of each
 * report. It is what the topic of progress holds, in memory, and what is staged on top of it.
 */
public final class FeedState {
  private static final long NONE = -1;

  private final Map<String, ItemProgress> items = new HashMap<>();
  // a file and a zip of it have the same contents
  private final Map<String, Set<String>> doneByMd5 = new HashMap<>();
  private final Map<String, Instant> itemsUpdated = new HashMap<>();
  // null until it is asked for, which is seldom
  private Map<Long, String> itemsByHash;
  private final Map<String, ReportProgress> reports = new HashMap<>();
  // reports by the thousand name the same few items
  private final Map<String, String> itemNames = new HashMap<>();
  // and many begin or end with the same few days
  private final Map<Instant, Instant> days = new HashMap<>();
  private final List<Long> offsets = new ArrayList<>();
  private final List<ToldWhole> toldWhole = new ArrayList<>();
  private Instant tickedTo;

  FeedState() {}

  /** Takes in a record of the topic; null forgets. */
  void apply(IngestProgressKey key, IngestProgress value) {
    switch (key.getKind()) {
      case FEED -> feed(value == null ? null : (FeedProgress) value.getBody());
      case ITEM -> {
        if (value == null) {
          forgetItem(key.getId());
        } else {
          item(key.getId(), (ItemProgress) value.getBody(), value.getUpdatedAt());
        }
      }
      case REPORT -> report(key.getId(), value == null ? null : (ReportProgress) value.getBody());
      case UNKNOWN -> {
        // of a later release, which keeps it for itself
      }
    }
  }

  private void feed(FeedProgress progress) {
    offsets.clear();
    toldWhole.clear();
    tickedTo = progress == null ? null : progress.getTickedTo();
    if (progress != null) {
      offsets.addAll(progress.getReportOffsets());
      toldWhole.addAll(progress.getToldWhole());
    }
  }

  void item(String id, ItemProgress progress, Instant updatedAt) {
    forgetItem(id);
    items.put(id, progress);
    itemsUpdated.put(id, updatedAt);
    if (itemsByHash != null) {
      itemsByHash.put(Revisions.hash(id), id);
    }
    if (progress.getDone()) {
      sums(progress).forEach(md5 -> doneByMd5.merge(md5, Set.of(id), FeedState::both));
    }
  }

  private static Stream<String> sums(ItemProgress progress) {
    return Stream.of(progress.getMd5(), progress.getContentMd5()).filter(md5 -> !md5.isEmpty());
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> without(Set<String> some, String id) {
    var rest = some.stream().filter(other -> !other.equals(id)).collect(Collectors.toSet());
    return rest.isEmpty() ? null : Set.copyOf(rest);
  }

  void forgetItem(String id) {
    ItemProgress old = items.remove(id);
    itemsUpdated.remove(id);
    if (itemsByHash != null) {
      itemsByHash.remove(Revisions.hash(id));
    }
    if (old != null) {
      sums(old).forEach(md5 -> doneByMd5.computeIfPresent(md5, (m, ids) -> without(ids, id)));
    }
  }

  /** Sets or, with null, forgets what is known of a report. */
  void report(String id, ReportProgress progress) {
    if (progress == null) {
      reports.remove(id);
      return;
    }
    reports.put(id, small(progress));
  }

  // what many have in common is there once; a builder would copy it for each
  private ReportProgress small(ReportProgress known) {
    String item = known.getItem();
    return new ReportProgress(
        known.getVersion(),
        known.getSourceVersion(),
        known.getFingerprint(),
        known.getState(),
        item == null ? null : itemNames.computeIfAbsent(item, name -> name),
        known.getType(),
        shared(known.getOccurredFrom()),
        shared(known.getOccurredTo()),
        shared(known.getPublishedAt()),
        List.copyOf(known.getOthers()),
        known.getMoreOthers());
  }

  private Instant shared(Instant time) {
    boolean isDay = time.equals(time.truncatedTo(ChronoUnit.DAYS));
    return isDay ? days.computeIfAbsent(time, day -> day) : time;
  }

  void sent(int partition, long offset) {
    while (offsets.size() <= partition) {
      offsets.add(NONE);
    }
    offsets.set(partition, Math.max(offset, offsets.get(partition)));
  }

  // a stretch of long ago, told late, takes nothing back
  void ticked(Instant to) {
    tickedTo = tickedTo == null || to.isAfter(tickedTo) ? to : tickedTo;
  }

  /** How far an item is; empty if it was never begun. */
  public Optional<ItemProgress> item(String id) {
    return Optional.ofNullable(items.get(id));
  }

  /** How far an item is that was read in this manner, or in one that is not known. */
  public Optional<ItemProgress> item(String id, String manner) {
    return item(id)
        .filter(known -> known.getManner().isEmpty() || known.getManner().equals(manner));
  }

  /** An item that was published to its end with these bytes in this manner, whatever its name. */
  public Optional<ItemProgress> doneWith(String md5, String manner) {
    return done(md5, manner).flatMap(id -> item(id).stream()).findFirst();
  }

  private Stream<String> done(String md5, String manner) {
    return doneByMd5.getOrDefault(md5, Set.of()).stream()
        .filter(id -> item(id, manner).isPresent())
        .sorted();
  }

  /** Another item with what an item held when it was read last. */
  Optional<String> copyOf(String item) {
    return item(item).stream()
        .flatMap(known -> sums(known).flatMap(md5 -> done(md5, known.getManner())))
        .filter(id -> !id.equals(item))
        .findFirst();
  }

  /** The item with this hash; null if none is known. */
  String itemOf(long hash) {
    if (itemsByHash == null) {
      itemsByHash = new HashMap<>();
      items.keySet().forEach(id -> itemsByHash.put(Revisions.hash(id), id));
    }
    return itemsByHash.get(hash);
  }

  /** Whether there is an item whose id begins so. */
  public boolean hasItems(String prefix) {
    return items.keySet().stream().anyMatch(id -> id.startsWith(prefix));
  }

  /** The latest publication that an item whose id begins so has come to. */
  public Optional<Instant> lastPublished(String prefix) {
    return items.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .map(e -> e.getValue().getLastPublished())
        .filter(Objects::nonNull)
        .max(Instant::compareTo);
  }

  /** Items whose id begins so and that were last heard of before a time. */
  List<String> itemsBefore(String prefix, Instant time) {
    return itemsUpdated.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix) && e.getValue().isBefore(time))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The last version of a report; empty if none was published, or the feed keeps none. */
  public Optional<ReportProgress> report(String id) {
    return Optional.ofNullable(reports.get(id));
  }

  /** Ids of the reports that stand and that this item has told and not dropped since. */
  List<String> heldBy(String item) {
    long hash = Revisions.hash(item);
    return reports.entrySet().stream()
        .filter(e -> e.getValue().getState() == RecordState.ACTIVE)
        .filter(e -> Revisions.holds(e.getValue(), item, hash))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Ids of the reports that stand and would have to be in what tells a stretch whole. */
  public List<String> reportsIn(Whole whole) {
    return standing(whole)
        .filter(e -> e.getValue().getSourceVersion() < whole.version())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Number of reports that stand in a stretch, those among them that the whole of it tells. */
  public int standingIn(Whole whole) {
    return (int) standing(whole).count();
  }

  private Stream<Map.Entry<String, ReportProgress>> standing(Whole whole) {
    return reports.entrySet().stream()
        .filter(e -> e.getValue().getState() == RecordState.ACTIVE)
        .filter(e -> e.getValue().getSourceVersion() <= whole.version())
        .filter(e -> !e.getValue().getOccurredFrom().isBefore(whole.from()))
        .filter(e -> e.getValue().getOccurredFrom().isBefore(whole.to()));
  }

  void toldWhole(Whole whole) {
    var told = new ToldWhole(whole.from(), whole.to(), whole.version());
    if (toldWhole.stream().noneMatch(other -> isWithin(told, other))) {
      toldWhole.removeIf(other -> isWithin(other, told));
      toldWhole.add(told);
    }
  }

  private static boolean isWithin(ToldWhole one, ToldWhole other) {
    return one.getVersion() <= other.getVersion()
        && !one.getFrom().isBefore(other.getFrom())
        && !one.getTo().isAfter(other.getTo());
  }

  /** Whether a later release has told all of its time, and this does not stand. */
  boolean isOutdated(IncidentReport report) {
    return toldWhole.stream()
            .filter(told -> told.getVersion() > report.getVersion())
            .filter(told -> !report.getOccurredFrom().isBefore(told.getFrom()))
            .anyMatch(told -> report.getOccurredFrom().isBefore(told.getTo()))
        && report(report.getReportId())
            .filter(known -> known.getState() == RecordState.ACTIVE)
            .isEmpty();
  }

  /** End of the last stretch accounted for by a tick. */
  public Optional<Instant> tickedTo() {
    return Optional.ofNullable(tickedTo);
  }

  /** Offset of the feed's last report in a partition; -1: none. */
  long offset(int partition) {
    return partition < offsets.size() ? offsets.get(partition) : NONE;
  }

  FeedProgress feed() {
    return new FeedProgress(tickedTo, List.copyOf(offsets), List.copyOf(toldWhole));
  }
}
