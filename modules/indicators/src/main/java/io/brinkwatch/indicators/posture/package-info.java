/** What forces are in place: capability, which may deter as well as prepare. */
package io.brinkwatch.indicators.posture;
