/**
 * From what single reports say to incidents: which reports tell of the same, and what they say
 * together. The same for every order of arrival.
 */
package io.brinkwatch.streams.corroboration;
