package io.brinkwatch.indicators.reciprocity;

/**
 * A provocation that still calls for an answer.
 *
 * @param id of the incident
 * @param ageDays days since, ≥ 0
 * @param remaining severity that no response has discharged, &gt; 0
 * @param points what it contributes to the ledger's index
 */
public record Unanswered(String id, int ageDays, double remaining, double points) {}
