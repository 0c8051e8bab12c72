package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.Credibility;
import io.brinkwatch.model.Reliability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceGradesTest {
  private final SourceGrades grades = SourceGrades.load();

  private String shown(String source) {
    var grade = grades.of(source);
    return grade.publisher() + " " + grade.reliability() + grade.credibility();
  }

  @ParameterizedTest
  @CsvSource({
    "Reuters, REUTERS BC2",
    "reuters, REUTERS BC2",
    "AFP, AFP BC2",
    "AP, AP BC2",
    "BBC, BBC BC2",
    "CNN, CNN BC3",
    "Al Jazeera, AL_JAZEERA CC3",
    "The New York Times, NEW_YORK_TIMES BC2",
    "REUTERS VIA SHORE NEWS NETWORK, REUTERS BC2",
    "Al-Mayadeen, AL_MAYADEEN DC4"
  })
  void an_agency_by_its_plain_name_has_a_grade(String source, String expected) {
    assertThat(shown(source)).isEqualTo(expected);
  }

  @Test
  void of_several_rows_of_a_publisher_the_most_cautious_counts() {
    var one = new SourceGrades.Grade("X", Reliability.B, Credibility.C3);
    var other = new SourceGrades.Grade("X", Reliability.D, Credibility.C2);

    assertThat(one.orWorse(other))
        .isEqualTo(other.orWorse(one))
        .isEqualTo(new SourceGrades.Grade("X", Reliability.D, Credibility.C3));
  }

  @Test
  void who_is_not_listed_cannot_be_judged() {
    assertThat(shown("Example Wire")).isEqualTo("EXAMPLE_WIRE FC6");
  }
}
