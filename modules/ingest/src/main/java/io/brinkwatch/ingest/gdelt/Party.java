package io.brinkwatch.ingest.gdelt;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.ingest.Tables;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A party that incidents are between.
 *
 * @param name as reference data have it
 * @param home FIPS codes of the ground it holds
 * @param regional whether force between it and another party is a matter of the region
 * @param hasTheatre whether reference data give it a home theatre
 * @param hasForcesAbroad whether an attack on it in another country is one on its forces there
 */
record Party(
    String name, Set<String> home, boolean regional, boolean hasTheatre, boolean hasForcesAbroad) {

  /** Parties by name. */
  static Map<String, Party> table() {
    return Tables.read("gdelt/parties.csv").stream()
        .map(Party::of)
        .collect(Collectors.toUnmodifiableMap(Party::name, Function.identity()));
  }

  private static Party of(NamedCsvRecord r) {
    String home = r.getField("home");
    return new Party(
        r.getField("party"),
        home.isEmpty() ? Set.of() : Set.of(home.split(" ", -1)),
        r.getField("regional").equals("yes"),
        r.getField("theatre").equals("yes"),
        r.getField("forces").equals("yes"));
  }
}
