package io.brinkwatch.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brinkwatch.cli.show.RecordJson;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.Incident;
import io.brinkwatch.model.Topic;
import io.brinkwatch.model.Topics;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = {
      "Writes what a topic holds now to a file, a record as JSON on each line, with its key and"
          + " where it stands. Only what is committed is written.",
      "",
      "What may not be passed on is left out: reports whose terms forbid it, and incidents whose"
          + " facts are those of such a report, their first one. An incident that has such reports"
          + " behind an open one is written without them and without what any of its reports may"
          + " have told: initiators, targets, who acted on whom, weapon, target class, outcome,"
          + " munitions, fatalities, injuries, stage of a claim and theatres concerned. So is one"
          + " with more reports than are listed.",
      "",
      "Values of readings, levels and alerts are made from all reports together and are written,"
          + " unless their evidence is nothing but incidents that are left out. Evidence of these,"
          + " or of incidents that are forgotten by now, has no summary; a floor is written if all"
          + " reports of its incident are open. Details that may tell a fact of a report (spread,"
          + " posture, precursor and counts, and readings of a dyad as a whole) are written only"
          + " if all reports of all incidents that the topic holds are open, and no incident they"
          + " name is forgotten. What is told of as a report of another incident by now has the terms"
          + " of that one. How many records were left out and how many written in part is said at the"
          + " end, apart for terms that forbid it and terms that nobody knows.",
      "",
      "The file appears when it is complete. Exit code 3 if a record cannot be read: it is named"
          + " on standard error, and all others are written."
    },
    footer = {
      "  ./brinkwatch topics export incidents --to incidents.ndjson",
      "  ./brinkwatch topics export levels --final --prefix brinkwatch.replay-a. --to a.ndjson",
      "  ./brinkwatch topics export reports --to mine.ndjson --all       for your own use"
    })
final class ExportCommand implements Callable<ExitCode> {
  private final Context context;
  private final Redistribution terms = new Redistribution();
  private final Held byTerms = new Held();
  private final Held byForgotten = new Held();
  private long written;
  private long unread;

  @Mixin private ConnectionOptions connection;

