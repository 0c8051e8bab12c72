package io.brinkwatch.cli;

import io.brinkwatch.cli.show.RecordJson;
import io.brinkwatch.cli.show.Words;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.HawkesKey;
import io.brinkwatch.model.HawkesParameters;
import io.brinkwatch.model.HawkesSide;
import io.brinkwatch.model.Incident;
import io.brinkwatch.streams.fit.PairActs;
import io.brinkwatch.streams.fit.PairFit;
import io.brinkwatch.streams.fit.UnfitException;
import io.brinkwatch.streams.reference.ActorIndex;
import io.brinkwatch.streams.reference.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fit",
    description = {
      "Fits how two actors excite each other's acts of force in a theatre (a Hawkes process), and"
          + " writes the parameters to a file. Nothing is published: look at them, then give the file"
          + " to 'reference publish'.",
      "",
      "All incidents that are recorded count as they are known now. What proxies do is their"
          + " sponsor's doing. Only acts whose time is known to six hours or better are fitted; there"
          + " must be 100 of them in each direction. The fit is refused if it does not converge, or if"
          + " acts would beget ever more acts. Time in which no feed told anything counts as quiet:"
          + " choose a period without outages.",
      "",
      "The parameters hold from the end of the period on, in the next version of the pair: from then"
          + " the readings of both dyads say how many acts a day are to be expected, and how many of"
          + " them answer the other side. They bear on no index and no level."
    },
    footer = {
      "  ./brinkwatch reference fit israel hezbollah hawkes.json",
      "  ./brinkwatch reference fit israel hezbollah hawkes.json --theatre IL_LB --to 2024-06-01T00:00:00Z",
      "  ./brinkwatch reference publish hawkes.json"
    })
final class ReferenceFitCommand implements Callable<ExitCode> {
  private final Context context;
  @Mixin private ConnectionOptions connection;

  @Parameters(index = "0", paramLabel = "ACTOR", description = "Id, name or alias of one side.")
  private String one;

  @Parameters(index = "1", paramLabel = "ACTOR", description = "And of the other.")
  private String other;

  @Parameters(
      index = "2",
      paramLabel = "FILE",
      description = "Where to write; a file that is not there yet.")
  private Path file;

  @Option(
      names = "--theatre",
      paramLabel = "ID",
      description = "In which theatre; needed if they have fought in more than one.")
  private String theatre;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Acts after then; otherwise from the first incident of the theatre on.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "Acts up to then; otherwise up to the last incident of the theatre.")
  private Instant to;

  ReferenceFitCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    Path path = context.workingDirectory().resolve(file);
    if (Files.exists(path)) {
      throw new Failure(
          ExitCode.USAGE, "%s is there already".formatted(file), "Give it another name.");
    }
    ConnectionSettings settings = connection.resolve(context).connection();
    Preflight.of(settings)
        .requireBroker()
        .requireRegistry()
        .requireTopicsExist()
        .requireReference();
    PublishedReference published = PublishedReference.read(settings, context.stop());
    PairActs acts = acts(published.reference(), settings);
    String where = theatre(acts);
    HawkesParameters fitted = fit(acts, where, during(acts, where), published);
    write(fitted, path);
    tell(fitted);
    return ExitCode.OK;
  }

  private PairActs acts(Reference reference, ConnectionSettings settings) {
    // as the readings to come will have it: who stood behind whom is judged as of the end
    Instant end = Objects.requireNonNullElseGet(to, context.clock()::instant);
    ActorIndex actors = reference.actorVersions().at(end);
    String first = id(one, reference, actors);
    String second = id(other, reference, actors);
    if (first.equals(second)) {
      throw new Failure(ExitCode.USAGE, "%s and %s are one actor".formatted(one, other), "");
    }
    var acts = new PairActs(first, second, actors, reference.policyVersions());
    try (var records = CommittedRecords.of(settings.topics().incidents(), settings)) {
      records.each(
          context.stop(),
          record -> {
            if (records.value(record) instanceof Incident incident) {
              acts.take(incident);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return acts;
  }

  private static String id(String name, Reference reference, ActorIndex actors) {
    String id = actors.id(name);
    if (reference.actors().keySet().stream().noneMatch(key -> key.getId().equals(id))) {
      throw new Failure(
          ExitCode.USAGE,
          "there is no actor %s".formatted(name),
          "'./brinkwatch reference show actors' lists those built in.");
    }
    return id;
  }

  private String theatre(PairActs acts) {
    SortedSet<String> theatres = acts.theatres();
    if (theatre == null && theatres.size() == 1) {
      return theatres.first();
    }
    if (theatre == null || !theatres.contains(theatre)) {
      String in = theatres.isEmpty() ? "no theatre" : String.join(", ", theatres);
      throw new Failure(
          ExitCode.USAGE,
          "acts of force between %s and %s are recorded in %s"
              .formatted(acts.first(), acts.second(), in),
          theatres.isEmpty() ? "" : "Name one of them with --theatre.");
    }
    return theatre;
  }

  private PairActs.Stretch during(PairActs acts, String where) {
    PairActs.Stretch told = acts.told(where).orElseThrow();
    var during =
        new PairActs.Stretch(
            Objects.requireNonNullElse(from, told.from()),
            Objects.requireNonNullElse(to, told.to()));
    if (!during.from().isBefore(during.to())) {
      throw new Failure(
          ExitCode.USAGE,
          "from %s to %s there is no time".formatted(during.from(), during.to()),
          "");
    }
    return during;
  }

  private HawkesParameters fit(
      PairActs acts, String where, PairActs.Stretch during, PublishedReference published) {
    int version = published.pairVersion(HawkesKey.id(where, acts.first(), acts.second())) + 1;
    try {
      return PairFit.of(acts, where, during, version);
    } catch (UnfitException e) {
      throw new Failure(ExitCode.USAGE, e.getMessage(), "", e);
    }
  }

  private void write(HawkesParameters fitted, Path path) {
    try {
      Files.writeString(path, RecordJson.text(RecordJson.of(fitted), false) + "\n");
    } catch (IOException e) {
      throw new Failure(ExitCode.ENVIRONMENT, "%s cannot be written: %s".formatted(file, e), "", e);
    }
  }

  private void tell(HawkesParameters fitted) {
    Terminal terminal = context.terminal();
    terminal.line(
        "%s from %s to %s, version %d, written to %s"
            .formatted(
                fitted.getTheatre(),
                Words.minute(fitted.getFittedFrom()),
                Words.minute(fitted.getFittedTo()),
                fitted.getVersion(),
                file));
    tell(fitted.getFirst(), fitted.getSecond());
    tell(fitted.getSecond(), fitted.getFirst());
    terminal.line(
        "spectral radius %.2f; nothing is published: look at it first"
            .formatted(fitted.getSpectralRadius()));
  }

  private void tell(HawkesSide side, HawkesSide other) {
    context
        .terminal()
        .line(
            "%s against %s: %s, %d known by the day left out; each begets %.2f more of its own, and each of the other side's %.2f (p %.2g)"
                .formatted(
                    side.getActor(),
                    other.getActor(),
                    Words.count(side.getActs(), "act"),
                    side.getActsByDay(),
                    side.getOwn().getAlpha(),
                    side.getOther().getAlpha(),
                    side.getP()));
  }
}
