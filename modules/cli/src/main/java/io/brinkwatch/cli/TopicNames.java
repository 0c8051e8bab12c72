package io.brinkwatch.cli;

import io.brinkwatch.model.Topics;
import java.util.Iterator;

/** Names of topics, for completion. */
final class TopicNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return TailedTopic.shortNames(Topics.withPrefix(Topics.DEFAULT_PREFIX)).iterator();
  }
}
