package io.brinkwatch.cli.config;

import java.util.regex.Pattern;

/** Tells which values must not be shown. */
public final class Secrets {
  private static final Pattern NAMES =
      Pattern.compile(
          "password|passphrase|secret|token|jaas|credential|user\\.info|apikey"
              + "|(^|[._-])key($|[._-])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_ADDRESS = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");
  private static final String MASK = "********";

  private Secrets() {}

  /** The value, or a mask of fixed length; credentials inside an address are masked too. */
  public static String shown(String key, String value) {
    if (NAMES.matcher(key).find() && !value.isEmpty()) {
      return MASK;
    }
    return IN_ADDRESS.matcher(value).replaceAll(MASK);
  }
}
