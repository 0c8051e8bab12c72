/** From reports to what theatres are told: each once, checked, and where it belongs. */
package io.brinkwatch.streams.intake;
