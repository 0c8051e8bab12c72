package io.brinkwatch.indicators;

import java.util.Objects;

/**
 * One report's word for or against an incident.
 *
 * @param family the independent publisher behind the report; syndicated copies share it
 * @param reliability grade of the source
 * @param credibility grade of the information. "Confirmed by others" is not a grade to pass here:
 *     the other families vote themselves, and would count twice
 */
public record Vote(String family, Reliability reliability, Credibility credibility) {

  /** Rejects nulls. */
  public Vote {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(reliability, "reliability");
    Objects.requireNonNull(credibility, "credibility");
  }
}
