package io.brinkwatch.cli;

import io.brinkwatch.cli.course.Course;
import io.brinkwatch.cli.course.CoursePage;
import io.brinkwatch.cli.course.Happening;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.EscalationLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "course",
    description = {
      "Writes how each theatre went, day by day, as a page of Markdown with charts: index, level and"
          + " outlook at the end of each day, by the FINAL levels that were told.",
      "",
      "With --against, beside a list of what is known to have happened: which of it shows in the"
          + " levels and which does not, and whether rises of the level came as warnings or as luck"
          + " would have it."
    },
    footer = {
      "  ./brinkwatch course --prefix brinkwatch.replay-autumn. > autumn.md",
      "  ./brinkwatch course --prefix brinkwatch.replay-autumn. --against happened.csv"
    })
final class CourseCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "CSV with the columns date, theatre, direction (+, - or posture), expected_level, event.")
  private Path against;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the page.")
  private String title = "Day by day";

  CourseCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException {
    ConnectionSettings settings = connection.resolve(context).connection();
    List<Happening> happenings = happenings();
    Preflight.of(settings).requireBroker().requireRegistry().requireTopicsExist();
    Course course = course(settings);
    if (course.subjects().stream().allMatch(subject -> course.days(subject).isEmpty())) {
      throw new Failure(
          ExitCode.USAGE, "no day of any theatre is FINAL", "Another --prefix may hold some.");
    }
    var words = PublishedReference.read(settings, context.stop()).words();
    new CoursePage(title, course, words, happenings)
        .text()
        .lines()
        .forEach(context.terminal()::line);
    return ExitCode.OK;
  }

  private List<Happening> happenings() throws IOException {
    if (against == null) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(context.workingDirectory().resolve(against))) {
      return Happening.read(in, against.toString());
    } catch (NoSuchFileException e) {
      throw new Failure(ExitCode.USAGE, against + " does not exist", "", e);
    }
  }

  private Course course(ConnectionSettings settings) throws IOException {
    var course = new Course();
    try (var records = CommittedRecords.of(settings.topics().levels(), settings)) {
      records.each(
          context.stop(),
          record -> {
            SpecificRecord value = records.value(record);
            if (value != null) {
              course.take((EscalationLevel) value);
            }
          });
    }
    return course;
  }
}
