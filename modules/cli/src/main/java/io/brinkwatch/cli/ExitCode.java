package io.brinkwatch.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the exit code of every command means. */
public enum ExitCode {
  OK(0, "all went well"),
  BUG(1, "internal error: a bug, please report it"),
  USAGE(2, "wrong usage or configuration, or an input that cannot be read"),
  REJECTED(3, "some rows of the input were refused; all others were published"),
  UNREACHABLE(4, "broker, registry or source cannot be reached, or is not as required"),
  ENVIRONMENT(5, "this machine: a port, a directory, the disk"),
  OUT_OF_DATE(6, "docs --check: pages are not what the code says"),
  MEMORY(7, "more memory is needed than the JVM may take"),
  INTERRUPTED(130, "stopped with Ctrl-C"),
  TERMINATED(143, "stopped with SIGTERM");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number. */
  public int code() {
    return code;
  }

  /** In words. */
  public String meaning() {
    return meaning;
  }

  /** For the help of each command. */
  static Map<String, String> list() {
    var list = new LinkedHashMap<String, String>();
    for (ExitCode each : values()) {
      list.put(" " + each.code, each.meaning);
    }
    return list;
  }
}
