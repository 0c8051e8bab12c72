/** Signs that tend to come before violence, added up as weights of evidence (Good 1950). */
package io.brinkwatch.indicators.precursor;
