package io.brinkwatch.registry.stranger;

/** Lives in a package that nobody trusts. */
public class Intruder {}
