package io.brinkwatch.indicators;

/** The outcome of one tick. */
public record LadderStep(LadderState state, LadderReason reason) {}
