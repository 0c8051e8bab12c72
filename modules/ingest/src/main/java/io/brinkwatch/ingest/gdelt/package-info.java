/**
 * The GDELT Project's event files: CAMEO-coded rows to reports, and the files themselves. What the
 * codes mean stands in tables under {@code gdelt/} on the class path, each line with its reason.
 */
package io.brinkwatch.ingest.gdelt;
