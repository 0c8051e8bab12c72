package io.brinkwatch.ingest.input;

/**
 * How much is read of one input. A small archive can unfold into more than any disk holds.
 *
 * @param maxBytes after unpacking
 * @param maxRatio of unpacked bytes to packed ones
 */
public record Limits(long maxBytes, int maxRatio) {}
