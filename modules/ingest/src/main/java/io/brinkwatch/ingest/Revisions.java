package io.brinkwatch.ingest;

import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.ReportProgress;
import io.brinkwatch.model.Source;
import io.brinkwatch.model.Telling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Which version a report is, given what was published of it before. Sources change rows without
 * saying so; the pipeline takes other contents under one version for a conflict, so each change
 * gets a version of its own.
 */
final class Revisions {
  // more files than that seldom tell one report
  private static final int MOST_OTHERS = 8;
  private static final long NO_ITEM = 0;
  // fingerprint of what no row says: a withdrawal, or what was told by an item that dropped it
  private static final long NOTHING = 0;

  /**
   * What to remember of a report that goes on without an item.
   *
   * @param again items that have to tell it once more, for what stands is not what they say
   */
  record Handover(ReportProgress known, List<String> again) {}

  private Revisions() {}

  /** The report with the version to publish it under; empty if it tells nothing new. */
  static Optional<IncidentReport> next(IncidentReport report, Optional<ReportProgress> before) {
    if (before.isEmpty()) {
      return Optional.of(report);
    }
    ReportProgress known = before.get();
    boolean outdated = report.getVersion() < known.getSourceVersion() && !isGone(known);
    if (outdated || fingerprint(report) == known.getFingerprint()) {
      return Optional.empty();
    }
    long version = Math.max(report.getVersion(), known.getVersion() + 1);
    return Optional.of(IncidentReport.newBuilder(report).setVersion(version).build());
  }

  /** Whether it was withdrawn because nobody had it any more: whoever has it brings it back. */
  private static boolean isGone(ReportProgress known) {
    return known.getState() == RecordState.RETRACTED && known.getFingerprint() == NOTHING;
  }

  /**
   * What to remember when a source says that a report is withdrawn which nobody had any more: no
   * older account brings it back; or says so once more, of a later version. Empty if nothing
   * changes by that.
   */
  static Optional<ReportProgress> confirmed(ReportProgress known, IncidentReport withdrawal) {
    long ahead = withdrawal.getVersion() - known.getSourceVersion();
    boolean retracted = known.getState() == RecordState.RETRACTED;
    return (isGone(known) && ahead >= 0) || (retracted && ahead > 0)
        ? Optional.of(
            ReportProgress.newBuilder(known)
                .setSourceVersion(withdrawal.getVersion())
                .setFingerprint(fingerprint(about(known, withdrawal)))
                .build())
        : Optional.empty();
  }

  /** Whether an item that was read before would tell something new of a report, read once more. */
  static boolean isAwaited(IncidentReport report, ReportProgress known) {
    return known.getFingerprint() == NOTHING || known.getSourceVersion() < report.getVersion();
  }

  /**
   * The same for a report that an item tells. What the item told before tells nothing new, though
   * another item may have told something else since then: its row has not changed.
   *
   * @param item null if it came in none
   */
  static Optional<IncidentReport> next(
      IncidentReport report, Optional<ReportProgress> before, String item) {
    return before.filter(known -> isUnchanged(report, known, item)).isPresent()
        ? Optional.empty()
        : next(report, before);
  }

  /**
   * Whether of two accounts under one version of the source this one is to stand, and not what was
   * told: whichever comes first, the same one does.
   */
  static boolean outranks(IncidentReport report, ReportProgress known) {
    return report.getVersion() != known.getSourceVersion()
        || fingerprint(report) > known.getFingerprint();
  }

  private static boolean isUnchanged(IncidentReport report, ReportProgress known, String item) {
    return !known.getOthers().isEmpty() // seldom, and a fingerprint takes time
        && known.getSourceVersion() == report.getVersion()
        && known.getOthers().contains(new Telling(hash(item), fingerprint(report)));
  }

  /** What to remember of a report that an item tells and that is published under a version. */
  static ReportProgress progress(
      IncidentReport asTold, long version, String item, Optional<ReportProgress> before) {
    ReportProgress next = progress(asTold, version, item);
    return before
        .filter(known -> known.getState() == RecordState.ACTIVE)
        .filter(known -> asTold.getState() == RecordState.ACTIVE)
        .map(known -> holding(next, known.getMoreOthers(), others(known, asTold, item)))
        .orElse(next);
  }

  private static List<Telling> others(ReportProgress known, IncidentReport asTold, String item) {
    List<Telling> others = others(known, item);
    return known.getSourceVersion() == asTold.getVersion()
        ? others
        : others.stream().map(other -> new Telling(other.getItemHash(), NOTHING)).toList();
  }

