package io.brinkwatch.cli.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** What a key takes, in words. */
public final class Expected {
  private static final Pattern RANGE = Pattern.compile("\\[([^,\\]]+),\\.\\.\\.,?([^\\]]*)\\]");

  private Expected() {}

  /** Type and range. */
  public static String of(ConfigKey key) {
    String range = range(key);
    return range.isEmpty() ? type(key) : type(key) + ", " + range;
  }

  /** The type alone. */
  public static String type(ConfigKey key) {
    return switch (key.type) {
      case INT, LONG, SHORT -> "a whole number";
      case DOUBLE -> "a number";
      case BOOLEAN -> "true or false";
      case LIST -> "a list with commas";
      case STRING, PASSWORD -> "text";
      case CLASS -> "a class name";
    };
  }

  /** The range alone; empty if there is none. */
  public static String range(ConfigKey key) {
    if (key.validator == null) {
      return "";
    }
    String text = key.validator.toString();
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      return text.startsWith("[") && text.endsWith("]")
          ? "one of " + text.substring(1, text.length() - 1)
          : text.toLowerCase(Locale.ROOT);
    }
    return range.group(2).isEmpty()
        ? "at least " + range.group(1)
        : range.group(1) + " to " + range.group(2);
  }
}
