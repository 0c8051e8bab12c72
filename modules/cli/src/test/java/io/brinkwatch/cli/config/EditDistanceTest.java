package io.brinkwatch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditDistanceTest {

  @Test
  void kitten_becomes_sitting_in_three_edits() {
    assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void equal_words_need_none() {
    assertThat(EditDistance.between("level", "level")).isZero();
  }

  @Test
  void nothing_becomes_a_word_letter_by_letter() {
    assertThat(EditDistance.between("", "four")).isEqualTo(4);
  }
}
