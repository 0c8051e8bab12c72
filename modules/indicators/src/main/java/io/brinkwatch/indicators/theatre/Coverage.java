package io.brinkwatch.indicators.theatre;

import java.util.List;
import java.util.OptionalLong;

/**
 * Whether the feeds a theatre lives on were alive.
 *
 * @param share share of the theatre's usual reporting that was alive, 0 to 1
 * @param ok whether that is enough for a level to come down
 * @param staleFeeds feeds that were dark, ascending
 * @param since when the first of them was last alive
 */
public record Coverage(double share, boolean ok, List<String> staleFeeds, OptionalLong since) {}
