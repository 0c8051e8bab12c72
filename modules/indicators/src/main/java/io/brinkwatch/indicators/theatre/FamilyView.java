package io.brinkwatch.indicators.theatre;

/**
 * One feed family's share in a theatre, by closed day, oldest first.
 *
 * @param counts incidents that count for tempo
 * @param exposure share of the day during which a feed of the family was healthy, 0 to 1
 * @param recent incidents of any kind in the last ninety days
 * @param hours the same as {@code exposure} by hour, up to the last that is closed; empty if
 *     nothing is read by the hour
 */
@SuppressWarnings("ArrayRecordComponent") // made and read in one call, never compared
public record FamilyView(long[] counts, double[] exposure, long recent, double[] hours) {

  /** Hours that tempo by the hour looks back. */
  public static final int HOURS = 24 * 35;

  /** A family of which nothing is read by the hour. */
  public FamilyView(long[] counts, double[] exposure, long recent) {
    this(counts, exposure, recent, new double[0]);
  }
}
