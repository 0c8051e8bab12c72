package io.brinkwatch.ingest.gdelt;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of polling GDELT.
 *
 * @param files where its files are
 * @param downloads how many files are fetched at once
 * @param catchUp longest time between the end of a back-fill and the newest file that a poll reads
 *     by itself
 */
public record GdeltSettings(GdeltFiles files, int downloads, Duration catchUp) {

  public static final String URL = "gdelt.url";
  public static final String DOWNLOADS = "gdelt.downloads";
  public static final String CATCH_UP_DAYS = "gdelt.catch.up.days";

  /** Names, types, defaults, ranges and meanings. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            URL,
            Type.STRING,
            GdeltFiles.BASE.toString(),
            Importance.LOW,
            "Address below which GDELT's lists and files are; ends in a slash. Files are looked for there, whatever host a list names.")
        .define(
            DOWNLOADS,
            Type.INT,
            4,
            Range.between(1, 16),
            Importance.LOW,
            "Files of GDELT that are fetched at once.")
        .define(
            CATCH_UP_DAYS,
            Type.INT,
            7,
            Range.between(0, 36_500),
            Importance.LOW,
            "Days between the end of a back-fill and the newest file that a first poll without --from reads by itself. If there are more, it begins with the newest file, tells UNKNOWN of what lies between, and says which back-fill reads it.");
  }

  /**
   * Reads the settings; keys of other modules are left alone.
   *
   * @throws ConfigException naming key, value and what is expected
   */
  public static GdeltSettings of(Map<String, ?> properties) {
    var config = new AbstractConfig(definition(), properties, false);
    return new GdeltSettings(
        files(config.getString(URL)),
        config.getInt(DOWNLOADS),
        Duration.ofDays(config.getInt(CATCH_UP_DAYS)));
  }

  private static GdeltFiles files(String url) {
    try {
      return new GdeltFiles(URI.create(url));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(URL, url, e.getMessage());
    }
  }
}
