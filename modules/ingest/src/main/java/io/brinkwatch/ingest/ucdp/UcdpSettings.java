package io.brinkwatch.ingest.ucdp;

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
 * How UCDP's interface is asked.
 *
 * @param url of the interface, without a slash at its end
 * @param token that it wants with each request; never shown
 * @param pageRows rows asked for at once
 * @param cadence time between two rounds
 */
public record UcdpSettings(String url, Password token, int pageRows, Duration cadence) {
  public static final String URL = "ucdp.url";
  public static final String TOKEN = "ucdp.token";
  public static final String PAGE_ROWS = "ucdp.page.rows";
  public static final String POLL_MINUTES = "ucdp.poll.minutes";

  /**
   * Settings that fit together.
   *
   * @throws ConfigException if there is no token that can be sent, or it could be read on the way
   */
  public UcdpSettings {
    url = SecretAddress.of(URL, url);
    if (!token.value().matches("[\\x21-\\x7e]+")) {
      throw new ConfigException(
          TOKEN + " is required to poll UCDP: the access token you got there, on one line");
    }
  }

  /** Names, types, defaults, ranges and meanings. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            URL,
            Type.STRING,
            "https://ucdpapi.pcr.uu.se/api",
            Importance.LOW,
            "Address of UCDP's interface; https, unless it is on this machine.")
        .define(
            TOKEN,
            Type.PASSWORD,
            "",
            Importance.HIGH,
            "Access token of UCDP. Required for 'poll ucdp'; not taken from the command line.")
        .define(
            PAGE_ROWS,
            Type.INT,
            1_000,
            Range.between(1, 1_000),
            Importance.LOW,
            "Rows asked for at once; UCDP gives 1,000 at most.")
        .define(
            POLL_MINUTES,
            Type.INT,
            1_440,
            Range.between(1, 43_200),
            Importance.MEDIUM,
            "Minutes between two rounds; UCDP releases monthly.");
  }

  /**
   * Reads the settings; keys of other modules are left alone.
   *
   * @throws ConfigException naming key, value and what is expected
   */
  public static UcdpSettings of(Map<String, ?> properties) {
    var config = new AbstractConfig(definition(), properties, false);
    return new UcdpSettings(
        config.getString(URL),
        config.getPassword(TOKEN),
        config.getInt(PAGE_ROWS),
        Duration.ofMinutes(config.getInt(POLL_MINUTES)));
  }
}
