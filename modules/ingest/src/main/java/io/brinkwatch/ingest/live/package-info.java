/** Sources that are asked again and again over HTTP, and the loop that asks them. */
package io.brinkwatch.ingest.live;
