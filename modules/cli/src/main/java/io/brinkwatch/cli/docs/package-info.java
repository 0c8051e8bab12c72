/** Writes the reference documentation from the code itself. */
package io.brinkwatch.cli.docs;
