package io.brinkwatch.ingest;

import io.brinkwatch.model.IncidentReport;
import java.time.Instant;
import java.util.function.Function;

/**
 * A stretch of event time of which a release of a source tells all there is. A report that began in
 * it, was told last by an earlier release, and is not in this one, no longer stands, nor does it if
 * an earlier release is read later.
 *
 * @param item under which it is remembered when the release came out
 * @param publishedAt when the release came out
 * @param from start of the stretch
 * @param to its end, exclusive
 * @param version of all reports of this release
 * @param withdrawal what withdraws a report, by its id
 */
public record Whole(
    String item,
    Instant publishedAt,
    Instant from,
    Instant to,
    long version,
    Function<String, IncidentReport> withdrawal) {}
