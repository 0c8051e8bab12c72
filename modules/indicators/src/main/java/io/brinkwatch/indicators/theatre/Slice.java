package io.brinkwatch.indicators.theatre;

/**
 * The part of an incident's weight that falls on one day.
 *
 * @param day epoch day whose bucket it belongs to
 * @param micros severity times confidence, in millionths
 */
public record Slice(long day, long micros) {}
