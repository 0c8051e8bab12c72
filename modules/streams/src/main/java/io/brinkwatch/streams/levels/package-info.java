/** From the index to levels and alerts. */
package io.brinkwatch.streams.levels;
