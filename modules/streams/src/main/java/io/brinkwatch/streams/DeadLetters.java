package io.brinkwatch.streams;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.internals.ExceptionHandlerUtils;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that cannot be read or processed goes to the dead-letter topic of its application, with
 * where it came from, which processor and which task gave up, and why. A world that is down is not
 * a bad record: then the task fails and comes back, and nothing is skipped. So it does when too
 * many records fail at once: then it is not the records that are at fault.
 */
public final class DeadLetters {
  private DeadLetters() {}

  /** Header with the name of the processor that gave up. */
  public static final String PROCESSOR_HEADER = "brinkwatch.errors.processor";

  /** Header with the id of the task that gave up. */
  public static final String TASK_HEADER = "brinkwatch.errors.task";

  private static final String TOPIC = StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG;
  private static final String LIMIT = StreamsSettings.DEAD_LETTER_LIMIT;
  private static final String SKIP_FAILED = "dead.letter.skip.failed";
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /**
   * @param skipFailed whether a record that a processor fails on is skipped; only where records
   *     come from others. On our own records a failure is a bug, and going on would keep half of
   *     what the processor had done
   */
  static void configure(
      Properties properties, String topic, int limitPerMinute, boolean skipFailed) {
    properties.put(TOPIC, topic);
    properties.put(SKIP_FAILED, skipFailed);
    properties.put(LIMIT, limitPerMinute);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, OnReading.class.getName());
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, OnProcessing.class.getName());
  }

  /** Handles records that cannot be decoded. */
  public static final class OnReading implements DeserializationExceptionHandler {
    private Letterbox letterbox;

    @Override
    public void configure(Map<String, ?> configuration) {
      letterbox = Letterbox.of(configuration);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception cause) {
      return Outages.isOutage(cause) || letterbox.isFull()
          ? Response.fail()
          : Response.resume(letterbox.letter(context, cause));
    }
  }

  /** Handles records that a processor failed on. */
  public static final class OnProcessing implements ProcessingExceptionHandler {
    private Letterbox letterbox;
    private boolean skipFailed;

    @Override
    public void configure(Map<String, ?> configuration) {
      letterbox = Letterbox.of(configuration);
      skipFailed = Boolean.parseBoolean(String.valueOf(configuration.get(SKIP_FAILED)));
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception cause) {
      return !skipFailed || Outages.isOutage(cause) || letterbox.isFull()
          ? Response.fail()
          : Response.resume(letterbox.letter(context, cause));
    }
  }

  private static final class Letterbox {
    private static final long MINUTE = 60_000_000_000L;
    private final String topic;
    private final int limit;
    private long windowStart = System.nanoTime();
    private int inWindow;

    private Letterbox(String topic, int limit) {
      this.topic = topic;
      this.limit = limit;
    }

    static Letterbox of(Map<String, ?> configuration) {
      return new Letterbox(
          (String) configuration.get(TOPIC),
          Integer.parseInt(String.valueOf(configuration.get(LIMIT))));
    }

    synchronized boolean isFull() {
      long now = System.nanoTime();
      if (now - windowStart > MINUTE) {
        windowStart = now;
        inWindow = 0;
      }
      return inWindow >= limit;
    }

    synchronized List<ProducerRecord<byte[], byte[]>> letter(
        ErrorHandlerContext context, Exception cause) {
      inWindow++;
      LOG.warn(
          "{}-{} offset {}: not processed by {} ({}), put into {}: {}",
          context.topic(),
          context.partition(),
          context.offset(),
          context.processorNodeId(),
          context.taskId(),
          topic,
          cause.toString());
      var letters =
          ExceptionHandlerUtils.maybeBuildDeadLetterQueueRecords(
              topic, context.sourceRawKey(), context.sourceRawValue(), context, cause);
      letters.forEach(letter -> sign(letter, context));
      return letters;
    }

    private static void sign(ProducerRecord<byte[], byte[]> letter, ErrorHandlerContext context) {
      letter.headers().add(PROCESSOR_HEADER, utf8(String.valueOf(context.processorNodeId())));
      letter.headers().add(TASK_HEADER, utf8(String.valueOf(context.taskId())));
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
