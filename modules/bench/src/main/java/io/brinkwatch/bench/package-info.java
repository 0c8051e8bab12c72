/**
 * What things cost. Each benchmark checks its results before its time counts, and stands beside the
 * cheapest thing that could be done with the same input, measured in the same run.
 */
package io.brinkwatch.bench;
