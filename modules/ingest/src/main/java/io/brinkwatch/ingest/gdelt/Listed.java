package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.gdelt.GdeltFiles.Item;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Event files by the quarter of an hour they tell of. */
final class Listed {
  // of each quarter, translated ones last
  private final SortedMap<Instant, SortedMap<Boolean, Item>> quarters = new TreeMap<>();

  /** Takes in an event file; one that is listed twice counts as listed last. */
  void add(Item item) {
    // what stands off the quarters belongs to none of them
    boolean onQuarter = item.from().getEpochSecond() % GdeltFiles.SLOT.toSeconds() == 0;
    if (item.kind() == Kind.EXPORT && onQuarter) {
      quarters.computeIfAbsent(item.from(), from -> new TreeMap<>()).put(item.translated(), item);
    }
  }

  /** The files of the quarter of an hour that begins then. */
  Collection<Item> of(Instant quarter) {
    SortedMap<Boolean, Item> files = quarters.get(quarter);
    return files == null ? List.of() : files.values();
  }

  /** End of the newest quarter of an hour for which there is a file. */
  Optional<Instant> end() {
    return quarters.isEmpty()
        ? Optional.empty()
        : Optional.of(quarters.lastKey().plus(GdeltFiles.SLOT));
  }
}
