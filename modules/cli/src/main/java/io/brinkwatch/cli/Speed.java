package io.brinkwatch.cli;

import io.brinkwatch.ingest.Pace;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast event time goes by.
 *
 * @param factor times faster than the clock; infinite for as fast as it goes
 */
record Speed(double factor) {
  static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

  boolean isMax() {
    return Double.isInfinite(factor);
  }

  /** The pace, whose waits end when the command should. */
  Pace pace(Clock clock, Stop stop) {
    return isMax() ? Pace.max() : Pace.times(factor, clock, time -> sleep(time, stop));
  }

  private static void sleep(Duration time, Stop stop) throws InterruptedException {
    if (stop.await(time)) {
      throw new InterruptedException("stopped");
    }
  }

  @Override
  public String toString() {
    return isMax() ? "as fast as it goes" : "%,.0f times as fast as the clock".formatted(factor);
  }

  /** Reads it from the command line. */
  static final class Converter implements ITypeConverter<Speed> {
    @Override
    public Speed convert(String text) {
      if (text.equals("max")) {
        return MAX;
      }
      try {
        double factor = Double.parseDouble(text);
        if (factor > 0 && !Double.isInfinite(factor)) {
          return new Speed(factor);
        }
      } catch (NumberFormatException e) {
        throw refused(text);
      }
      throw refused(text);
    }

    private static TypeConversionException refused(String text) {
      return new TypeConversionException(
          "'%s' is neither a number above 0 nor max; 86400 is a day per second".formatted(text));
    }
  }
}
