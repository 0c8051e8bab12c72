/** From the levels of theatres to the index of the region. */
package io.brinkwatch.streams.region;