  /** The same, with what others than its item hold; of too many, that there are more. */
  private static ReportProgress holding(ReportProgress known, boolean more, List<Telling> others) {
    int forgotten = Math.max(0, others.size() - MOST_OTHERS);
    return ReportProgress.newBuilder(known)
        .setOthers(List.copyOf(others.subList(forgotten, others.size())))
        .setMoreOthers(more || forgotten > 0)
        .build();
  }

  private static ReportProgress holding(ReportProgress known, List<Telling> others) {
    return holding(known, known.getMoreOthers(), others);
  }

  /**
   * What to remember when an item tells what is nothing new: that it holds it, and if that is what
   * stands, that from now on it speaks for it. If it says so under a higher version of the source,
   * what versions between say is outdated, whenever they come. Empty if nothing changes by that.
   *
   * @param item null if it came in none, and then whoever spoke for it still does, unless that was
   *     under an earlier version
   */
  static Optional<ReportProgress> again(IncidentReport report, ReportProgress known, String item) {
    if (report.getVersion() > known.getSourceVersion()) {
      return Optional.of(progress(report, known.getVersion(), item, Optional.of(known)));
    }
    if (Objects.equals(item, known.getItem())) {
      return Optional.empty();
    }
    if (report.getVersion() < known.getSourceVersion()) {
      return item == null || known.getState() != RecordState.ACTIVE
          ? Optional.empty()
          : also(known, new Telling(hash(item), NOTHING));
    }
    if (fingerprint(report) != known.getFingerprint()) {
      return Optional.empty();
    }
    return item == null
        ? also(known, new Telling(NO_ITEM, known.getFingerprint()))
        : Optional.of(
            holding(ReportProgress.newBuilder(known).setItem(item).build(), others(known, item)));
  }

  /** What to remember when a copy of an item, which was never read, has to speak for itself. */
  static Optional<ReportProgress> copied(ReportProgress known, String item, String copy) {
    long original = hash(item);
    long fingerprint =
        known.getOthers().stream()
            .filter(other -> other.getItemHash() == original)
            .mapToLong(Telling::getFingerprint)
            .findFirst()
            .orElse(known.getFingerprint());
    return holds(known, copy, hash(copy))
        ? Optional.empty()
        : also(known, new Telling(hash(copy), fingerprint));
  }

  private static Optional<ReportProgress> also(ReportProgress known, Telling telling) {
    return known.getOthers().contains(telling)
        ? Optional.empty()
        : Optional.of(holding(known, with(known, telling, telling.getItemHash())));
  }

  /**
   * Whether an item has told of a report, and not dropped it since.
   *
   * @param hash of the item
   */
  static boolean holds(ReportProgress known, String item, long hash) {
    return item.equals(known.getItem())
        || known.getOthers().stream().anyMatch(other -> other.getItemHash() == hash);
  }

  /**
   * What to remember when an item that held a report has it no longer. If it spoke for it, another
   * that holds it does from now on; best one that says the same. If none does, what stands is
   * nobody's, and those that hold it have to be read once more.
   *
   * @param whole whether the item outranks whatever holds it under an earlier version of the source
   * @param names of items by their hash; null for one that is not known
   * @return empty if nobody has it any more
   */
  static Optional<Handover> dropped(
      ReportProgress known, String item, boolean whole, LongFunction<String> names) {
    List<Telling> rest = with(known, null, hash(item));
    if (!item.equals(known.getItem())) {
      return Optional.of(new Handover(holding(known, rest), List.of()));
    }
    List<Telling> holders = rest.stream().filter(o -> !whole || isCurrent(o)).toList();
    if (!holders.isEmpty()) {
      return Optional.of(handedOver(known, holders, names));
    }
    return known.getMoreOthers() && !whole
        ? Optional.of(
            new Handover(ReportProgress.newBuilder(known).setItem(null).build(), List.of()))
        : Optional.empty();
  }

  private static boolean isCurrent(Telling telling) {
    return telling.getFingerprint() != NOTHING;
  }

  private static Handover handedOver(
      ReportProgress known, List<Telling> holders, LongFunction<String> names) {
    Telling heir =
        last(holders, o -> isCurrent(o) && o.getFingerprint() == known.getFingerprint())
            .or(() -> last(holders, Revisions::isCurrent))
            .orElse(holders.get(holders.size() - 1));
    String item = names.apply(heir.getItemHash());
    List<Telling> rest = holders.stream().filter(o -> !o.equals(heir)).toList();
    var next = ReportProgress.newBuilder(known).setItem(item);
    if (isCurrent(heir) && heir.getFingerprint() == known.getFingerprint()) {
      return new Handover(holding(next.build(), rest), List.of());
    }
    next.setFingerprint(NOTHING);
    if (isCurrent(heir)) {
      return new Handover(holding(next.build(), rest), named(List.of(heir), names));
    }
    // under which versions they hold it is not known: the latest of them is to stand
    next.setSourceVersion(0);
    return new Handover(holding(next.build(), rest), named(holders, names));
  }

