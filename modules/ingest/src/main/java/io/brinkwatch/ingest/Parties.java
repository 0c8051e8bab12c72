package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parties of the theatres as one source names them. The table is a reviewed resource with the
 * columns {@code source_name, actor, home, forces, why}; a name that ends in an asterisk stands for
 * all that begin so, and the longest such beginning decides.
 */
public final class Parties {

  /**
   * A party.
   *
   * @param actor its name in the actor reference
   * @param home countries, as the source names them, in which it acts at home
   * @param forces whether an attack on it abroad is an attack on forces
   */
  public record Party(String actor, Set<String> home, boolean forces) {

    /** Whether it acts abroad in a country. */
    public boolean isAbroadIn(String country) {
      return !home.contains(country);
    }
  }

  private final Map<String, Party> whole = new HashMap<>();
  private final TreeMap<String, Party> beginnings = new TreeMap<>();

  private Parties() {}

  /** Reads a table from the class path. */
  public static Parties load(String resource) {
    var parties = new Parties();
    Tables.read(resource).forEach(parties::add);
    return parties;
  }

  private void add(NamedCsvRecord r) {
    String name = key(r.getField("source_name"));
    var party = new Party(r.getField("actor"), set(r.getField("home")), isForces(r));
    if (name.endsWith("*")) {
      beginnings.put(name.substring(0, name.length() - 1), party);
    } else {
      whole.put(name, party);
    }
  }

  private static boolean isForces(NamedCsvRecord r) {
    return r.getField("forces").equals("yes");
  }

  private static Set<String> set(String cell) {
    return Arrays.stream(cell.split(";", -1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** The party of a name; empty if it is none. */
  public Optional<Party> of(String name) {
    String key = key(name);
    return Optional.ofNullable(whole.get(key)).or(() -> byBeginning(key));
  }

  // from the longest beginning down: in reverse order a longer one stands before its own beginning
  private Optional<Party> byBeginning(String key) {
    return beginnings.headMap(key, true).descendingMap().entrySet().stream()
        .filter(e -> key.startsWith(e.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
