package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.model.ConnectionSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/**
 * Says once that the broker went away, and once that it is back. The clients of the topologies wait
 * for it by themselves, and would say so several times a second each.
 */
final class BrokerPulse implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Terminal terminal;
  private final Admin admin;
  private final String brokers;
  private KafkaFuture<Collection<Node>> asked;
  private long askedAt;
  private boolean lost;

  private BrokerPulse(Terminal terminal, Admin admin, String brokers) {
    this.terminal = terminal;
    this.admin = admin;
    this.brokers = brokers;
    ask();
  }

  static BrokerPulse of(ConnectionSettings settings, Terminal terminal) {
    Properties properties = settings.kafkaClient();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + PATIENCE.toMillis());
    return new BrokerPulse(terminal, Admin.create(properties), settings.bootstrapServers());
  }

  private void ask() {
    asked = admin.describeCluster().nodes();
    askedAt = System.nanoTime();
  }

  /** To be called every now and then; never waits. */
  void look() {
    if (!asked.isDone() || System.nanoTime() - askedAt < EVERY.toNanos()) {
      return;
    }
    boolean away = asked.isCompletedExceptionally();
    if (away != lost) {
      lost = away;
      terminal.complaint(
          away
              ? Text.of("broker lost, waiting for " + brokers, Style.WARN)
              : Text.of("broker back", Style.GOOD));
    }
    ask();
  }

  /** Lets go of the broker without waiting for it. */
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
