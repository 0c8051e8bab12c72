package io.brinkwatch.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.brinkwatch.model.LevelReason;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

  @Test
  void times_are_instants_and_symbols_are_words() {
    var level = Levels.level("gaza", "2023-10-09T06:00:00Z", 0, 1, 12.5, LevelReason.INDEX);

    assertThat(RecordJson.text(RecordJson.of(level), true))
        .contains(
            "\"evaluatedAt\":\"2023-10-09T06:00:00Z\"",
            "\"reason\":\"INDEX\"",
            "\"index\":12.5",
            "\"floor\":null");
  }

  @Test
  void bytes_are_hex() {
    assertThat(RecordJson.of(ByteBuffer.wrap(new byte[] {0, (byte) 0xff})).asText())
        .isEqualTo("00ff");
  }
}
