package io.brinkwatch.cli.docs;

import static io.brinkwatch.cli.docs.Markdown.code;

import io.brinkwatch.cli.config.Expected;
import io.brinkwatch.cli.config.KnownKeys;
import io.brinkwatch.cli.config.Layers;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;

/** Every key, and how the layers work. */
final class ConfigurationPage {
  private ConfigurationPage() {}

  static String text() {
    var blocks = new ArrayList<String>();
    blocks.add(layers());
    KnownKeys.definitions()
        .forEach(
            (title, definition) -> {
              blocks.add("## " + title);
              blocks.add(table(definition));
            });
    return Markdown.page("Configuration", blocks.toArray(String[]::new));
  }

  private static String layers() {
    return """
        Layers, a later one wins:

        1. defaults, as in the tables below
        2. file: the one named with `--config`, or else `%s` in the working directory, if it exists
        3. environment: `BRINKWATCH_` and the key in upper case with underscores for dots, as in `%s`
        4. command line: `-D key=value`, and the named options of each command

        A key that is not known is an error in every layer, and so is a value that does not fit. Keys \
        under `kafka.` reach the Kafka clients without that prefix, keys under `registry.` the \
        registry's client: `kafka.security.protocol=SASL_SSL`, or `BRINKWATCH_KAFKA_SECURITY_PROTOCOL`. \
        `./brinkwatch config` prints what applies and where it came from; secrets are masked."""
        .formatted(Layers.DEFAULT_FILE, KnownKeys.variable("bootstrap.servers"));
  }

  private static String table(ConfigDef definition) {
    return Markdown.table(
        List.of("key", "takes", "default", "means"),
        definition.configKeys().values().stream().map(ConfigurationPage::row).toList());
  }

  private static List<String> row(ConfigKey key) {
    return List.of(code(key.name), Expected.of(key), shown(key.defaultValue), key.documentation);
  }

  private static String shown(Object value) {
    if (value == ConfigDef.NO_DEFAULT_VALUE) {
      return "required";
    }
    String text = value instanceof Password secret ? secret.value() : "" + value;
    return text.isEmpty() ? "nothing" : code(text);
  }
}
