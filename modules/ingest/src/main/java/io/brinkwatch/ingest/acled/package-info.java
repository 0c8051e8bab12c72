/** Exports and interface of the Armed Conflict Location and Event Data project, as reports. */
package io.brinkwatch.ingest.acled;
