package io.brinkwatch.cli;

import io.brinkwatch.cli.show.Explanation;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = {
      "Says why a theatre is where it is: its index as a sum of parts, the incidents in it with"
          + " their sources and grades, how far it rests on sources that are not trusted, the rule or"
          + " floor that holds its level, and what would bring it down, and when at the earliest.",
      "",
      "All of this is in the record of the levels topic."
    },
    footer = {
      "  ./brinkwatch explain IL_LB",
      "  ./brinkwatch explain US_IQ_SY --at 2023-11-13T00:00:00Z",
      "  ./brinkwatch explain REGION --prefix brinkwatch.replay-october."
    })
final class ExplainCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "<theatre>", description = "Id of a theatre, or REGION.")
  private String subject;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "The last evaluation up to then; otherwise the last one.")
  private Instant at;

  ExplainCommand(Context context) {
    this.context = context;
  }

  /** What the levels topic says of the subject. */
  private static final class Found {
    private final Set<String> subjects = new TreeSet<>();
    private EscalationLevel level;

    void take(EscalationLevel other, String subject, Instant at) {
      subjects.add(other.getSubject());
      boolean isMeant =
          other.getSubject().equals(subject) && (at == null || !other.getEvaluatedAt().isAfter(at));
      if (isMeant && (level == null || isBetter(other))) {
        level = other;
      }
    }

    /** Later evaluations, and of one evaluation the FINAL, or else the last that was told. */
    private boolean isBetter(EscalationLevel other) {
      int later = other.getEvaluatedAt().compareTo(level.getEvaluatedAt());
      return later > 0 || (later == 0 && level.getFinality() != Finality.FINAL);
    }
  }

  @Override
  public ExitCode call() {
    ConnectionSettings settings = connection.resolve(context).connection();
    Preflight.of(settings).requireBroker().requireRegistry().requireTopicsExist();
    var found = new Found();
    each(
        settings,
        settings.topics().levels(),
        value -> found.take((EscalationLevel) value, subject, at));
    EscalationLevel level = Optional.ofNullable(found.level).orElseThrow(() -> nothing(found));
    PublishedReference reference = PublishedReference.read(settings, context.stop());
    Words words = reference.words();
    new Explanation(level, words, context.terminal().columns())
        .lines()
        .forEach(context.terminal()::line);
    return ExitCode.OK;
  }

  private Failure nothing(Found found) {
    return found.subjects.contains(subject)
        ? new Failure(ExitCode.USAGE, "there is no level of %s up to %s".formatted(subject, at), "")
        : new Failure(
            ExitCode.USAGE,
            "there is no level of %s".formatted(subject),
            found.subjects.isEmpty()
                ? "No level has been told yet."
                : "There are levels of %s.".formatted(String.join(", ", found.subjects)));
  }

  private void each(ConnectionSettings settings, Topic<?, ?> topic, Consumer<SpecificRecord> use) {
    try (var records = CommittedRecords.of(topic, settings)) {
      records.each(
          context.stop(),
          record -> {
            SpecificRecord value = records.value(record);
            if (value != null) {
              use.accept(value);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
