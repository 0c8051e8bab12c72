package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.CompositeIndex;
import io.brinkwatch.indicators.SubIndex;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be said of a theatre at one evaluation time.
 *
 * @param hourly tempo by the hour; empty if too little happens, or the policy has no constants
 * @param intensities by half-life in days: 3, 14 and 90
 * @param spread empty, as the next three, if the policy has no constants for it
 * @param warning whether pressure or signs are such that a warning is due
 * @param composite the index before evidence
 * @param index the same as a value with evidence
 * @param floor the highest threshold event in force
 */
public record Assessment(
    long at,
    Coverage coverage,
    TempoOf tempo,
    Optional<TempoOf> hourly,
    SortedMap<Integer, Valued> intensities,
    Optional<SpreadOf> spread,
    Optional<ReciprocityOf> reciprocity,
    Optional<PostureOf> posture,
    Optional<PrecursorsOf> precursors,
    boolean warning,
    CompositeIndex composite,
    Valued index,
    Optional<ActiveFloor> floor) {

  /** The value behind each term of the index. */
  public SortedMap<SubIndex, Valued> terms() {
    var terms = new TreeMap<SubIndex, Valued>();
    terms.put(SubIndex.INTENSITY, intensities.get(Assessor.INDEX_HALF_LIFE));
    terms.put(SubIndex.TEMPO, tempo.value());
    spread.ifPresent(
        s -> {
          terms.put(SubIndex.HORIZONTAL, s.horizontal());
          terms.put(SubIndex.BREADTH, s.breadth());
        });
    reciprocity.ifPresent(r -> terms.put(SubIndex.RECIPROCITY, r.value()));
    posture.ifPresent(p -> terms.put(SubIndex.POSTURE, p.value()));
    precursors.ifPresent(p -> terms.put(SubIndex.PRECURSOR, p.value()));
    return terms;
  }
}