  private static Optional<Telling> last(List<Telling> tellings, Predicate<Telling> which) {
    return tellings.stream().filter(which).reduce((earlier, later) -> later);
  }

  private static List<String> named(List<Telling> tellings, LongFunction<String> names) {
    return tellings.stream()
        .map(telling -> names.apply(telling.getItemHash()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** What others than an item hold, once the item has told something. */
  private static List<Telling> others(ReportProgress known, String item) {
    long teller = hash(item);
    var standing = new Telling(hash(known.getItem()), known.getFingerprint());
    boolean itsOwn = standing.getItemHash() == teller || known.getState() != RecordState.ACTIVE;
    return with(known, itsOwn ? null : standing, teller);
  }

  /** The others without an item, and with a telling at their end; null: none. */
  private static List<Telling> with(ReportProgress known, Telling telling, long item) {
    var others = new ArrayList<Telling>(known.getOthers());
    others.removeIf(
        o ->
            o.getItemHash() == item
                || (telling != null && o.getItemHash() == telling.getItemHash()));
    if (telling != null) {
      others.add(telling);
    }
    return others;
  }

  /** CRC-64-AVRO of the id of an item; 0 for none. */
  static long hash(String item) {
    return item == null
        ? NO_ITEM
        : SchemaNormalization.fingerprint64(item.getBytes(StandardCharsets.UTF_8));
  }

  /** What to remember of a report that is published under a version. */
  static ReportProgress progress(IncidentReport asTold, long version, String item) {
    return ReportProgress.newBuilder()
        .setVersion(version)
        .setSourceVersion(asTold.getVersion())
        .setFingerprint(fingerprint(asTold))
        .setState(asTold.getState())
        .setItem(item)
        .setType(asTold.getType())
        .setOccurredFrom(asTold.getOccurredFrom())
        .setOccurredTo(asTold.getOccurredTo())
        .setPublishedAt(asTold.getPublishedAt())
        .build();
  }

  /**
   * What withdraws a report that its source no longer has. Nobody said when it went: it is
   * withdrawn from when that was noticed.
   */
  static IncidentReport withdrawal(
      String id, ReportProgress known, Feed feed, MessageStatus status, Instant now) {
    Instant published = now.isBefore(known.getPublishedAt()) ? known.getPublishedAt() : now;
    return IncidentReport.newBuilder()
        .setReportId(id)
        .setVersion(known.getVersion() + 1)
        .setState(RecordState.RETRACTED)
        .setStatus(status)
        .setFeed(feed.id())
        .setFamily(feed.family())
        .setSource(Source.newBuilder().setName(feed.id()).setPublisher(feed.id()).build())
        .setType(known.getType())
        .setOccurredFrom(known.getOccurredFrom())
        .setOccurredTo(known.getOccurredTo())
        .setPublishedAt(published)
        .setIngestedAt(now)
        .setPlace(Place.newBuilder().build())
        .setSummary("No longer told by its source.")
        // what it says, an id and a day, is the source's all the same
        .setRedistributable(feed.family() != FeedFamily.ACLED)
        .build();
  }

  /** A retraction with type and interval of what it retracts: that its source seldom repeats. */
  static IncidentReport about(ReportProgress known, IncidentReport retraction) {
    return IncidentReport.newBuilder(retraction)
        .setType(known.getType())
        .setOccurredFrom(known.getOccurredFrom())
        .setOccurredTo(known.getOccurredTo())
        .build();
  }

  /** What to remember of a withdrawal. It has no contents: whatever is told again is new. */
  static ReportProgress withdrawn(ReportProgress known) {
    return ReportProgress.newBuilder(known)
        .setVersion(known.getVersion() + 1)
        .setState(RecordState.RETRACTED)
        .setFingerprint(NOTHING)
        .setOthers(List.of())
        .setMoreOthers(false)
        .build();
  }

  // neither when it was read nor under which number: only what it says
  static long fingerprint(IncidentReport report) {
    IncidentReport said =
        IncidentReport.newBuilder(report)
            .setIngestedAt(Instant.EPOCH)
            .setVersion(1)
            .setStatus(MessageStatus.ACTUAL)
            .setFamily(FeedFamily.OTHER)
            .build();
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<>(IncidentReport.class).write(said, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SchemaNormalization.fingerprint64(bytes.toByteArray());
  }
}
