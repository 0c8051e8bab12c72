package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.CompositeIndex;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What can be said of a theatre at one evaluation time.
 *
 * @param intensities by half-life in days: 3, 14 and 90
 * @param composite the index before evidence
 * @param index the same as a value with evidence
 * @param floor the highest threshold event in force
 */
public record Assessment(
    long at,
    Coverage coverage,
    TempoOf tempo,
    SortedMap<Integer, Valued> intensities,
    CompositeIndex composite,
    Valued index,
    Optional<ActiveFloor> floor) {}
