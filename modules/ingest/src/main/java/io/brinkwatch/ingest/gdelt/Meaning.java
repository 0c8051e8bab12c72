package io.brinkwatch.ingest.gdelt;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.ingest.Tables;
import io.brinkwatch.model.ClaimStage;
import io.brinkwatch.model.ForceStatus;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Outcome;
import io.brinkwatch.model.Weapon;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a CAMEO code stands for.
 *
 * @param type null for codes that are no incidents, unless at sea
 * @param sides how many sides have to be told
 * @param reaches whether it acts from afar, so that it may be told of where it came from
 * @param atSea weapon if it happens at sea; null if it is no incident there either
 * @param swapped whether the code's second actor is the one that would act
 * @param label what the first actor did, in our words
 */
record Meaning(
    IncidentType type,
    int sides,
    boolean reaches,
    Weapon atSea,
    Weapon weapon,
    Outcome outcome,
    ClaimStage claim,
    ForceStatus force,
    boolean swapped,
    String label,
    String why) {

  private static final Set<IncidentType> FORCE =
      Set.of(
          IncidentType.CROSS_BORDER_STRIKE,
          IncidentType.TARGETED_KILLING,
          IncidentType.GROUND_INCURSION);

  /** Meanings by CAMEO code, to be asked for a code or the longest beginning of it. */
  static Map<String, Meaning> table() {
    return Tables.read("gdelt/codes.csv").stream()
        .collect(Collectors.toUnmodifiableMap(r -> r.getField("code"), Meaning::of));
  }

  private static Meaning of(NamedCsvRecord r) {
    String type = r.getField("type");
    String sides = r.getField("sides");
    return new Meaning(
        type.equals("SKIP") ? null : IncidentType.valueOf(type),
        sides.isEmpty() ? 1 : Integer.parseInt(sides),
        r.getField("reach").equals("yes"),
        value(r, "at_sea", Weapon.class, null),
        value(r, "weapon", Weapon.class, Weapon.UNSPECIFIED),
        value(r, "outcome", Outcome.class, Outcome.UNSPECIFIED),
        value(r, "claim", ClaimStage.class, ClaimStage.NONE),
        value(r, "force", ForceStatus.class, ForceStatus.NONE),
        r.getField("roles").equals("swapped"),
        r.getField("label"),
        r.getField("why"));
  }

  private static <E extends Enum<E>> E value(
      NamedCsvRecord r, String column, Class<E> type, E otherwise) {
    String value = r.getField(column);
    return value.isEmpty() ? otherwise : Enum.valueOf(type, value);
  }

  /** Whether no place can make it an incident. */
  boolean isNever() {
    return type == null && atSea == null;
  }

  boolean isForce() {
    return type == null || FORCE.contains(type);
  }
}
