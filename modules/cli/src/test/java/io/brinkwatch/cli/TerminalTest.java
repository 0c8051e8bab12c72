package io.brinkwatch.cli;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void a_reader_that_went_away_is_noticed_with_the_next_line() {
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    var out = new PrintStream(broken, true, StandardCharsets.UTF_8);
    var terminal = new Terminal(out, out, false, false, 80);

    assertThatExceptionOfType(Terminal.Closed.class).isThrownBy(() -> terminal.line("more"));
  }
}
