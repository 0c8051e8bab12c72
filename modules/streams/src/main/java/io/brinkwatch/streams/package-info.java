/**
 * The topologies. {@link io.brinkwatch.streams.Pipeline} lists them; each has a package of its own,
 * with its diagram above its {@code addTo}.
 */
package io.brinkwatch.streams;
