package io.brinkwatch.indicators.theatre;

/**
 * One feed family's share in a theatre, by closed day, oldest first.
 *
 * @param counts incidents that count for tempo
 * @param exposure share of the day during which a feed of the family was healthy, 0 to 1
 * @param recent incidents of any kind in the last ninety days
 */
@SuppressWarnings("ArrayRecordComponent") // made and read in one call, never compared
public record FamilyView(long[] counts, double[] exposure, long recent) {}
