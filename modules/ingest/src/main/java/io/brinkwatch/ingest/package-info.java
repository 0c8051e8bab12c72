/**
 * From the formats of sources to reports, and from there onto topics: adapters, reference data and
 * the publisher. The one place besides the command line that may look at a wall clock.
 */
package io.brinkwatch.ingest;
