package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Theatre;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceFilesTest {
  private static final List<String> FILES =
      List.of("theatres.geojson", "actors.json", "policy.json");

  @TempDir Path dir;

  @BeforeEach
  void bundled_files_in_a_directory() throws IOException {
    for (String file : FILES) {
      try (var in = Tables.open("reference/" + file)) {
        Files.write(dir.resolve(file), in.readAllBytes());
      }
    }
  }

  @Test
  void what_travels_with_the_program_has_no_faults() {
    ReferenceSet reference = ReferenceFiles.bundled();

    assertThat(reference.theatres())
        .extracting(Theatre::getId)
        .containsExactly("IL_LB", "GAZA", "US_IQ_SY", "RED_SEA", "IL_IR");
    assertThat(reference.actors()).hasSizeGreaterThan(35);
    assertThat(reference.policies()).extracting(Policy::getVersion).containsExactly(3);
  }

  @Test
  void a_directory_is_read_like_the_class_path() {
    assertThat(ReferenceFiles.in(dir)).isEqualTo(ReferenceFiles.bundled());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"evaluationHours\": 6     | \"evaluationHours\": 7  | policy.json: evaluationHours is 7, must divide 24",
        "\"evaluationHours\": 6     | \"evaluationHour\": 6   | policy.json: evaluationHour is not known",
        "\"evaluationHours\": 6     | \"evaluationHour\": 6   | policy.json: evaluationHours is missing",
        "\"evaluationHours\": 6     | \"evaluationHours\": \"6\" | policy.json: evaluationHours is '6'; expected a whole number",
        "\"family\": \"SIREN\"      | \"family\": \"HORN\"    | policy.json: feeds[5].family is 'HORN'; expected one of",
        "\"family\": \"SIREN\"      | \"family\": \"GDELT\"   | policy.json: feeds[6].family is GDELT, which is listed already",
        "43.0                       | 60.0                    | policy.json: ladder.down[2] is 60, must be below up[2] = 50",
        "\"Quiescent\",             | ''                      | policy.json: ladder.names has 6 entries, must have 7",
        "\"INTENSITY\": 0.8         | \"INTENSITY\": -0.8     | policy.json: composite.stateWeights.INTENSITY is -0.8, must be at least 0",
        "\"INTENSITY\": 0.8         | \"INTENSITY\": 0.7      | policy.json: composite.stateWeights sums to",
        "\"IED\": 3.0,              | ''                      | policy.json: severity.weaponBase.IED is missing",
        "\"SANCTION\": -8.0,        | ''                      | policy.json: severity SANCTION must be in one of",
        "\"cap\": 0.99              | \"cap\": 1.99           | policy.json: confidence.cap is 1.99, must be 0 to 1",
        "\"A\",                      | \"B\",                   | policy.json: confidence.trusted[1] is B, which is listed already",
        "\"trusted\": [              | \"trusted\": [\"Z\",      | policy.json: confidence.trusted[0] is 'Z'; expected one of",
        "2000-01-01T00:00:00Z       | yesterday               | policy.json: effectiveFrom is 'yesterday'; expected a time",
        "\"id\": \"default\",       | \"id\": \"default\", \"id\": \"x\", | policy.json: is not JSON: Duplicate"
      })
  void a_bad_policy_is_refused_with_the_path(String good, String bad, String fault)
      throws IOException {
    replace("policy.json", good, bad);

    assertRefused(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"sponsors\": [\"russia\"] | \"sponsors\": [\"rusia\"]  | actors.json: wagner.sponsors names 'rusia', which is no actor",
        "\"name\": \"Russia\",      | \"name\": \"Russia\", \"sponsors\": [\"wagner\"], | actors.json: wagner.sponsors lead back to wagner",
        "\"homeTheatre\": \"GAZA\"  | \"homeTheatre\": \"GAZZA\" | homeTheatre is 'GAZZA', which is no theatre",
        "\"id\": \"russia\"         | \"id\": \"israel\"         | actors.json: israel version 1 stands there twice",
        "\"PMC Wagner\"             | \"idf!\"                 | actors.json: wagner.aliases has",
        "\"homeTheatre\": \"GAZA\"  | \"homeTheatre\": \"GAZA\", \"theatres\": {\"GAZZA\": 0.5} | .theatres.GAZZA is no theatre",
        "\"homeTheatre\": \"GAZA\"  | \"homeTheatre\": \"GAZA\", \"theatres\": {\"GAZA\": -0.5} | .theatres.GAZA is -0.5, must be at least 0",
        "\"homeTheatre\": \"GAZA\"  | \"homeTheatre\": \"GAZA\", \"theatres\": {\"GAZA\": 0.6, \"IL_LB\": 0.6} | .theatres sum to 1.2, must be at most 1",
        "\"kind\": \"STATE\"        | \"kind\": \"EMPIRE\"       | actors.json: [0].kind is 'EMPIRE'; expected one of"
      })
  void bad_actors_are_refused_with_the_path(String good, String bad, String fault)
      throws IOException {
    replace("actors.json", good, bad);

    assertRefused(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[35.92, 33.3] | [36.4, 33.3]        | IL_LB and US_IQ_SY overlap",
        "[34.4, 33.3]  | [34.4, 133.3]       | features[0].geometry.coordinates[0][16] is '[34.4,133.3]'; expected longitude",
        "[34.4, 33.3], [34.4, 32.5] | [34.4, 33.3] | features[0].geometry.coordinates[0] must have 4 positions or more",
        "[35.57, 32.5], [35.62, 32.69] | [35.57, 32.5], [34.0, 34.0] | features[0].geometry is not a valid area",
        "\"type\": \"Polygon\" | \"type\": \"Point\" | features[0].geometry.type must be Polygon or MultiPolygon",
        "\"version\": 1 | \"versoin\": 1     | features[0].properties.versoin is not known",
        "\"GAZA\"      | \"IL_LB\"           | IL_LB version 1 stands there twice"
      })
  void bad_theatres_are_refused_with_the_path(String good, String bad, String fault)
      throws IOException {
    replace("theatres.geojson", good, bad);

    assertRefused(fault);
  }

  @Test
  void the_faults_of_all_files_are_told_at_once() throws IOException {
    replace("policy.json", "\"evaluationHours\": 6", "\"evaluationHours\": 7");
    replace("actors.json", "\"russia\"]", "\"rusia\"]");
    Files.delete(dir.resolve("theatres.geojson"));

    assertRefused("policy.json: evaluationHours");
    assertRefused("actors.json: wagner.sponsors");
    assertRefused("theatres.geojson: cannot be read");
  }

  @Test
  void a_cycle_an_unknown_sponsor_an_overlap_and_negative_weights_are_all_told_at_once()
      throws IOException {
    replace(
        "actors.json",
        "\"name\": \"Russia\",",
        "\"name\": \"Russia\", \"sponsors\": [\"wagner\", \"rusia\"],");
    replace("theatres.geojson", "[35.92, 33.3]", "[36.4, 33.3]");
    replace("policy.json", "\"INTENSITY\": 0.8", "\"INTENSITY\": -0.8");
    replace("policy.json", "\"IED\": 3.0", "\"IED\": -3.0");
    replace("policy.json", "\"IL_LB\": 0.", "\"IL_LB\": -0.");
    replace("policy.json", "\"RED_SEA\": 0.", "\"RED_SEE\": 0.");

    assertThatThrownBy(() -> ReferenceFiles.in(dir))
        .isInstanceOfSatisfying(
            ReferenceException.class,
            refused ->
                assertThat(refused.faults())
                    .anyMatch(f -> f.contains("russia.sponsors names 'rusia', which is no actor"))
                    .anyMatch(f -> f.contains("russia.sponsors lead back to russia"))
                    .anyMatch(f -> f.contains("wagner.sponsors lead back to wagner"))
                    .anyMatch(f -> f.contains("IL_LB and US_IQ_SY overlap"))
                    .anyMatch(f -> f.contains("composite.stateWeights.INTENSITY is -0.8"))
                    .anyMatch(f -> f.contains("severity.weaponBase.IED is -3, must be at least 0"))
                    .anyMatch(f -> f.contains("region.weights.IL_LB is -0."))
                    .anyMatch(f -> f.contains("region.weights.RED_SEE is no theatre")));
  }

  @Test
  void a_policy_is_read_from_a_file_of_its_own_as_strictly_as_among_others() throws IOException {
    Path file = dir.resolve("proposal.json");
    Files.move(dir.resolve("policy.json"), file);

    assertThat(ReferenceFiles.policy(file)).isEqualTo(ReferenceFiles.bundled().policies());

    replace("proposal.json", "\"evaluationHours\": 6", "\"evaluationHours\": 7");
    replace("proposal.json", "\"IED\": 3.0", "\"IED\": -3.0");
    assertThatThrownBy(() -> ReferenceFiles.policy(file))
        .isInstanceOf(ReferenceException.class)
        .hasMessageContaining("proposal.json: evaluationHours is 7, must divide 24")
        .hasMessageContaining("proposal.json: severity.weaponBase.IED is -3");
    assertThatThrownBy(() -> ReferenceFiles.policy(dir.resolve("none.json")))
        .isInstanceOf(ReferenceException.class)
        .hasMessageContaining("none.json: cannot be read");
  }

  private void assertRefused(String fault) {
    assertThatThrownBy(() -> ReferenceFiles.in(dir))
        .isInstanceOf(ReferenceException.class)
        .hasMessageContaining(fault);
  }

  private void replace(String file, String good, String bad) throws IOException {
    Path path = dir.resolve(file);
    String text = Files.readString(path, StandardCharsets.UTF_8);
    int at = text.indexOf(good);
    assertThat(at).as(good).isNotNegative();
    Files.writeString(path, text.substring(0, at) + bad + text.substring(at + good.length()));
  }
}
