package io.brinkwatch.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka node that is broker and controller. Prints {@value #READY} when it serves. */
final class BrokerMain {
  static final String READY = "READY";
  static final String META_PROPERTIES = "meta.properties";

  /** The same for all, so that data of any other cluster is recognised. */
  static final String CLUSTER_ID = "brinkwatch-embedded-00";

  static final int NODE_ID = 1;

  private static final String CONTROLLER = "CONTROLLER";

  private BrokerMain() {}

  /** {@code <broker port> <controller port> <data directory>}. */
  public static void main(String[] args) throws Exception {
    var config = KafkaConfig.fromProps(properties(args[0], args[1], args[2]), false);
    formatOnce(config, Path.of(args[2]));
    var server = new KafkaRaftServer(config, Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "broker-stop"));
    server.startup();
    System.out.println(READY);
    System.out.flush();
    server.awaitShutdown();
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void formatOnce(KafkaConfig config, Path data) throws Exception {
    if (Files.exists(data.resolve(META_PROPERTIES))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(CLUSTER_ID)
        .setNodeId(NODE_ID)
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(config.metadataLogDir())
        .setControllerListenerName(CONTROLLER)
        .run();
  }

  static Properties properties(String port, String controllerPort, String data) {
    var p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE_ID));
    p.put("log.dirs", data);
    listen(p, Ports.HOST + ":" + port, Ports.HOST + ":" + controllerPort);
    replicateNothing(p);
    loseNothing(p);
    waitForNobody(p);
    return p;
  }

  private static void listen(Properties p, String broker, String controller) {
    p.put("listeners", "PLAINTEXT://" + broker + "," + CONTROLLER + "://" + controller);
    p.put("advertised.listeners", "PLAINTEXT://" + broker);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("controller.listener.names", CONTROLLER);
    // a static voter, which may have another port after each start
    p.put("controller.quorum.voters", NODE_ID + "@" + controller);
  }

  private static void replicateNothing(Properties p) {
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void loseNothing(Properties p) {
    // retention goes by the record's own time: the default would delete recorded input on arrival
    p.put("log.retention.ms", "-1");
    // a topic that nobody declared is a mistake
    p.put("auto.create.topics.enable", "false");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 * 1024 * 1024));
  }

  private static void waitForNobody(Properties p) {
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("group.streams.initial.rebalance.delay.ms", "0");
    p.put("group.streams.heartbeat.interval.ms", "500");
    p.put("group.streams.min.heartbeat.interval.ms", "500");
    // or a start after a kill waits until the controller has given up on the predecessor
    p.put("broker.session.timeout.ms", "1500");
    p.put("broker.heartbeat.interval.ms", "500");
  }
}
