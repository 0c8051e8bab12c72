package io.brinkwatch.cli.config;

/** One key with its value as written, and where it was written. */
public record Entry(String key, String value, Origin origin) {}
