package io.brinkwatch.ingest;

/** When what is no longer in a source is a sign that the source was cut off. */
public final class Deletions {
  // fewer are no sign of anything
  private static final int FEW = 10;

  private Deletions() {}

  /**
   * Whether too many are gone to believe it: more than half.
   *
   * @param gone reports that are no longer there
   * @param had reports that were there before
   */
  public static boolean areMany(int gone, int had) {
    return gone > FEW && gone * 2L > had;
  }
}
