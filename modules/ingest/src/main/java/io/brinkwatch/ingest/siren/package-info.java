/** The log of sirens of the Israeli Home Front Command, gathered into salvos, as reports. */
package io.brinkwatch.ingest.siren;
