package io.brinkwatch.ingest.acled;

import io.brinkwatch.ingest.input.SecretAddress;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * How ACLED's interface is asked.
 *
 * @param url of the service, without a slash at its end
 * @param username of the account
 * @param password of the account; never shown
 * @param pageRows rows asked for at once
 * @param cadence time between two rounds
 */
public record AcledSettings(
    String url, String username, Password password, int pageRows, Duration cadence) {
  public static final String URL = "acled.url";
  public static final String USERNAME = "acled.username";
  public static final String PASSWORD = "acled.password";
  public static final String PAGE_ROWS = "acled.page.rows";
  public static final String POLL_MINUTES = "acled.poll.minutes";

  /**
   * Settings that fit together.
   *
   * @throws ConfigException if there is no account, or its password could be read on the way
   */
  public AcledSettings {
    url = SecretAddress.of(URL, url);
    if (username.isEmpty() || password.value().isEmpty()) {
      throw new ConfigException(
          "%s and %s are required to poll ACLED: those of your account there"
              .formatted(USERNAME, PASSWORD));
    }
  }

  /** Names, types, defaults, ranges and meanings. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            URL,
            Type.STRING,
            "https://acleddata.com",
            Importance.LOW,
            "Address of ACLED's service; https, unless it is on this machine.")
        .define(
            USERNAME,
            Type.STRING,
            "",
            Importance.HIGH,
            "Account at ACLED: its e-mail address. Required for 'poll acled'.")
        .define(
            PASSWORD,
            Type.PASSWORD,
            "",
            Importance.HIGH,
            "Password of that account. Required for 'poll acled'; not taken from the command line.")
        .define(
            PAGE_ROWS,
            Type.INT,
            5_000,
            Range.between(1, 5_000),
            Importance.LOW,
            "Rows asked for at once; ACLED gives 5,000 at most.")
        .define(
            POLL_MINUTES,
            Type.INT,
            720,
            Range.between(1, 43_200),
            Importance.MEDIUM,
            "Minutes between two rounds; ACLED writes weekly, and accounts have few calls.");
  }

  /**
   * Reads the settings; keys of other modules are left alone.
   *
   * @throws ConfigException naming key, value and what is expected
   */
  public static AcledSettings of(Map<String, ?> properties) {
    var config = new AbstractConfig(definition(), properties, false);
    return new AcledSettings(
        config.getString(URL),
        config.getString(USERNAME),
        config.getPassword(PASSWORD),
        config.getInt(PAGE_ROWS),
        Duration.ofMinutes(config.getInt(POLL_MINUTES)));
  }
}
