package io.brinkwatch.indicators.theatre;

import java.util.OptionalLong;

/**
 * A value with its standing.
 *
 * @param value 0 to 100
 * @param asOf when the value is held from an earlier time: that time, epoch milliseconds
 */
public record Valued(double value, Status status, OptionalLong asOf, Evidence evidence) {}