  @Parameters(
      paramLabel = "<topic>",
      completionCandidates = TopicNames.class,
      description = "With or without the prefix; of the topics but dead letters.")
  private String topic;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "Where to write; a file that is not there yet.")
  private Path file;

  @Option(
      names = "--all",
      description = "For your own use: writes what may not be passed on too, as it is.")
  private boolean all;

  @Option(
      names = "--final",
      description =
          "Of indicators, levels and alerts, what is FINAL alone, without its place on the topic: the"
              + " same lines, in another order, of any two runs with the same reports and ticks.")
  private boolean onlyFinal;

  /** How many records were not written as they are, for one reason. */
  private static final class Held {
    private long inPart;
    private long leftOut;

    boolean isAny() {
      return inPart + leftOut > 0;
    }

    String told(String reason) {
      return "%,d left out and %,d written in part, for %s".formatted(leftOut, inPart, reason);
    }
  }

  /** A record as it was read; the value may be null. */
  private record Entry(Object key, SpecificRecord value) {}

  ExportCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    ConnectionSettings settings = connection.resolve(context).connection();
    Topic<?, ?> exported = topic(settings.topics());
    Path to = context.workingDirectory().resolve(file);
    requireNew(to);
    Preflight.of(settings).requireBroker().requireRegistry();
    try {
      write(settings, exported, to);
    } catch (IOException e) {
      throw new Failure(ExitCode.ENVIRONMENT, "%s cannot be written: %s".formatted(to, e), "", e);
    }
    tell(exported);
    return unread == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }

  private Topic<?, ?> topic(Topics topics) {
    TailedTopic named = TailedTopic.named(topic, topics);
    Optional<Topic<?, ?>> found = topics.named(named.name());
    if (found.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "%s holds bytes that could not be read as records".formatted(named.name()),
          "'./brinkwatch topics tail%s %s --from-beginning' shows them."
              .formatted(ConnectionOptions.GIVEN, topic));
    }
    if (!all && ofUnknownTerms(topics).contains(found.get())) {
      throw new Failure(
          ExitCode.USAGE,
          "%s quotes reports without saying whether they may be passed on".formatted(named.name()),
          "--all writes it for your own use.");
    }
    if (onlyFinal && !ofEvaluations(topics).contains(found.get())) {
      throw new Failure(
          ExitCode.USAGE,
          "--final is for indicators, levels and alerts",
          "Nothing on %s is FINAL or PROVISIONAL.".formatted(named.name()));
    }
    return found.get();
  }

  private static List<Topic<?, ?>> ofEvaluations(Topics topics) {
    return List.of(topics.indicators(), topics.levels(), topics.alerts());
  }

  private static Set<Topic<?, ?>> ofUnknownTerms(Topics topics) {
    return Set.of(topics.rejected(), topics.theatreInputs(), topics.ingestProgress());
  }

  private static void requireNew(Path to) {
    if (Files.exists(to)) {
      throw new Failure(
          ExitCode.USAGE, "%s is there already".formatted(to), "Give it another name.");
    }
  }

  private void write(ConnectionSettings settings, Topic<?, ?> exported, Path to)
      throws IOException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try (var records = CommittedRecords.of(exported, settings)) {
      // now that its end is known: all that is cited before it has been told by then
      noteTerms(settings, exported);
      try (Writer out = Files.newBufferedWriter(part)) {
        records.each(context.stop(), record -> take(record, records, out));
      }
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void noteTerms(ConnectionSettings settings, Topic<?, ?> exported) throws IOException {
    Topics topics = settings.topics();
    if (all || !ofEvaluations(topics).contains(exported)) {
      return;
    }
    try (var incidents = CommittedRecords.of(topics.incidents(), settings)) {
      incidents.each(
          context.stop(),
          record -> read(record, incidents).ifPresent(entry -> note(entry.value())));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, CommittedRecords records, Writer out)
      throws IOException {
    Optional<Entry> entry = read(record, records);
    if (entry.isEmpty()) {
      return;
    }
    SpecificRecord value = entry.get().value();
    if (onlyFinal && !isFinal(value)) {
      return;
    }
    // without a value it takes back what stood under its key
    boolean asItIs = all || value == null;
    Optional<SpecificRecord> open = asItIs ? Optional.ofNullable(value) : terms.of(value);
    if (!Objects.equals(open.orElse(null), value)) {
      Held held = terms.isHeldByForgottenAlone(value) ? byForgotten : byTerms;
      held.inPart += open.isPresent() ? 1 : 0;
      held.leftOut += open.isPresent() ? 0 : 1;
    }
    if (asItIs || open.isPresent()) {
      write(record, entry.get().key(), open.orElse(null), out);
    }
  }

  private static boolean isFinal(SpecificRecord value) {
    return value != null
        && value.get(value.getSchema().getField("finality").pos()) == Finality.FINAL;
  }

  private void note(SpecificRecord incident) {
    if (incident != null) {
      terms.note((Incident) incident);
    }
  }

  /** Key and value of a record; empty if they cannot be read, which is told. */
  private Optional<Entry> read(ConsumerRecord<byte[], byte[]> record, CommittedRecords records) {
    try {
      return Optional.of(new Entry(records.key(record), records.value(record)));
    } catch (KafkaException e) {
      if (Failures.isRegistryAway(e)) {
        throw e; // the next record would fare no better
      }
      unread++;
      context
          .terminal()
          .complaint(
              Text.of(
                  "%s-%d offset %d cannot be read: %s"
                      .formatted(
                          record.topic(), record.partition(), record.offset(), e.getMessage()),
                  Style.BAD));
      return Optional.empty();
    }
  }

  private void write(
      ConsumerRecord<byte[], byte[]> record, Object key, SpecificRecord value, Writer out)
      throws IOException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!onlyFinal) {
      node.put("partition", record.partition());
      node.put("offset", record.offset());
      node.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
    }
    node.set("key", RecordJson.of(key));
    node.set("value", RecordJson.of(value));
    out.write(RecordJson.text(node, true));
    out.write('\n');
    written++;
  }

  private void tell(Topic<?, ?> exported) {
    Terminal terminal = context.terminal();
    terminal.line(
        "%s of %s written to %s".formatted(Words.count(written, "record"), exported.name(), file));
    if (!all) {
      terminal.line(byTerms.told("terms do not let all be passed on"));
    }
    if (byForgotten.isAny()) {
      terminal.line(
          byForgotten.told(
              "they name incidents that are not on the topic, whose terms nobody knows"));
    }
    if (unread > 0) {
      terminal.line("%s could not be read".formatted(Words.count(unread, "record")));
    }
  }
}
