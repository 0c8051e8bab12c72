/** From reports to incidents: checked, without duplicates, each in its theatre. */
package io.brinkwatch.streams.intake;
