/** How state is kept: serdes for stores, and keys that sort as their parts do. */
package io.brinkwatch.streams.store;
