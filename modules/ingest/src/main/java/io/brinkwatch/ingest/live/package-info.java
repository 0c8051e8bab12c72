/** Sources that are asked again and again over HTTP, what they need, and the loop that asks. */
package io.brinkwatch.ingest.live;
