package io.brinkwatch.cli;

import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.SourceFormats;
import io.brinkwatch.ingest.siren.Gazetteer;
import io.brinkwatch.ingest.ucdp.UcdpRelease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Which format files have, and what they do not say of themselves. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = ByName.class,
      completionCandidates = Names.class,
      description = "Format of what is read: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private SourceFormats format = SourceFormats.CURATED;

  @Option(
      names = "--release",
      paramLabel = "NAME",
      converter = Release.class,
      description =
          "Release that files of the format ucdp are, such as 23.1 or 24.0.5; otherwise their names"
              + " tell it.")
  private UcdpRelease release;

  @Option(
      names = "--gazetteer",
      paramLabel = "FILE",
      description =
          "Where places of the format siren lie: JSON list of name, name_en, zone_en, lat, lng.")
  private Path gazetteer;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** A reader of the format that was chosen. */
  SourceFormat in(Context context) {
    only(SourceFormats.UCDP, "--release", release);
    only(SourceFormats.SIREN, "--gazetteer", gazetteer);
    var told =
        new SourceFormats.Told(
            Optional.ofNullable(release),
            Optional.ofNullable(gazetteer).map(file -> read(context.workingDirectory(), file)));
    return format.with(context.clock(), told);
  }

  private void only(SourceFormats of, String option, Object given) {
    if (given != null && format != of) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is for --format %s, and the format is %s".formatted(option, of, format));
    }
  }

  private static Gazetteer read(Path workingDirectory, Path file) {
    Path path = workingDirectory.resolve(file);
    try (InputStream in = Files.newInputStream(path)) {
      return Gazetteer.read(in, file.toString());
    } catch (IOException e) {
      throw new SourceException("%s cannot be read: %s".formatted(path, e), e);
    }
  }

  /** All names, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SourceFormats.names().iterator();
    }
  }

  /** From the name to the format. */
  static final class ByName implements ITypeConverter<SourceFormats> {
    @Override
    public SourceFormats convert(String name) {
      for (SourceFormats format : SourceFormats.values()) {
        if (format.toString().equals(name)) {
          return format;
        }
      }
      throw new TypeConversionException(
          "'%s' is none of %s".formatted(name, String.join(", ", SourceFormats.names())));
    }
  }

  /** From the name to the release. */
  static final class Release implements ITypeConverter<UcdpRelease> {
    @Override
    public UcdpRelease convert(String name) {
      try {
        return UcdpRelease.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
