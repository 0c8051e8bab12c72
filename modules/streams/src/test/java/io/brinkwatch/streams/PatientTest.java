package io.brinkwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PatientTest {
  private static final byte[] BYTES = "record".getBytes(StandardCharsets.UTF_8);

  private static Patient<String> failing(RuntimeException... failures) {
    Deque<RuntimeException> left = new ArrayDeque<>(List.of(failures));
    return new Patient<>(
        (topic, bytes) -> {
          if (!left.isEmpty()) {
            throw left.pop();
          }
          return new String(bytes, StandardCharsets.UTF_8);
        },
        1);
  }

  @Test
  void a_registry_that_comes_back_is_waited_for() {
    var away = new SerializationException("registry", new ConnectException("refused"));
    assertThat(failing(away, away).deserialize("t", BYTES)).isEqualTo("record");
  }

  @Test
  void a_record_at_fault_is_told_at_once() {
    var fault = new SerializationException("Unknown magic byte!");
    assertThatThrownBy(() -> failing(fault).deserialize("t", BYTES)).isSameAs(fault);
  }
}
