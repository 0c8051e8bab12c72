package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.Intensity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An incident as a theatre accounts for it.
 *
 * <p>It counts from the end of its interval, when it has certainly happened. An interval longer
 * than a day is then spread evenly over its days, so that a month-precision account makes no spike;
 * nobody can say on which day it belongs, so it is left out of the counts of tempo.
 *
 * @param from start of its interval, epoch milliseconds, inclusive
 * @param to end of its interval, exclusive, after {@code from}
 * @param micros severity times confidence, in millionths
 * @param kinetic whether it is an act of force
 * @param confidence 0 to 1
 * @param fatalities people killed, 0 if not reported
 * @param floors threshold events it is
 * @param resident whether it belongs to the theatre; one that does not is known to it for the sake
 *     of those involved, and counts in what is to come, signs and forces, but not in what happened
 * @param sourcing who tells of it
 */
public record Accounted(
    String id,
    long version,
    String family,
    long from,
    long to,
    long micros,
    boolean kinetic,
    double confidence,
    int fatalities,
    Set<FloorKind> floors,
    String summary,
    boolean resident,
    Sourcing sourcing,
    Traits traits) {

  public Accounted {
    Objects.requireNonNull(id);
    Objects.requireNonNull(family);
    if (to <= from) {
      throw new IllegalArgumentException(
          "incident %s: its interval ends at %d, not after its start %d".formatted(id, to, from));
    }
    floors = Set.copyOf(floors);
    Objects.requireNonNull(sourcing);
    Objects.requireNonNull(traits);
  }

  /** The same as another theatre knows it: without weight. */
  public Accounted visiting() {
    return new Accounted(
        id,
        version,
        family,
        from,
        to,
        0,
        kinetic,
        confidence,
        0,
        Set.of(),
        summary,
        false,
        sourcing,
        traits);
  }

  /**
   * The same as sure as trusted sources alone make it; empty if none of them tells of it. What it
   * was remains as all sources tell it.
   */
  public Optional<Accounted> trusted() {
    return sourcing.trusted().stream().mapToObj(this::believed).findFirst();
  }

  /** Whether it would be the same if trusted sources alone had told of it. */
  public boolean restsOnTrusted() {
    return sourcing.trusted().equals(OptionalDouble.of(confidence));
  }

  private Accounted believed(double sure) {
    return new Accounted(
        id,
        version,
        family,
        from,
        to,
        resident ? Intensity.toMicro(sure * traits.severity()) : 0,
        kinetic,
        sure,
        fatalities,
        floors,
        summary,
        resident,
        sourcing,
        traits);
  }

  /** The day it belongs to; for a long interval the last one. */
  public long day() {
    return Days.endingBy(to);
  }

  /** Whether it is one of the incidents whose number tempo judges. */
  public boolean counts() {
    return resident && kinetic && !isLong();
  }

  /** Whether it is an act of force of which it is known who did it to whom. */
  public boolean isAct() {
    return kinetic
        && traits.directed()
        && !traits.initiators().isEmpty()
        && !traits.targets().isEmpty();
  }

  /** Its weight by day, earliest first; the slices sum to {@code micros}. */
  public List<Slice> slices() {
    if (!isLong()) {
      return List.of(new Slice(day(), micros));
    }
    long first = Days.of(from);
    long days = day() - first + 1;
    var slices = new ArrayList<Slice>();
    for (long i = 0; i < days; i++) {
      // differences of rounded-down multiples: what division leaves over is spread too
      long part = micros * (i + 1) / days - micros * i / days;
      slices.add(new Slice(first + i, part));
    }
    return slices;
  }

  /** Whether its interval is longer than a day. */
  public boolean isLong() {
    return to - from > Days.MILLIS;
  }
}
