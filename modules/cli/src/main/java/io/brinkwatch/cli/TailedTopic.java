package io.brinkwatch.cli;

import io.brinkwatch.cli.config.EditDistance;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topics;
import io.brinkwatch.streams.Pipeline;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A topic to look into.
 *
 * @param name full name
 * @param deadLetters whether it holds what could not be processed
 * @param avroKeys whether its keys are Avro
 */
record TailedTopic(String name, boolean deadLetters, boolean avroKeys) {

  /** The topic that is meant, with or without the prefix; refuses what is not known. */
  static TailedTopic named(String name, Topics topics) {
    Optional<Topic<?, ?>> contract = topics.named(name);
    if (contract.isPresent()) {
      Topic<?, ?> topic = contract.get();
      return new TailedTopic(topic.name(), false, topic.key() != String.class);
    }
    return Pipeline.names().stream()
        .map(topics::deadLetters)
        .filter(letters -> letters.equals(name) || letters.equals(topics.prefix() + name))
        .map(letters -> new TailedTopic(letters, true, false))
        .findFirst()
        .orElseThrow(() -> unknown(name, topics));
  }

  private static Failure unknown(String name, Topics topics) {
    Set<String> known = shortNames(topics);
    String nearest =
        known.stream()
            .min(Comparator.comparingInt(k -> EditDistance.between(k, name)))
            .filter(k -> EditDistance.between(k, name) <= 3)
            .map("Did you mean '%s'? "::formatted)
            .orElse("");
    return new Failure(
        ExitCode.USAGE,
        "there is no topic '%s' under the prefix '%s'".formatted(name, topics.prefix()),
        nearest + "There are: " + String.join(", ", known));
  }

  /** All names, without the prefix. */
  static Set<String> shortNames(Topics topics) {
    var names = new LinkedHashSet<String>();
    topics.all().forEach(topic -> names.add(topic.name().substring(topics.prefix().length())));
    Pipeline.names()
        .forEach(app -> names.add(topics.deadLetters(app).substring(topics.prefix().length())));
    return names;
  }
}
