package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reviewed tables of the sources. */
class SourceTablesTest {
  // named in the source and, on purpose, resolved to nobody: the table says why
  private static final Set<String> UNRESOLVED =
      Set.of("Government of Yemen (North Yemen)", "al-Mahdi Army");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acled/actors.csv",
        "acled/countries.csv",
        "acled/geo-precision.csv",
        "acled/grades.csv",
        "acled/inter.csv",
        "acled/nobody.csv",
        "acled/seas.csv",
        "acled/target-classes.csv",
        "acled/time-precision.csv",
        "acled/types.csv",
        "siren/areas.csv",
        "siren/categories.csv",
        "siren/old-zones.csv",
        "siren/withdrawn.csv",
        "ucdp/actors.csv",
        "ucdp/countries.csv",
        "ucdp/date-precision.csv",
        "ucdp/grades.csv",
        "ucdp/types.csv",
        "ucdp/where-precision.csv"
      })
  void every_line_of_a_table_says_why(String table) {
    assertThat(Tables.read(table))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.getField("why")).as(r.toString()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acled/actors.csv", "ucdp/actors.csv"})
  void parties_are_actors_of_the_reference(String table) {
    Set<String> known =
        ReferenceFiles.bundled().actors().stream()
            .flatMap(a -> Stream.concat(Stream.of(a.getName()), a.getAliases().stream()))
            .map(ReferenceFiles::normalised)
            .collect(Collectors.toSet());

    assertThat(Tables.read(table))
        .extracting(r -> r.getField("actor"))
        .filteredOn(actor -> !UNRESOLVED.contains(actor))
        .allSatisfy(actor -> assertThat(known).contains(ReferenceFiles.normalised(actor)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acled", "ucdp"})
  void homes_of_parties_are_written_as_the_countries_are(String source) {
    Set<String> countries =
        Tables.read(source + "/countries.csv").stream()
            .map(r -> r.getField("country"))
            .collect(Collectors.toSet());
    Set<String> elsewhere =
        Set.of("United States", "United States of America", "United Kingdom", "France");

    assertThat(Tables.read(source + "/actors.csv"))
        .flatExtracting(SourceTablesTest::homes)
        .allMatch(home -> countries.contains(home) || elsewhere.contains(home));
  }

  private static Set<String> homes(NamedCsvRecord r) {
    return Stream.of(r.getField("home").split(";", -1))
        .filter(home -> !home.isEmpty())
        .collect(Collectors.toSet());
  }
}
