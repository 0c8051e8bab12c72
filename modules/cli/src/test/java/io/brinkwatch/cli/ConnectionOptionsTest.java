package io.brinkwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConnectionOptionsTest {

  private static ConnectionOptions parsed(String... words) {
    var options = new ConnectionOptions();
    new CommandLine(options, CommandLine.defaultFactory()).parseArgs(words);
    return options;
  }

  @Test
  void what_was_given_is_told_again_so_that_it_can_be_copied() {
    assertThat(
            parsed(
                    "-D",
                    "topic.prefix=my.",
                    "--bootstrap-servers",
                    "k:9092",
                    "--registry",
                    "http://r/")
                .given())
        .isEqualTo(" -D topic.prefix=my. --bootstrap-servers k:9092 --registry http://r/");
  }

  @Test
  void another_prefix_takes_the_place_of_the_one_given() {
    assertThat(parsed("--prefix", "my.").given("my.replay-x.")).isEqualTo(" --prefix my.replay-x.");
  }

  @Test
  void what_a_shell_would_take_apart_is_quoted_and_secrets_are_not_told() {
    assertThat(parsed("--config", "it's mine.properties", "-D", "kafka.ssl.key.password=p").given())
        .isEqualTo(" --config 'it'\\''s mine.properties' -D 'kafka.ssl.key.password=********'");
  }
}
