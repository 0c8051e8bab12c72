package io.brinkwatch.cli;

import static java.util.Comparator.naturalOrder;

import io.brinkwatch.cli.show.Age;
import io.brinkwatch.cli.show.Contrast;
import io.brinkwatch.cli.show.Expected;
import io.brinkwatch.cli.show.Explanation;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.cli.show.Waiting;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
      "All of this is in the record of the levels topic. Two things more are in the readings of"
          + " dyads on the indicators topic, bear on no level, and are shown too. Of the region, what"
          + " has been done in any theatre and not been answered in any: the ten acts that weigh"
          + " most, each with its points in the ledger of who did it to whom. Of a theatre, how many"
          + " acts are to be expected of each pair whose parameters were published.",
      "",
      "With --without, it shows beside it what would have been, had no report of an incident ever"
          + " been told, in any theatre: all that is recorded is evaluated again without them, by"
          + " the code of the topologies. Other reports are joined as if these had not been there;"
          + " feeds, ticks and official counts stay as they were. Nothing is shown if what is"
          + " recorded does not give the level that was published."
    },
    footer = {
      "  ./brinkwatch explain IL_LB",
      "  ./brinkwatch explain US_IQ_SY --at 2023-11-13T00:00:00Z",
      "  ./brinkwatch explain US_IQ_SY --at 2023-11-13T00:00:00Z --without curated/CUR-0108",
      "  ./brinkwatch explain REGION --prefix brinkwatch.replay-october."
    })
final class ExplainCommand implements Callable<ExitCode> {
  private static final int DAY_HOURS = 24;
  private static final int LAST_TICKS = 1_000;

