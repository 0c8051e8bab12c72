/** Special functions and count distributions, exact enough in the far tails to rank alarms. */
package io.brinkwatch.indicators.math;
