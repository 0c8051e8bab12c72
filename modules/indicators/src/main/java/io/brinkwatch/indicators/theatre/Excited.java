package io.brinkwatch.indicators.theatre;

/**
 * What one actor is expected to do to another, by a model of mutual excitation. Context: no index
 * comes of it.
 *
 * @param intensity acts per day, ≥ 0
 * @param crossShare share of it that is excited by acts of the other, [0, 1]
 * @param version of the parameters
 */
public record Excited(double intensity, double crossShare, int version) {}
