/** The command line: the only main, and the only place where the modules are put together. */
package io.brinkwatch.cli;
