package io.brinkwatch.replay;

import io.brinkwatch.ingest.Feed.Played;

/** What went in, and what came out. */
public record Outcome(Played played, Totals totals) {}
