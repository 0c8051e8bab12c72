package io.brinkwatch.indicators.theatre;

import io.brinkwatch.indicators.Credibility;
import io.brinkwatch.indicators.Reliability;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Who tells of an incident.
 *
 * @param trusted how sure it is by trusted sources alone, 0 to 1; empty if none of them tells of it
 * @param listed sources, each once; first the one whose account it is, then by grade
 * @param more sources that are not listed
 */
public record Sourcing(OptionalDouble trusted, List<Source> listed, int more) {
  /** Nobody that is trusted, nobody listed. */
  public static final Sourcing NONE = new Sourcing(OptionalDouble.empty(), List.of(), 0);

  public Sourcing {
    listed = List.copyOf(listed);
  }

  /**
   * A source with its grades.
   *
   * @param publisher family of publishers
   * @param denies whether it says that this did not happen
   */
  public record Source(
      String publisher, Reliability reliability, Credibility credibility, boolean denies) {

    public Source {
      Objects.requireNonNull(publisher, "publisher");
    }
  }
}
