/** From reports to incidents and readings: rings of event-time buckets, read by pure functions. */
package io.brinkwatch.streams.indicators;
