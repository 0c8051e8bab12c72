package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Text;
import io.brinkwatch.model.ConnectionSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "tail",
    description = {
      "Shows the records of a topic as JSON, and waits for more until Ctrl-C.",
      "",
      "Only what is committed is shown. A record that cannot be read is named on standard error,"
          + " and the next one follows. Dead letters (<topology>.dlq) come with the headers that"
          + " say why, and their bytes in hex."
    },
    footer = {
      "  ./brinkwatch topics tail levels                       from now on",
      "  ./brinkwatch topics tail alerts --from-beginning --max 3",
      "  ./brinkwatch topics tail levels --key GAZA --from-beginning --no-follow --compact",
      "  ./brinkwatch topics tail intake.dlq --from-beginning"
    })
final class TailCommand implements Callable<ExitCode> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int REGISTRY_MILLIS = 5_000;

  private final Context context;
  @Mixin private ConnectionOptions connection;

  @Parameters(
      paramLabel = "<topic>",
      completionCandidates = TopicNames.class,
      description = "With or without the prefix: ${COMPLETION-CANDIDATES}.")
  private String topic;

  @Option(names = "--from-beginning", description = "Starts with the oldest record.")
  private boolean fromBeginning;

  @Option(names = "--no-follow", description = "Ends where the topic ends now.")
  private boolean noFollow;

  @Option(
      names = "--max",
      paramLabel = "N",
      converter = AtLeastOne.class,
      description = "Ends after so many records.")
  private long max = Long.MAX_VALUE;

  @Option(
      names = "--key",
      paramLabel = "K",
      description = "Only records with this key, or with it in one of the key's fields.")
  private String key;

  @Option(names = "--raw", description = "Does not decode Avro; shows bytes in hex.")
  private boolean raw;

  @Option(names = "--compact", description = "One record per line.")
  private boolean compact;

  @Option(names = "--headers", description = "Shows headers too.")
  private boolean headers;

  /** Reads a number from 1. */
  static final class AtLeastOne implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      if (!text.matches("0*[1-9][0-9]{0,17}")) {
        throw new TypeConversionException("'%s' is not a whole number from 1".formatted(text));
      }
      return Long.valueOf(text);
    }
  }

  TailCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    ConnectionSettings settings = connection.resolve(context).connection();
    TailedTopic tailed = TailedTopic.named(topic, settings.topics());
    Preflight preflight = Preflight.of(settings).requireBroker();
    if (!raw && !tailed.deadLetters()) {
      preflight.requireRegistry();
    }
    var form = new RecordPrinter.Form(compact, headers, raw, key);
    var printer = new RecordPrinter(context.terminal(), tailed, form, decoding(settings));
    try (var consumer =
        new KafkaConsumer<>(
            properties(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer, tailed.name());
      consumer.assign(partitions);
      seek(consumer, partitions);
      tellWaiting(tailed.name());
      follow(consumer, partitions, printer);
    }
    return ExitCode.OK;
  }

  // one that does not answer must not keep the command from ending
  private static Map<String, Object> decoding(ConnectionSettings settings) {
    Map<String, Object> configuration = new HashMap<>(settings.serdes().configuration());
    configuration.putIfAbsent("http.connect.timeout.ms", REGISTRY_MILLIS);
    configuration.putIfAbsent("http.read.timeout.ms", REGISTRY_MILLIS);
    return configuration;
  }

  static Properties properties(ConnectionSettings settings) {
    Properties properties = settings.kafkaClient();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return properties;
  }

  static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found.isEmpty()) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "the cluster has no topic %s".formatted(topic),
          "'./brinkwatch topics create%s' makes the missing ones; or is the prefix another one?"
              .formatted(ConnectionOptions.GIVEN));
    }
    return found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
  }

  private void seek(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions) {
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
  }

  // who asks what a topic holds would take the silence for an answer
  private void tellWaiting(String name) {
    if (!fromBeginning) {
      context
          .terminal()
          .complaint(
              Text.of(
                  noFollow
                      ? "Only new records of %s were asked for, and there are none yet; --from-beginning shows what stands there."
                          .formatted(name)
                      : "Waiting for new records of %s; --from-beginning shows what stands there."
                          .formatted(name)));
    }
  }

  private void follow(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      RecordPrinter printer) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long shown = 0;
    while (shown < max && !context.stop().isRequested() && !(noFollow && isAt(ends, consumer))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        context.stop().check();
        boolean wanted = shown < max && !isAfter(ends, record);
        shown += wanted && printer.print(record) ? 1 : 0;
      }
    }
  }

  private boolean isAfter(Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> record) {
    var partition = new TopicPartition(record.topic(), record.partition());
    return noFollow && record.offset() >= ends.get(partition);
  }

  private static boolean isAt(Map<TopicPartition, Long> ends, KafkaConsumer<?, ?> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
