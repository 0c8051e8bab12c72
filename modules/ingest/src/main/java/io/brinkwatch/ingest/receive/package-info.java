/** Reports that come over HTTP. */
package io.brinkwatch.ingest.receive;
