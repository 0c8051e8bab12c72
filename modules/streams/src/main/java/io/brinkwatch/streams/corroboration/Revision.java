package io.brinkwatch.streams.corroboration;

import io.brinkwatch.model.Incident;
import java.util.Optional;

/**
 * Something before and after a change: a report, or an incident.
 *
 * @param id of the report or the incident
 */
public record Revision(String id, Optional<Incident> before, Optional<Incident> after) {}
