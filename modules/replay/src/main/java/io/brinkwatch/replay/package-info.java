/**
 * Feeds recorded streams through the same topologies, and reads what comes out until all of it is
 * FINAL.
 */
package io.brinkwatch.replay;
