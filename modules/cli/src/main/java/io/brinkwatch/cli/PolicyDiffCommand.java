package io.brinkwatch.cli;

import io.brinkwatch.cli.show.PolicyContrast;
import io.brinkwatch.ingest.ReferenceException;
import io.brinkwatch.ingest.ReferenceFiles;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Policy;
import io.brinkwatch.replay.ReplayName;
import io.brinkwatch.replay.ReplayTopics;
import io.brinkwatch.streams.StreamsSettings;
import io.brinkwatch.streams.reference.Reference;
import io.brinkwatch.streams.whatif.Comparison;
import io.brinkwatch.streams.whatif.Rerun;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "Shows what a proposed policy would have said on a recorded stream, beside what the policy"
          + " that is published says there: when levels differ, how far the index is apart, how often"
          + " each changes its level. Nothing is published.",
      "",
      "All that is recorded is evaluated twice by the code of the topologies, and FINAL levels are"
          + " compared. The proposed policy judges the whole stream, whatever its effectiveFrom says:"
          + " it is tried on the past before it is in force. If the file holds several versions,"
          + " each judges from its effectiveFrom on, and the first what lies before it. What the"
          + " intake has refused or located by the policy of then stays so."
    },
    footer = {
      "  ./brinkwatch reference show policy --json > policy.json     then change a weight, and",
      "  ./brinkwatch policy diff policy.json --on autumn            on a replay",
      "  ./brinkwatch policy diff policy.json                        on the live streams"
    })
final class PolicyDiffCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;

  @Parameters(
      paramLabel = "FILE",
      description = "The proposed policy: one, or a list of versions, as in policy.json.")
  private Path file;

  @Option(
      names = "--on",
      paramLabel = "NAME",
      description = "Name of a replay whose topics stayed; otherwise the live streams.")
  private String replay;

  PolicyDiffCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws InterruptedException {
    List<Policy> proposed = proposed();
    ConnectionSettings settings = settings();
    Preflight.of(settings).requireRegistry();
    PublishedReference published = PublishedReference.read(settings, context.stop());
    Reference present = published.reference();
    requireTheatres(proposed, present);
    Comparison comparison = compare(present, present.withPolicies(proposed), settings);
    if (comparison.subjects().isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "nothing is FINAL under %s: there is nothing to compare"
              .formatted(settings.topics().prefix()),
          "");
    }
    var contrast =
        new PolicyContrast(
            comparison,
            published.words(),
            file + " (version %s)".formatted(PolicyContrast.versions(versions(proposed))),
            settings.topics().prefix());
    contrast.head().forEach(context.terminal()::line);
    if (!comparison.isSame()) {
      context.terminal().line("");
      context.terminal().table(contrast.table());
      contrast.stretches().forEach(context.terminal()::line);
    }
    return ExitCode.OK;
  }

  private static List<Integer> versions(List<Policy> policies) {
    return policies.stream().map(Policy::getVersion).sorted().toList();
  }

  private List<Policy> proposed() {
    List<Policy> policies;
    try {
      policies = ReferenceFiles.policy(context.workingDirectory().resolve(file));
    } catch (ReferenceException e) {
      throw unusable(e);
    }
    List<String> ids = policies.stream().map(Policy::getId).distinct().sorted().toList();
    if (ids.size() > 1) {
      throw new Failure(
          ExitCode.USAGE,
          "%s holds several policies: %s".formatted(file, String.join(", ", ids)),
          "One is compared with the one in force; put the others into files of their own.");
    }
    return policies;
  }

  private void requireTheatres(List<Policy> proposed, Reference present) {
    try {
      ReferenceFiles.requireTheatres(file, proposed, ReferenceCommand.ids(present.theatres()));
    } catch (ReferenceException e) {
      throw unusable(e);
    }
  }

  private Failure unusable(ReferenceException e) {
    return new Failure(
        ExitCode.USAGE,
        "the policy in %s cannot be used:\n%s".formatted(file, String.join("\n", e.faults())),
        "",
        e);
  }

  /** Of the live streams, or of the replay. */
  private ConnectionSettings settings() throws InterruptedException {
    StreamsSettings live = connection.resolve(context).streams();
    if (replay == null) {
      Preflight.of(live.connection()).requireBroker().requireTopicsExist();
      return live.connection();
    }
    ReplayName name = ReplayCommand.name(replay);
    Preflight.of(live.connection()).requireBroker();
    ReplayTopics topics = ReplayTopics.of(name, live);
    if (topics.existing().isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "no replay named '%s' under %s".formatted(replay, live.topics().prefix()),
          "A replay leaves its topics, named %s*, unless it was told to delete them."
              .formatted(name.prefix(live.topics().prefix())));
    }
    return topics.settings().connection();
  }

  private Comparison compare(Reference present, Reference proposed, ConnectionSettings settings) {
    var comparison = new Comparison();
    Rerun one = run(present, comparison.one());
    Rerun other = run(proposed, comparison.other());
    try (var inputs = new RecordedInputs(settings, context.stop())) {
      inputs.play(
          IntStream.range(0, inputs.partitions()).boxed().toList(),
          one::clock,
          (partition, key, input) -> {
            one.take(partition, key, input);
            other.take(partition, key, input);
          });
    }
    return comparison;
  }

  // it never was, and so it is no more than an exercise
  private static Rerun run(Reference reference, Rerun.Listener listener) {
    return new Rerun(reference, subject -> true, Set.of(), MessageStatus.EXERCISE, listener);
  }
}
