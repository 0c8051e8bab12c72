package io.brinkwatch.it;

import io.brinkwatch.testkit.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One way to run the pipeline over a scenario.
 *
 * @param order in which reports and ticks arrive, always within the grace
 * @param times how often every third report comes
 * @param crashes how often the process is killed in the middle of its work
 */
record Cell(Order order, int times, int partitions, int threads, int crashes, Speed speed) {

  enum Order {
    GIVEN,
    SHUFFLED
  }

  enum Speed {
    /** Everything is there before the pipeline starts. */
    AT_ONCE,
    /** In stretches, each when all that can be FINAL of those before it is. */
    PACED
  }

  /**
   * Few cells in which every value of each dimension meets every value of each other one. Nine is
   * the least: there are three numbers of partitions, and three of crashes.
   */
  static List<Cell> pairs() {
    return List.of(
        new Cell(Order.GIVEN, 1, 1, 1, 0, Speed.AT_ONCE),
        new Cell(Order.GIVEN, 2, 1, 2, 1, Speed.PACED),
        new Cell(Order.SHUFFLED, 3, 1, 1, 5, Speed.AT_ONCE),
        new Cell(Order.SHUFFLED, 2, 4, 2, 0, Speed.AT_ONCE),
        new Cell(Order.GIVEN, 3, 4, 1, 1, Speed.AT_ONCE),
        new Cell(Order.GIVEN, 1, 4, 2, 5, Speed.PACED),
        new Cell(Order.GIVEN, 3, 12, 2, 0, Speed.PACED),
        new Cell(Order.SHUFFLED, 1, 12, 1, 1, Speed.PACED),
        new Cell(Order.GIVEN, 2, 12, 1, 5, Speed.AT_ONCE));
  }

  /** The full product. */
  static List<Cell> all() {
    var all = new ArrayList<Cell>();
    for (Order order : Order.values()) {
      for (int times : List.of(1, 2, 3)) {
        for (int partitions : List.of(1, 4, 12)) {
          for (int threads : List.of(1, 2)) {
            for (int crashes : List.of(0, 1, 5)) {
              for (Speed speed : Speed.values()) {
                all.add(new Cell(order, times, partitions, threads, crashes, speed));
              }
            }
          }
        }
      }
    }
    return all;
  }

  /** What this cell is, by dimension. */
  List<Object> values() {
    return List.of(order, times, partitions, threads, crashes, speed);
  }

  /** The scenario as it arrives in this cell. */
  Scenario arranged(Scenario scenario) {
    Scenario ordered = order == Order.SHUFFLED ? scenario.shuffled(seed()) : scenario;
    return ordered.repeated(times, seed());
  }

  /** The same in every run, and another one for each cell. */
  long seed() {
    return toString().hashCode();
  }

  /** The name of its topics and logs. */
  String name() {
    return "matrix-%s-x%d-p%d-t%d-c%d-%s"
        .formatted(order, times, partitions, threads, crashes, speed)
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }

  @Override
  public String toString() {
    return "order %s, reports x%d, partitions %d, threads %d, crashes %d, speed %s"
        .formatted(order, times, partitions, threads, crashes, speed);
  }
}
