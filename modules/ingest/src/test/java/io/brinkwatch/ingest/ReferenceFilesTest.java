package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Theatre;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
    assertThat(reference.policies()).extracting(Policy::getVersion).containsExactly(4);
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
        "\"holdDays\": 14            | \"holdDays\": 0           | policy.json: floors[3].holdDays",
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
        "\"days\": 90,             | \"days\": 367,           | reciprocity.days looks back 367 days, more than horizonDays = 366",
        "\"baselineDays\": 90      | \"baselineDays\": 353    | spread looks back 367 days, more than horizonDays = 366",
        "\"baselineDays\": 90      | \"baselineDays\": 2147483647 | spread looks back 2147483661 days, more than horizonDays = 366",
        "\"freshDays\": 60         | \"freshDays\": 367       | posture.freshDays looks back 367 days, more than horizonDays = 366",
        "\"baselineBins\": 56      | \"baselineBins\": 353    | tempo looks back 367 days, more than horizonDays = 366",
        "\"baselineBins\": 672     | \"baselineBins\": 793    | hourly.tempo looks back 841 hours, must be at most 840",
        "\"horizonDays\": 366      | \"horizonDays\": 29      | hourly.tempo looks back 30 days, more than horizonDays = 29",
        "\"holdDays\": 14          | \"holdDays\": 367        | floors[3].holdDays looks back 367 days, more than horizonDays = 366"
      })
  void what_looks_back_further_than_is_remembered_is_refused_by_name(
      String good, String bad, String fault) throws IOException {
    replace("policy.json", good, bad);

    assertRefused("policy.json: " + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"drone\": \"OWA_UAV\" | \"drone\": \"LASER\" | precursors.means.drone.LASER is not known; expected [AIR_DEFENCE, AIR_STRIKE, ANTISHIP_MISSILE,",
        "\"rocket\": \"ROCKET\" | \"rocket\": \"UNSPECIFIED\" | precursors.means.rocket.UNSPECIFIED is not known",
        "\"thaad\": \"THAAD\"   | \"thaad\": \"LASER\" | posture.words.thaad.LASER is not known; expected [ARG, BCT,"
      })
  void words_that_name_nothing_known_are_refused(String good, String bad, String fault)
      throws IOException {
    replace("policy.json", good, bad);

    assertRefused("policy.json: " + fault);
  }

  @Test
  void arms_that_come_may_not_calm_though_a_ceasefire_may() throws IOException {
    Policy policy = ReferenceFiles.bundled().policies().get(0);
    assertThat(policy.getPrecursors().getWeights().get("CEASEFIRE_AGREED").getDecibans())
        .isNegative();
    Path file = dir.resolve("policy.json");
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("(\"ARMS_TRANSFER\": \\{\\s*\"decibans\": )", "$1-"));

    assertRefused(
        "policy.json: precursors.weights.ARMS_TRANSFER.decibans is -2, must be at least 0");
  }

  @Test
  void habits_of_weekdays_are_looked_back_for_only_if_they_are_learnt() throws IOException {
    replace("policy.json", "\"weekdayWindow\": 182", "\"weekdayWindow\": 353");
    assertThat(ReferenceFiles.in(dir).policies()).hasSize(1);

    replace("policy.json", "\"weekday\": false", "\"weekday\": true");
    assertRefused("policy.json: tempo looks back 367 days, more than horizonDays = 366");
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

  private static final String PAIR =
      """
      {
        "theatre": "IL_LB",
        "version": 1,
        "effectiveFrom": "2024-06-01T00:00:00Z",
        "fittedFrom": "2024-03-01T00:00:00Z",
        "fittedTo": "2024-05-24T00:00:00Z",
        "pieceDays": 14.000000000000002,
        "first": {
          "actor": "hezbollah", "acts": 312, "actsByDay": 40,
          "mu": [1.5, 0.9, 0.0, 1.1, 1.2, 1.4],
          "own": {"alpha": 0.2, "beta": 2.5},
          "other": {"alpha": 0.3, "beta": 4.0},
          "likelihoodRatio": 12.1, "p": 0.00025
        },
        "second": {
          "actor": "israel", "acts": 290, "actsByDay": 11,
          "mu": [1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
          "own": {"alpha": 0.2, "beta": 1.5},
          "other": {"alpha": 0.3, "beta": 3.0},
          "likelihoodRatio": 10.2, "p": 0.0007
        },
        "logLikelihood": -210.5,
        "spectralRadius": 0.5
      }
      """;

  @Test
  void parameters_of_pairs_may_stand_beside_the_others_one_or_a_list() throws IOException {
    Files.writeString(dir.resolve("hawkes.json"), PAIR);
    assertThat(ReferenceFiles.in(dir).hawkes())
        .singleElement()
        .matches(pair -> pair.getSecond().getActor().equals("israel"))
        .matches(pair -> pair.getFirst().getMu().get(2) == 0);

    String later = PAIR.replace("\"version\": 1", "\"version\": 2");
    Files.writeString(dir.resolve("hawkes.json"), "[" + PAIR + "," + later + "]");
    assertThat(ReferenceFiles.in(dir).hawkes())
        .extracting(HawkesParameters::getVersion)
        .containsExactly(1, 2);
    assertThat(ReferenceFiles.bundled().hawkes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"IL_LB\"                 | \"IL_LP\"               | hawkes.json: theatre is 'IL_LP', which is no theatre",
        "\"version\": 1            | \"version\": 0          | hawkes.json: version is 0, must be at least 1",
        "\"hezbollah\"             | \"hisbullah\"           | hawkes.json: first.actor is 'hisbullah', which is no actor",
        "\"hezbollah\"             | \"israel\"              | hawkes.json: first.actor is 'israel', must come before second.actor, 'israel'",
        "\"alpha\": 0.2            | \"alpha\": -0.2         | hawkes.json: first.own.alpha is -0.2, must be at least 0",
        "\"alpha\": 0.3            | \"alfa\": 0.3           | hawkes.json: first.other.alpha is missing",
        "\"beta\": 2.5             | \"beta\": 0             | hawkes.json: first.own.beta is 0.0, must be above 0",
        "\"beta\": 3.0             | \"beta\": \"NaN\"       | hawkes.json: second.other.beta is 'NaN'; expected a number",
        "1.5, 0.9                  | 1.5, -0.9              | hawkes.json: first.mu[1] is -0.9, must be at least 0",
        "1.5, 0.9                  | 1.5                    | hawkes.json: first.mu has 5 entries, must have 6",
        "\"acts\": 290             | \"acts\": 99            | hawkes.json: second.acts is 99, must be at least 100",
        "\"actsByDay\": 40         | \"actsByDay\": -1       | hawkes.json: first.actsByDay is -1",
        "\"p\": 0.0007             | \"p\": 1.1              | hawkes.json: second.p is 1.1, must be 0 to 1",
        "12.1                      | -12.1                  | hawkes.json: first.likelihoodRatio is -12.1",
        "\"alpha\": 0.3            | \"alpha\": 3            | hawkes.json: spectralRadius comes to 1.149, must be below 1",
        "\"spectralRadius\": 0.5   | \"spectralRadius\": 0.4 | hawkes.json: spectralRadius is 0.4, but the alphas come to 0.5",
        "2024-06-01                | 2024-05-01             | hawkes.json: effectiveFrom is 2024-05-01T00:00:00Z, before the end of what was fitted",
        "2024-06-01T00:00:00Z      | soon                   | hawkes.json: effectiveFrom is 'soon'; expected a time",
        "\"fittedFrom\": \"2024-03  | \"fittedFrom\": \"2025-03 | hawkes.json: fittedTo is 2024-05-24T00:00:00Z, must be after fittedFrom",
        "14.000000000000002        | 0                      | hawkes.json: pieceDays is 0.0, must be above 0"
      })
  void bad_parameters_of_a_pair_are_refused_with_the_path(String good, String bad, String fault)
      throws IOException {
    Files.writeString(dir.resolve("hawkes.json"), PAIR);
    replace("hawkes.json", good, bad);

    assertRefused(fault);
  }

  @Test
  void parameters_of_pairs_are_read_from_a_file_of_their_own_with_every_fault_told()
      throws IOException {
    Path file = Files.writeString(dir.resolve("fit.json"), PAIR);
    var theatres = Set.of("IL_LB");
    var actors = Set.of("hezbollah", "israel");
    assertThat(ReferenceFiles.pairs(file, theatres, actors)).hasSize(1);

    Files.writeString(
        file, "[" + PAIR + "," + PAIR.replace("\"beta\": 1.5", "\"beta\": -1.5") + "]");
    assertThatThrownBy(() -> ReferenceFiles.pairs(file, Set.of("GAZA"), actors))
        .isInstanceOfSatisfying(
            ReferenceException.class,
            refused ->
                assertThat(refused.faults())
                    .containsExactly(
                        "fit.json: [0].theatre is 'IL_LB', which is no theatre",
                        "fit.json: [1].theatre is 'IL_LB', which is no theatre",
                        "fit.json: [1].second.own.beta is -1.5, must be above 0",
                        "fit.json: IL_LB/hezbollah<>israel version 1 stands there twice"));
    for (String nothing : List.of("[]", "\"x\"", "7")) {
      Files.writeString(file, nothing);
      assertThatThrownBy(() -> ReferenceFiles.pairs(file, theatres, actors))
          .isInstanceOf(ReferenceException.class)
          .hasMessageContaining("fit.json: must be the parameters of a pair, or a list");
    }
  }

  @ParameterizedTest
  @CsvSource({"policy.json,a policy", "actors.json,actors", "theatres.geojson,theatres"})
  void another_file_in_place_of_parameters_of_pairs_is_named_once(String name, String what) {
    Path file = dir.resolve(name);

    assertThatThrownBy(() -> ReferenceFiles.pairs(file, Set.of("IL_LB"), Set.of("israel")))
        .isInstanceOfSatisfying(
            ReferenceException.class,
            refused ->
                assertThat(refused.faults())
                    .singleElement()
                    .asString()
                    .startsWith(
                        "%s: looks like %s; expected the parameters of a pair"
                            .formatted(name, what))
                    .endsWith("a directory with theatres.geojson, actors.json and policy.json"));
  }

  @Test
  void a_list_of_policies_in_place_of_parameters_of_pairs_is_named_too() throws IOException {
    Path file = dir.resolve("policy.json");
    Files.writeString(file, "[" + Files.readString(file) + "]");

    assertThatThrownBy(() -> ReferenceFiles.pairs(file, Set.of("IL_LB"), Set.of("israel")))
        .isInstanceOfSatisfying(
            ReferenceException.class, refused -> assertThat(refused.faults()).hasSize(1));
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

  @Test
  void a_policy_by_itself_may_not_weigh_a_theatre_that_does_not_exist_either() throws IOException {
    replace("policy.json", "\"RED_SEA\": 0.", "\"RED_SEE\": 0.");
    String fault = "policy.json: region.weights.RED_SEE is no theatre";
    assertRefused(fault);

    Path file = dir.resolve("policy.json");
    List<Policy> proposed = ReferenceFiles.policy(file);
    var theatres = Set.of("IL_LB", "GAZA", "US_IQ_SY", "RED_SEA", "IL_IR");
    assertThatThrownBy(() -> ReferenceFiles.requireTheatres(file, proposed, theatres))
        .isInstanceOfSatisfying(
            ReferenceException.class,
            refused -> assertThat(refused.faults()).containsExactly(fault));
    ReferenceFiles.requireTheatres(file, ReferenceFiles.bundled().policies(), theatres);
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
