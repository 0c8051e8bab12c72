package io.brinkwatch.indicators.theatre;

/**
 * The part of an incident's weight that falls on one day.
 *
 * @param visibleAt epoch milliseconds from which it counts: an evaluation at that instant sees it
 * @param day epoch day whose bucket it belongs to
 * @param micros severity times confidence, in millionths
 */
public record Slice(long visibleAt, long day, long micros) {}
