package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Weapon;

/** Whether a row tells of an incident. */
sealed interface Verdict {

  /** It does not. */
  record Left(String why) implements Verdict {}

  /**
   * It does.
   *
   * @param from who acted; may be nobody
   * @param to on whom; may be nobody
   */
  record Told(Meaning meaning, IncidentType type, Weapon weapon, Side from, Side to, Place place)
      implements Verdict {}
}
