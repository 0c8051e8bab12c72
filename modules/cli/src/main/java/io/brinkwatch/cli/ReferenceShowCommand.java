package io.brinkwatch.cli;

import io.brinkwatch.cli.show.RecordJson;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Table;
import io.brinkwatch.cli.show.Table.Lean;
import io.brinkwatch.cli.show.Text;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.ingest.ReferenceSet;
import io.brinkwatch.model.Actor;
import io.brinkwatch.model.Theatre;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = {
      "Shows theatres, actors or policy: those built in, or those of a directory.",
      "",
      "What has been published is on the topics: ./brinkwatch topics tail reference.policies"
    },
    footer = {
      "  ./brinkwatch reference show theatres",
      "  ./brinkwatch reference show actors --from my-policy/",
      "  ./brinkwatch reference show policy --json | jq .ladder"
    })
final class ReferenceShowCommand implements Callable<ExitCode> {

  /** What there is to show. */
  enum What {
    theatres,
    actors,
    policy
  }

  private final Context context;

  @Parameters(
      paramLabel = "<what>",
      arity = "0..1",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private What what = What.theatres;

  @Option(names = "--from", paramLabel = "DIR", description = "Otherwise what is built in.")
  private Path directory;

  @Option(names = "--json", description = "Shows all fields, as JSON.")
  private boolean json;

  ReferenceShowCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    ReferenceSet reference = ReferenceCommand.read(directory, context);
    if (json || what == What.policy) {
      records(reference)
          .forEach(
              record -> context.terminal().json(RecordJson.text(RecordJson.of(record), false)));
    } else {
      context.terminal().table(what == What.theatres ? theatres(reference) : actors(reference));
    }
    return ExitCode.OK;
  }

  private List<?> records(ReferenceSet reference) {
    return switch (what) {
      case theatres -> reference.theatres();
      case actors -> reference.actors();
      case policy -> reference.policies();
    };
  }

  private static Table theatres(ReferenceSet reference) {
    var table =
        new Table()
            .column("id", Lean.LEFT)
            .column("version", Lean.RIGHT)
            .column("from", Lean.LEFT)
            .column("name", Lean.LEFT)
            .column("what belongs to it", Lean.LEFT);
    for (Theatre theatre : reference.theatres()) {
      table.row(
          List.of(
              Text.of(theatre.getId(), Style.STRONG),
              Text.of("" + theatre.getVersion()),
              Text.of(Words.day(theatre.getEffectiveFrom())),
              Text.of(theatre.getName()),
              Text.of(theatre.getDescription())));
    }
    return table;
  }

  private static Table actors(ReferenceSet reference) {
    var table =
        new Table()
            .column("id", Lean.LEFT)
            .column("kind", Lean.LEFT)
            .column("sponsors", Lean.LEFT)
            .column("names", Lean.LEFT);
    for (Actor actor : reference.actors()) {
      table.row(
          List.of(
              Text.of(actor.getId(), Style.STRONG),
              Text.of(Words.words(actor.getKind())),
              Text.of(String.join(", ", actor.getSponsors())),
              Text.of(names(actor))));
    }
    return table;
  }

  private static String names(Actor actor) {
    return actor.getAliases().isEmpty()
        ? actor.getName()
        : actor.getName() + "; " + String.join("; ", actor.getAliases());
  }
}
