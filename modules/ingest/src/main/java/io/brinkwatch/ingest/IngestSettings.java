package io.brinkwatch.ingest;

import io.brinkwatch.ingest.input.Downloads;
import io.brinkwatch.ingest.input.Limits;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Settings of the ingest.
 *
 * @param batchRows rows that one transaction publishes at most
 * @param limits of one input
 * @param downloads how addresses are fetched
 */
public record IngestSettings(int batchRows, Limits limits, Downloads.Settings downloads) {

  public static final String BATCH_ROWS = "ingest.batch.rows";
  public static final String MAX_BYTES = "ingest.input.max.bytes";
  public static final String MAX_RATIO = "ingest.input.max.ratio";
  public static final String DOWNLOAD_MAX_BYTES = "ingest.download.max.bytes";
  public static final String DOWNLOAD_TIMEOUT = "ingest.download.timeout.ms";
  public static final String DOWNLOAD_ATTEMPTS = "ingest.download.attempts";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Names, types, defaults, ranges and meanings. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            BATCH_ROWS,
            Type.INT,
            500,
            Range.between(1, 10_000),
            Importance.LOW,
            "Rows that one transaction publishes at most; a killed ingest repeats no more than these.")
        .define(
            MAX_BYTES,
            Type.LONG,
            4L << 30,
            Range.atLeast(1),
            Importance.MEDIUM,
            "Bytes of one input after unpacking; more is refused.")
        .define(
            MAX_RATIO,
            Type.INT,
            200,
            Range.between(2, 100_000),
            Importance.LOW,
            "Unpacked to packed bytes of an archive; more is taken for an attack and refused.")
        .define(
            DOWNLOAD_MAX_BYTES,
            Type.LONG,
            1L << 30,
            Range.atLeast(1),
            Importance.MEDIUM,
            "Bytes of one download as transferred; more is refused.")
        .define(
            DOWNLOAD_TIMEOUT,
            Type.INT,
            120_000,
            Range.between(100, 3_600_000),
            Importance.MEDIUM,
            "Milliseconds that one attempt of a download may take.")
        .define(
            DOWNLOAD_ATTEMPTS,
            Type.INT,
            5,
            Range.between(1, 20),
            Importance.LOW,
            "Attempts of a download, with growing pauses between them.");
  }

  /**
   * Reads the settings; keys of other modules are left alone.
   *
   * @throws org.apache.kafka.common.config.ConfigException naming key, value and what is expected
   */
  public static IngestSettings of(Map<String, ?> properties) {
    var config = new AbstractConfig(definition(), properties, false);
    return new IngestSettings(
        config.getInt(BATCH_ROWS),
        new Limits(config.getLong(MAX_BYTES), config.getInt(MAX_RATIO)),
        new Downloads.Settings(
            Duration.ofMillis(config.getInt(DOWNLOAD_TIMEOUT)),
            config.getInt(DOWNLOAD_ATTEMPTS),
            config.getLong(DOWNLOAD_MAX_BYTES),
            PAUSE));
  }
}
