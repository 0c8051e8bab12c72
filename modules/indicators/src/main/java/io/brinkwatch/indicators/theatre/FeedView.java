package io.brinkwatch.indicators.theatre;

import java.util.OptionalLong;

/**
 * A feed as known at an evaluation time.
 *
 * @param lastAlive end of the last stretch it accounted for as healthy, epoch milliseconds, not
 *     after the evaluation time
 */
public record FeedView(String feed, String family, OptionalLong lastAlive) {

  boolean isHealthy(long at, FeedRule rule) {
    return lastAlive.isPresent() && at - lastAlive.getAsLong() <= rule.staleAfterMillis();
  }
}
