/**
 * Whether two sides answer each other: by timing within hours ({@link
 * io.brinkwatch.indicators.reciprocity.Responsiveness}), by days ({@link
 * io.brinkwatch.indicators.reciprocity.LaggedCorrelation}), by a model of mutual excitation ({@link
 * io.brinkwatch.indicators.reciprocity.Hawkes}) and, for answers too slow and rare for any of
 * these, by a ledger of what is still unanswered ({@link
 * io.brinkwatch.indicators.reciprocity.ProvocationLedger}).
 */
package io.brinkwatch.indicators.reciprocity;
