package io.brinkwatch.it;

import io.brinkwatch.ingest.Publisher;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.Tick;
import io.brinkwatch.testkit.Scenario;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Puts a scenario on its topics, in its order. */
final class Published {
  private Published() {}

  static void all(Scenario scenario, ConnectionSettings connection) {
    part(scenario.arrivals(), connection);
  }

  static void part(List<? extends SpecificRecord> arrivals, ConnectionSettings connection) {
    try (var publisher = Publisher.open(connection)) {
      for (SpecificRecord arrival : arrivals) {
        if (arrival instanceof IncidentReport report) {
          publisher.report(report);
        } else {
          Tick tick = (Tick) arrival;
          publisher.tick(
              tick.getFeed(),
              tick.getFamily(),
              tick.getStatus(),
              tick.getFrom(),
              tick.getTime(),
              tick.getHealth());
        }
      }
    }
  }
}
