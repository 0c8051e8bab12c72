/** Theatres, actors and policy as the topologies look them up: by event time. */
package io.brinkwatch.streams.reference;
