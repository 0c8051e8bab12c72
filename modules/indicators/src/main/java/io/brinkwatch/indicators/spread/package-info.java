/**
 * Horizontal escalation: the widening of violence to places, pairs and fronts that were quiet, as
 * against its growing graver where it is (Morgan et al. 2008, Dangerous Thresholds).
 */
package io.brinkwatch.indicators.spread;
