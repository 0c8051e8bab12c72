package io.brinkwatch.streams.corroboration;

import io.brinkwatch.streams.corroboration.Sightings.Sighting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * The surroundings of some reports, for one walk from match to match. Each report is read once and
 * handed out once: most of those that tell of one incident match each other, and to ask every one
 * of them about every other is what makes a walk slow.
 */
final class Neighbourhood {
  private final Sightings sightings;
  private final String theatre;
  private final List<Band> bands = new ArrayList<>();

  Neighbourhood(Sightings sightings, String theatre) {
    this.sightings = sightings;
    this.theatre = theatre;
  }

  /** A stretch of time of one group that was read, and those in it that were not handed out. */
  private final class Band {
    private final String group;
    private final TreeMap<Long, List<Sighting>> left = new TreeMap<>();
    private long from;
    private long to;

    Band(String group, long start) {
      this.group = group;
      from = start;
      to = start;
    }

    boolean holds(String of, long start) {
      return group.equals(of) && from <= start && start < to;
    }

    void widen(long first, long end) {
      if (first < from) {
        read(first, from);
        from = first;
      }
      if (end > to) {
        read(to, end);
        to = end;
      }
    }

    private void read(long first, long end) {
      for (Sighting one : sightings.between(theatre, group, first, end)) {
        long start = one.matchable().report().startMillis();
        left.computeIfAbsent(start, s -> new ArrayList<>()).add(one);
      }
    }

    List<Sighting> take(Sighting one, long first, long end) {
      var taken = new ArrayList<Sighting>();
      Iterator<List<Sighting>> starts = left.subMap(first, end).values().iterator();
      while (starts.hasNext()) {
        List<Sighting> some = starts.next();
        some.removeIf(other -> one.matches(other) && taken.add(other));
        if (some.isEmpty()) {
          starts.remove();
        }
      }
      return taken;
    }
  }

  /** Those that match a report, as far as they were not handed out before. */
  List<Sighting> take(Sighting one) {
    Matchable matchable = one.matchable();
    long reach = matchable.kind().reachMillis();
    long from = matchable.report().startMillis() - reach;
    long to = matchable.report().endMillis() + reach + 1;
    Band band = band(one.group(), matchable.report().startMillis());
    band.widen(from, to);
    return band.take(one, from, to);
  }

  /** Far apart ones do not share a band: what lies between them is none of their business. */
  private Band band(String group, long start) {
    for (Band band : bands) {
      if (band.holds(group, start)) {
        return band;
      }
    }
    var band = new Band(group, start);
    bands.add(band);
    return band;
  }
}
