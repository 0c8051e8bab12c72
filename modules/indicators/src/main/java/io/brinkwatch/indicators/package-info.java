/**
 * Escalation indicators as pure functions: values in, values out.
 *
 * <p>Nothing here knows a clock, a stream or a log. Transcendental functions come from {@link
 * java.lang.StrictMath} and sums run in a fixed order, so that equal arguments give equal bits on
 * every machine. All records are immutable, and their constructors reject what has no meaning.
 */
package io.brinkwatch.indicators;
