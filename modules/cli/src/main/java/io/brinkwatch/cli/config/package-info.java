/** Configuration from defaults, file, environment and command line, in this order. */
package io.brinkwatch.cli.config;
