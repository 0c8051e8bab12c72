package io.brinkwatch.indicators.theatre;

/**
 * How the feeds of a family are treated.
 *
 * @param graceHours hours after an evaluation for which late input may still change it
 * @param staleAfterHours hours without a healthy account after which a feed counts as dark
 * @param rank 1 for the best calibrated family
 */
public record FeedRule(int graceHours, int staleAfterHours, int rank) {
  private static final long HOUR = 3_600_000;

  public FeedRule {
    if (graceHours < 0 || staleAfterHours < 1 || rank < 1) {
      throw new IllegalArgumentException(
          "feed rule: graceHours %d must be 0 or more, staleAfterHours %d and rank %d positive"
              .formatted(graceHours, staleAfterHours, rank));
    }
  }

  public long graceMillis() {
    return graceHours * HOUR;
  }

  public long staleAfterMillis() {
    return staleAfterHours * HOUR;
  }
}
