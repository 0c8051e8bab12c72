/** Event data of the Uppsala Conflict Data Program, annual and candidate, as reports. */
package io.brinkwatch.ingest.ucdp;
