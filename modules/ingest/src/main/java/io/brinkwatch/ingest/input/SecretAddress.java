package io.brinkwatch.ingest.input;

import java.net.URI;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;

/** Addresses that a secret is sent to. */
public final class SecretAddress {
  private SecretAddress() {}

  /**
   * The address, without a slash at its end.
   *
   * @param key under which it is configured
   * @throws ConfigException if it is none, or others could read what is sent to it
   */
  public static String of(String key, String text) {
    URI address;
    try {
      address = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, text, "no address: " + e.getMessage());
    }
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(address.getHost());
    boolean safe = scheme.equals("https") || (scheme.equals("http") && isThisMachine(host));
    if (!safe || address.getHost() == null || address.getQuery() != null) {
      throw new ConfigException(
          key, text, "expected an https address, or an http one of this machine, without a query");
    }
    return address.toString().replaceAll("/+$", "");
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
