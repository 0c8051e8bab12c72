package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.Shown;
import io.brinkwatch.ingest.Tables;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.SchemaNormalization;

/** Address of a page, as far as it tells whose page it is and which. */
record WebAddress(String text, String host) {
  private static final Pattern IP_ADDRESS = Pattern.compile("\\[.*|[0-9.]+");
  private static final Map<String, String> SUFFIXES =
      Tables.read("gdelt/suffixes.csv").stream()
          .collect(
              Collectors.toUnmodifiableMap(r -> r.getField("suffix"), r -> r.getField("kind")));

  /** Reads an address; empty if it is none that a page may link to. */
  static Optional<WebAddress> read(String text) {
    if (text.codePoints().anyMatch(Shown::isUnsafe)) {
      return Optional.empty();
    }
    try {
      var uri = new URI(quoted(text));
      boolean web = Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
      return web && uri.getHost() != null
          ? Optional.of(new WebAddress(text, uri.getHost().toLowerCase(Locale.ROOT)))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  // servers and browsers take these as they are; java.net.URI does not
  private static String quoted(String text) {
    return text.replace("|", "%7C").replace("[", "%5B").replace("]", "%5D");
  }

  /**
   * The part of the host that somebody has registered: the same for all machines of one publisher,
   * different for two that share a registry ({@code bbc.co.uk}) or a host of weblogs.
   */
  String domain() {
    if (IP_ADDRESS.matcher(host).matches()) {
      return host;
    }
    String[] labels = host.split("\\.", -1);
    int taken = Math.min(labels.length, isLong(labels) ? 3 : 2);
    return String.join(".", Arrays.copyOfRange(labels, labels.length - taken, labels.length));
  }

  private static boolean isLong(String[] labels) {
    if (labels.length < 3) {
      return false;
    }
    String last = labels[labels.length - 1];
    String second = labels[labels.length - 2];
    return (last.length() == 2 && "second".equals(SUFFIXES.get(second)))
        || "host".equals(SUFFIXES.get(second + "." + last));
  }

  /**
   * Fingerprint of the story: of the words in which the address names it, which copies on other
   * hosts have in common; or else of the page, the same with and without {@code www}, encryption,
   * fragment and a slash at the end.
   */
  long story() {
    String told = Slug.of(path()).orElseGet(this::page);
    return SchemaNormalization.fingerprint64(told.getBytes(StandardCharsets.UTF_8));
  }

  private String path() {
    String rest = text.substring(text.indexOf("://") + 3).split("[?#]", 2)[0];
    int begin = rest.indexOf('/');
    return begin < 0 ? "" : rest.substring(begin);
  }

  private String page() {
    String page = text.substring(text.indexOf("://") + 3);
    int fragment = page.indexOf('#');
    String whole = fragment < 0 ? page : page.substring(0, fragment);
    String bare = whole.startsWith("www.") ? whole.substring(4) : whole;
    return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
