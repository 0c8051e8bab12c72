package io.brinkwatch.indicators.theatre;

import java.util.List;

/**
 * A sub-index with all that is in it.
 *
 * @param shares of each incident, as many as there are; those above nought sum to the value at
 *     least, those below take away
 */
record Scored(Valued value, List<Share> shares) {}
