package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Checks;

/**
 * Constants of the ledger.
 *
 * @param provocation least severity that calls for an answer, &gt; 0
 * @param response least severity that is one, &gt; 0
 * @param halfLifeDays days after which half of what is unanswered is forgotten, &gt; 0
 * @param halfIndex unanswered severity at which the index is 50, &gt; 0
 */
public record LedgerParams(
    double provocation, double response, double halfLifeDays, double halfIndex) {

  /** Expert prior, not an estimate. */
  public static final LedgerParams DEFAULT = new LedgerParams(12, 6, 30, 20);

  /** Rejects values that are not positive and finite. */
  public LedgerParams {
    Checks.positive("provocation", provocation);
    Checks.positive("response", response);
    Checks.positive("halfLifeDays", halfLifeDays);
    Checks.positive("halfIndex", halfIndex);
  }
}
