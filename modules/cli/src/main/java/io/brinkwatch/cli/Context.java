package io.brinkwatch.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command may use of the world around it.
 *
 * @param home where Brinkwatch is installed: docs, the registry and schemas are below it
 */
record Context(
    Terminal terminal,
    Clock clock,
    Map<String, String> environment,
    Path workingDirectory,
    Path home,
    Stop stop) {}
