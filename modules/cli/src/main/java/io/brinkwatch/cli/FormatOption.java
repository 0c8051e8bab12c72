package io.brinkwatch.cli;

import io.brinkwatch.ingest.SourceFormat;
import io.brinkwatch.ingest.SourceFormats;
import java.time.Clock;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which format files have. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = ByName.class,
      completionCandidates = Names.class,
      description = "Format of what is read: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private SourceFormats format = SourceFormats.CURATED;

  /** A reader of the format that was chosen. */
  SourceFormat with(Clock clock) {
    return format.with(clock);
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
}
