/**
 * One theatre at one evaluation time: what counts, how it is read together, and what holds its
 * level. Everything here is a function of values; where they come from is no concern of this
 * package.
 */
package io.brinkwatch.indicators.theatre;
