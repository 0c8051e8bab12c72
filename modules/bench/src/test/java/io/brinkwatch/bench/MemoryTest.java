package io.brinkwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryTest {
  private static final int MEGABYTES = 64;
  private static final int HEAP = 48;

  @ParameterizedTest
  @EnumSource(
      value = Invented.class,
      names = {"GDELT", "NDJSON"})
  void a_file_is_read_in_a_heap_that_would_not_hold_it(Invented shape)
      throws IOException, InterruptedException {
    Memory.Taken taken = Memory.validate(shape, MEGABYTES, HEAP);
    assertThat(taken.said())
        .startsWith("%,d rows can be used".formatted(shape.incidents(taken.rows())))
        .contains("0 rows cannot");
    assertThat(taken.exit()).isZero();
  }
}