  private final Context context;

  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "<theatre>", description = "Id of a theatre, or REGION; in any case.")
  private String subject;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "The last evaluation up to then; otherwise the last one.")
  private Instant at;

  @Option(
      names = "--without",
      paramLabel = "INCIDENT",
      description =
          "Id of an incident, with its feed or without: shows what would have been, had it never"
              + " been told.")
  private String without;

  ExplainCommand(Context context) {
    this.context = context;
  }

  /** What the levels topic says of each subject. */
  private static final class Found {
    private final Map<String, EscalationLevel> levels = new HashMap<>();
    private final Map<String, Instant> lastFinal = new TreeMap<>();
    private final Set<String> subjects = new TreeSet<>();

    void take(EscalationLevel level, Instant at) {
      subjects.add(level.getSubject());
      if (at == null || !level.getEvaluatedAt().isAfter(at)) {
        levels.merge(level.getSubject(), level, Found::better);
      }
      if (level.getFinality() == Finality.FINAL) {
        lastFinal.merge(
            level.getSubject(), level.getEvaluatedAt(), BinaryOperator.maxBy(naturalOrder()));
      }
    }

    /** Later evaluations, and of one evaluation the FINAL, or else the last that was told. */
    private static EscalationLevel better(EscalationLevel before, EscalationLevel now) {
      int later = now.getEvaluatedAt().compareTo(before.getEvaluatedAt());
      boolean isBetter = later > 0 || (later == 0 && before.getFinality() != Finality.FINAL);
      return isBetter ? now : before;
    }

    /** The subject that is meant; as it was asked for if none is. */
    String named(String asked) {
      return subjects.stream()
          .filter(subject -> !subjects.contains(asked) && subject.equalsIgnoreCase(asked))
          .findFirst()
          .orElse(asked);
    }
  }

  @Override
  public ExitCode call() {
    ConnectionSettings settings = connection.resolve(context).connection();
    Preflight.of(settings).requireBroker().requireRegistry().requireTopicsExist();
    var found = new Found();
    each(settings, settings.topics().levels(), value -> found.take((EscalationLevel) value, at));
    subject = found.named(subject);
    EscalationLevel level =
        Optional.ofNullable(found.levels.get(subject)).orElseThrow(() -> nothing(found));
    PublishedReference reference = PublishedReference.read(settings, context.stop());
    if (without == null) {
      explanation(level, reference)
          .lines(age(level, found, reference, settings))
          .forEach(context.terminal()::line);
      if (reference.hasPairs(subject)) {
        expected(level, settings).forEach(context.terminal()::line);
      }
      if (level.getRegion() != null) {
        waiting(level, reference, settings).forEach(context.terminal()::line);
      }
    } else {
      contrast(level, reference, settings);
    }
    return ExitCode.OK;
  }

  /** How old the last level is; nothing of one that was asked for by its time. */
  private List<String> age(
      EscalationLevel level,
      Found found,
      PublishedReference reference,
      ConnectionSettings settings) {
    if (at != null) {
      return List.of();
    }
    int hours =
        reference.reference().policies().values().stream()
            .filter(policy -> policy.getVersion() == level.getPolicyVersion())
            .mapToInt(Policy::getEvaluationHours)
            .max()
            .orElse(DAY_HOURS);
    var age =
        new Age(
            level,
            Optional.ofNullable(found.lastFinal.get(subject)),
            told(settings),
            Duration.ofHours(hours));
    return age.lines(context.clock().instant());
  }

  /** Up to when feeds have told, by the last ticks. */
  private Optional<Instant> told(ConnectionSettings settings) {
    var told = new ArrayList<Instant>();
    each(
        () -> CommittedRecords.lastOf(LAST_TICKS, settings.topics().ticks(), settings),
        value -> told.add(((Tick) value).getTime()));
    return told.stream().max(naturalOrder());
  }

  private List<Text> expected(EscalationLevel level, ConnectionSettings settings) {
    var expected = new Expected(level);
    each(
        settings, settings.topics().indicators(), value -> expected.take((IndicatorReading) value));
    return expected.lines();
  }

  private Explanation explanation(EscalationLevel level, PublishedReference reference) {
    return new Explanation(level, reference.words(), context.terminal().columns());
  }

  private List<Text> waiting(
      EscalationLevel region, PublishedReference reference, ConnectionSettings settings) {
    var waiting = new Waiting(region, reference.words(), context.terminal().columns());
    each(settings, settings.topics().indicators(), value -> waiting.take((IndicatorReading) value));
    Set<String> wanted = Set.copyOf(waiting.incidents());
    var summaries = new HashMap<String, String>();
    if (!wanted.isEmpty()) {
      each(
          settings,
          settings.topics().incidents(),
          value -> {
            Incident incident = (Incident) value;
            if (wanted.contains(incident.getIncidentId())) {
              summaries.put(incident.getIncidentId(), incident.getSummary());
            }
          });
    }
    return waiting.lines(summaries);
  }

  private void contrast(
      EscalationLevel level, PublishedReference reference, ConnectionSettings settings) {
    Incident incident = incident(settings);
    Counterfactual.Without instead;
    try (var inputs = new RecordedInputs(settings, context.stop())) {
      instead = new Counterfactual(inputs, reference, level, incident).level();
    }
    Terminal terminal = context.terminal();
    terminal.line(explanation(level, reference).head());
    terminal.line(
        "without %s of %s  %s"
            .formatted(
                incident.getIncidentId(),
                Words.day(incident.getOccurredFrom()),
                incident.getSummary()));
    terminal.line(
        "%s left out: %s"
            .formatted(
                Words.count(instead.reports().size(), "report"),
                String.join(", ", new TreeSet<>(instead.reports()))));
    terminal.line("");
    terminal.table(new Contrast(level, instead.level(), reference.words()).table());
  }

  /** The incident to think away, as it is known now. */
  private Incident incident(ConnectionSettings settings) {
    var incident = new IncidentById(without);
    each(settings, settings.topics().incidents(), value -> incident.take((Incident) value));
    return incident.get(
        "'./brinkwatch explain %s%s' names those that count."
            .formatted(subject, ConnectionOptions.GIVEN));
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
    each(() -> CommittedRecords.of(topic, settings), use);
  }

  private void each(Supplier<CommittedRecords> from, Consumer<SpecificRecord> use) {
    try (var records = from.get()) {
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
