package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.Tempo;
import java.util.Optional;

/**
 * The tempo of a theatre: that of its best calibrated feed family.
 *
 * @param family the family; empty if no feed is known
 * @param reading how it came about; empty if there never was anything to judge
 */
public record TempoOf(Valued value, Optional<String> family, Optional<Tempo.Reading> reading) {}
