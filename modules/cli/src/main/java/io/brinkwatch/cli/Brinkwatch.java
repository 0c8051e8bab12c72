package io.brinkwatch.cli;

import ch.qos.logback.classic.Level;
import io.brinkwatch.cli.show.Style;
import io.brinkwatch.cli.show.Text;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "brinkwatch",
    versionProvider = Version.class,
    description = {
      "Escalation indicators, levels and alerts from a stream of incident reports, on Kafka.",
      "",
      "New here? './brinkwatch demo' starts a broker and a registry on this machine, plays the"
          + " autumn of 2023 through the pipeline, and shows what it makes of it."
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      IngestCommand.class,
      PollCommand.class,
      ValidateCommand.class,
      ReceiveCommand.class,
      ReplayCommand.class,
      ExplainCommand.class,
      CourseCommand.class,
      TopicsCommand.class,
      ReferenceCommand.class,
      PolicyCommand.class,
      ConfigCommand.class,
      DocsCommand.class,
      CompletionCommand.class
    },
    footer = {
      "  ./brinkwatch demo                                  see it work; needs nothing",
      "  ./brinkwatch demo --keep                           and leave it running to look around",
      "  ./brinkwatch topics tail levels --from-beginning   the levels, as JSON",
      "  ./brinkwatch replay --help                         what a command does, with examples"
    })
public final class Brinkwatch implements Callable<ExitCode> {
  private static final int HELP_COLUMNS = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Shows logs, and stack traces of errors, on standard error.")
  private boolean verbose;

  private final Context context;

  Brinkwatch(Context context) {
    this.context = context;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Stop stop = Stop.onSignals();
    Context context = ofProcess(stop);
    Logs.to(new MemoryWatch(context.terminal(), System::exit));
    int code;
    try {
      code = commandLine(context).execute(args);
    } finally {
      stop.finished();
    }
    if (!stop.isRequested()) {
      System.exit(code);
    }
  }

  private static Context ofProcess(Stop stop) {
    Path workingDirectory = Path.of("").toAbsolutePath();
    String home = System.getProperty("brinkwatch.home", workingDirectory.toString());
    return new Context(
        Terminal.ofProcess(System.getenv()),
        Clock.systemUTC(),
        System.getenv(),
        workingDirectory,
        Path.of(home).toAbsolutePath().normalize(),
        stop);
  }

  /** All commands, ready to execute in a context. */
  static CommandLine commandLine(Context context) {
    var line = new CommandLine(Brinkwatch.class, new ContextFactory(context));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(context.terminal().hasColours() ? Ansi.ON : Ansi.OFF));
    line.setOut(new PrintWriter(context.terminal().out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(context.terminal().err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(HELP_COLUMNS);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Instant.class, Brinkwatch::instant);
    line.setExecutionStrategy(Brinkwatch::execute);
    line.setExecutionExceptionHandler((e, failed, parsed) -> failed(e, failed, context));
    line.setParameterExceptionHandler((e, arguments) -> misused(e, context));
    teach(line);
    return line;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'%s' is not a time in UTC, such as 2023-12-01T00:00:00Z".formatted(text));
    }
  }

  private static void teach(CommandLine line) {
    var usage = line.getCommandSpec().usageMessage();
    usage.synopsisHeading("Usage: ");
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%n");
    usage.optionListHeading("%nOptions%n");
    usage.commandListHeading("%nCommands%n");
    usage.exitCodeListHeading("%nExit codes%n");
    usage.exitCodeList(ExitCode.list());
    usage.footerHeading("%nExamples%n");
    line.getCommandSpec().mixinStandardHelpOptions(true);
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(Brinkwatch::teach);
  }

  private static int execute(CommandLine.ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    Logs.toConsole(isVerbose(parsed.commandSpec()) ? Level.INFO : Level.OFF);
    run(parsed);
    List<CommandLine> commands = parsed.asCommandLineList();
    ExitCode code = commands.get(commands.size() - 1).getExecutionResult();
    return code.code();
  }

  // of errors, which are none of its exceptions, picocli would let the bare trace through
  private static void run(CommandLine.ParseResult parsed) {
    try {
      new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      CommandLine line = parsed.commandSpec().commandLine();
      throw new CommandLine.ExecutionException(line, "out of memory", e);
    }
  }

  /** Whether the command was asked to say more. */
  static boolean isVerbose(CommandSpec spec) {
    Brinkwatch root = spec.root().commandLine().getCommand();
    return root.verbose;
  }

  private static int failed(Exception thrown, CommandLine line, Context context) {
    if (context.stop().isRequested()) {
      return ExitCode.INTERRUPTED.code();
    }
    if (thrown instanceof Terminal.Closed) {
      return ExitCode.OK.code();
    }
    Optional<ConnectionOptions> connection = connection(line);
    Failure failure = Failures.of(thrown);
    if (Failures.isOfMissingTopic(thrown) && connection.isPresent()) {
      failure = Preflight.missingTopics(connection.get().resolve(context)).orElse(failure);
    }
    String given = connection.map(ConnectionOptions::given).orElse("");
    context
        .terminal()
        .error(failure.getMessage(), failure.advice().replace(ConnectionOptions.GIVEN, given));
    if (isVerbose(line.getCommandSpec())) {
      var trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      trace
          .toString()
          .lines()
          .forEach(at -> context.terminal().complaint(Text.of(at, Style.FAINT)));
    }
    return failure.code().code();
  }

  private static Optional<ConnectionOptions> connection(CommandLine line) {
    return line.getMixins().values().stream()
        .filter(ConnectionOptions.class::isInstance)
        .map(ConnectionOptions.class::cast)
        .findFirst();
  }

  private static int misused(ParameterException e, Context context) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    context
        .terminal()
        .error(
            noSuchCommand(e).orElse(e.getMessage()),
            suggestion(e) + "'./%s --help' tells how to use it.".formatted(command));
    return ExitCode.USAGE.code();
  }

  // a group of commands takes words for nothing but its commands
  private static Optional<String> noSuchCommand(ParameterException e) {
    CommandLine line = e.getCommandLine();
    if (!(e instanceof UnmatchedArgumentException unmatched) || line.getSubcommands().isEmpty()) {
      return Optional.empty();
    }
    return unmatched.getUnmatched().stream()
        .findFirst()
        .filter(word -> !word.startsWith("-"))
        .map(
            word ->
                "no such command: %s %s".formatted(line.getCommandSpec().qualifiedName(), word));
  }

  private static String suggestion(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      return near.isEmpty() ? "" : "Did you mean %s?\n".formatted(String.join(" or ", near));
    }
    return "";
  }

  @Override
  public ExitCode call() {
    spec.commandLine().usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
