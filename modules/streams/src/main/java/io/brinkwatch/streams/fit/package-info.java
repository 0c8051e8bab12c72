/** Parameters fitted offline to what is recorded, for people to review before they are used. */
package io.brinkwatch.streams.fit;
