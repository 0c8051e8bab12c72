package io.brinkwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeletionsTest {

  @Test
  void ten_are_never_too_many() {
    assertThat(Deletions.areMany(10, 10)).isFalse();
    assertThat(Deletions.areMany(11, 11)).isTrue();
  }

  @Test
  void beyond_ten_more_than_half_is_too_many() {
    assertThat(Deletions.areMany(20, 40)).isFalse();
    assertThat(Deletions.areMany(21, 41)).isTrue();
  }
}
