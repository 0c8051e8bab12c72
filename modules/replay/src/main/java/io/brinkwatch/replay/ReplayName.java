package io.brinkwatch.replay;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Name of a replay; part of the names of its topics and applications.
 *
 * @param value lower-case letters, digits and hyphens
 */
public record ReplayName(String value) {
  private static final int LONGEST = 40;
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0," + (LONGEST - 2) + "}[a-z0-9])?");
  private static final Pattern TYPE = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");

  /**
   * @throws IllegalArgumentException if the name is not of that form
   */
  public ReplayName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "replay name '%s' is not 1 to %d lower-case letters, digits and hyphens, as in 'autumn-2023'"
              .formatted(value, LONGEST));
    }
  }

  /**
   * The name that a file suggests.
   *
   * @throws IllegalArgumentException if nothing usable is left of it
   */
  public static ReplayName of(Path file) {
    String base = TYPE.matcher(file.getFileName().toString()).replaceFirst("");
    String plain =
        Normalizer.normalize(base, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-");
    String head = plain.substring(0, Math.min(LONGEST, plain.length()));
    return new ReplayName(head.replaceAll("^-+|-+$", ""));
  }

  /** Prefix of the topics of this replay, beside those under another prefix. */
  public String prefix(String live) {
    return live + "replay-" + value + ".";
  }
}
