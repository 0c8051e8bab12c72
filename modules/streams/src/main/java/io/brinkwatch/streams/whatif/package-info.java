/**
 * What would have been: recorded inputs through the code of the topologies once more, in this
 * process and on stores in memory, without an incident or under another policy. Nothing of it
 * reaches a topic.
 */
package io.brinkwatch.streams.whatif;
