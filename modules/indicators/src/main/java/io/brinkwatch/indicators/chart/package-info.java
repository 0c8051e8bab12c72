/**
 * Control charts that the tempo indicator has to beat. They serve evaluation only: their recursions
 * run on without end, so that late data would change every value after it.
 */
package io.brinkwatch.indicators.chart;
