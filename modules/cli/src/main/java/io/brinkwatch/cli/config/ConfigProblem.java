package io.brinkwatch.cli.config;

import java.util.List;

/** The configuration cannot be used; the message says which key, where, and what would do. */
public final class ConfigProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigProblem(String problem) {
    super(problem);
  }

  ConfigProblem(String problem, Throwable cause) {
    super(problem, cause);
  }

  static ConfigProblem of(List<String> problems) {
    return new ConfigProblem(String.join("\n", problems));
  }
}
