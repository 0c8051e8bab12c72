package io.brinkwatch.indicators.theatre;

/**
 * An official running count of attacks.
 *
 * @param id of the report that tells it
 * @param since start of what was counted, epoch milliseconds, inclusive
 * @param asOf end of it, exclusive
 * @param told attacks counted, 0 or more
 * @param sides whose attacks on whom
 */
public record Yardstick(String id, long since, long asOf, int told, Sides sides) {

  /** Whether an incident is one of those counted: an act of force that lies within as a whole. */
  boolean counts(Accounted incident, Parties parties) {
    return incident.resident()
        && incident.kinetic()
        && incident.from() >= since
        && incident.to() <= asOf
        && Sides.of(incident.traits(), parties).areAmong(sides);
  }
}
