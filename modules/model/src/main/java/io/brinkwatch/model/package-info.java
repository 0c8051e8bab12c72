/**
 * The contract: generated Avro records, the one list of topics, their serdes and headers. Knows
 * nothing of topologies, sources or consumers.
 */
package io.brinkwatch.model;
