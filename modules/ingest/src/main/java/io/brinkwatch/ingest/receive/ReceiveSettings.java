package io.brinkwatch.ingest.receive;

import io.brinkwatch.ingest.Feed;
import io.brinkwatch.model.FeedFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Settings of the HTTP intake.
 *
 * @param address to listen at; port 0 takes a free one
 * @param token that requests must bear; empty: none, which only a loopback address allows
 * @param feed of all that is received
 * @param tickEvery time between two ticks; divides a day
 * @param maxBodyBytes of one request
 * @param maxRequests that are worked on at once; more are told to come back
 */
public record ReceiveSettings(
    InetSocketAddress address,
    String token,
    Feed feed,
    Duration tickEvery,
    int maxBodyBytes,
    int maxRequests) {

  public static final String HOST = "receive.host";
  public static final String PORT = "receive.port";
  public static final String TOKEN = "receive.token";
  public static final String FEED = "receive.feed";
  public static final String FAMILY = "receive.family";
  public static final String TICK_MINUTES = "receive.tick.minutes";
  public static final String MAX_BODY_BYTES = "receive.max.body.bytes";
  public static final String MAX_REQUESTS = "receive.max.requests";
  private static final int SHORTEST_TOKEN = 16;
  private static final long DAY_MINUTES = Duration.ofDays(1).toMinutes();

  /**
   * Settings that fit together.
   *
   * @throws ConfigException if anybody could write: no token at an address that others reach
   */
  public ReceiveSettings {
    boolean open = !address.getAddress().isLoopbackAddress();
    if (open && token.isEmpty()) {
      throw new ConfigException(
          TOKEN, "", "required unless %s is a loopback address".formatted(HOST));
    }
    if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
      throw new ConfigException(
          "%s is shorter than %d characters and could be guessed".formatted(TOKEN, SHORTEST_TOKEN));
    }
    if (DAY_MINUTES % tickEvery.toMinutes() != 0) {
      throw new ConfigException(TICK_MINUTES, tickEvery.toMinutes(), "must divide a day");
    }
    if (!feed.id().matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new ConfigException(
          FEED, feed.id(), "must be up to 40 lower-case letters, digits and hyphens");
    }
  }

  /** Names, types, defaults, ranges and meanings. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            HOST,
            Type.STRING,
            "127.0.0.1",
            new NonEmptyString(),
            Importance.HIGH,
            "Address that 'receive' listens at. It speaks plain HTTP: put a TLS proxy before it when others are to reach it.")
        .define(
            PORT,
            Type.INT,
            8090,
            Range.between(0, 65_535),
            Importance.HIGH,
            "Port that 'receive' listens at; 0 takes a free one.")
        .define(
            TOKEN,
            Type.PASSWORD,
            "",
            Importance.HIGH,
            "Bearer token that requests must have, 16 characters at least. Required unless the address is a loopback address.")
        .define(
            FEED,
            Type.STRING,
            "received",
            Importance.MEDIUM,
            "Feed of what is received; the first part of the ids of its reports.")
        .define(
            FAMILY,
            Type.STRING,
            FeedFamily.ANALYST.name(),
            ValidString.in(
                Arrays.stream(FeedFamily.values()).map(Enum::name).toArray(String[]::new)),
            Importance.MEDIUM,
            "Family of that feed, by which the policy knows its grace.")
        .define(
            TICK_MINUTES,
            Type.INT,
            15,
            Range.between(1, (int) DAY_MINUTES),
            Importance.MEDIUM,
            "Minutes between the ticks that say 'receive' was up; divides a day.")
        .define(
            MAX_BODY_BYTES,
            Type.INT,
            4 << 20,
            Range.between(1024, 64 << 20),
            Importance.LOW,
            "Bytes of one request; more are refused.")
        .define(
            MAX_REQUESTS,
            Type.INT,
            8,
            Range.between(1, 256),
            Importance.LOW,
            "Requests worked on at once; more are told to come back.");
  }

  /**
   * Reads the settings; keys of other modules are left alone.
   *
   * @throws ConfigException naming key, value and what is expected
   */
  public static ReceiveSettings of(Map<String, ?> properties) {
    var config = new AbstractConfig(definition(), properties, false);
    Password token = config.getPassword(TOKEN);
    return new ReceiveSettings(
        new InetSocketAddress(host(config.getString(HOST)), config.getInt(PORT)),
        token.value(),
        new Feed(config.getString(FEED), FeedFamily.valueOf(config.getString(FAMILY))),
        Duration.ofMinutes(config.getInt(TICK_MINUTES)),
        config.getInt(MAX_BODY_BYTES),
        config.getInt(MAX_REQUESTS));
  }

  private static InetAddress host(String name) {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new ConfigException(HOST, name, "no address of this name: " + e.getMessage());
    }
  }
}
