package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.precursor.Precursors;

/**
 * What signs there are of what may come.
 *
 * @param precursors the strongest of each class, and what they weigh together
 * @param today epoch day as of which they are weighed
 */
public record PrecursorsOf(Valued value, Precursors precursors, int today) {}
