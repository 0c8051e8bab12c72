/** What theatres make together. */
package io.brinkwatch.indicators.region;
