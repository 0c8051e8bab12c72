package io.brinkwatch.indicators.theatre;

/**
 * A threshold event in force.
 *
 * @param incidentId the incident that set it
 * @param until when it ends, epoch milliseconds
 */
public record ActiveFloor(FloorKind kind, int level, String incidentId, long until) {}
