package io.brinkwatch.ingest.gdelt;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.brinkwatch.ingest.Tables;
import io.brinkwatch.model.TargetClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells which party an actor of a row is, by name, known group and country, in that order. */
final class Actors {
  // offsets from the column of the actor's code
  private static final int NAME = 1;
  private static final int COUNTRY = 2;
  private static final int GROUP = 3;
  private static final List<Integer> ROLES = List.of(7, 8, 9);

  private record Role(boolean speaks, boolean armed, TargetClass aimedAt) {}

  private record Named(String part, Party party) {}

  private record Pair(String a, String b) {}

  private static final Role UNKNOWN_ROLE = new Role(false, false, TargetClass.UNSPECIFIED);
  private static final Role NO_ROLE = new Role(true, false, TargetClass.UNSPECIFIED);

  private final List<Named> names;
  private final Map<String, Party> groups;
  private final Map<String, Party> armed;
  private final Map<String, Party> countries;
  private final Map<String, Role> roles =
      Tables.read("gdelt/roles.csv").stream()
          .collect(Collectors.toUnmodifiableMap(r -> r.getField("role"), Actors::role));
  private final Set<String> datelines =
      Tables.read("gdelt/datelines.csv").stream()
          .map(r -> r.getField("name"))
          .collect(Collectors.toUnmodifiableSet());
  private final Set<Pair> allies =
      Tables.read("gdelt/allies.csv").stream()
          .map(r -> pair(r.getField("a"), r.getField("b")))
          .collect(Collectors.toUnmodifiableSet());

  Actors() {
    Map<String, Party> parties = Party.table();
    List<NamedCsvRecord> rows = Tables.read("gdelt/actors.csv");
    names =
        rows.stream()
            .filter(r -> r.getField("by").equals("name"))
            .map(r -> new Named(r.getField("key"), parties.get(r.getField("party"))))
            .toList();
    groups = parties(rows, "group", parties);
    armed = parties(rows, "armed", parties);
    countries = parties(rows, "country", parties);
  }

  private static Map<String, Party> parties(
      List<NamedCsvRecord> rows, String by, Map<String, Party> parties) {
    return rows.stream()
        .filter(r -> r.getField("by").equals(by))
        .collect(
            Collectors.toUnmodifiableMap(
                r -> r.getField("key"), r -> parties.get(r.getField("party"))));
  }

  private static Role role(NamedCsvRecord r) {
    return new Role(
        r.getField("speaks").equals("yes"),
        r.getField("armed").equals("yes"),
        TargetClass.valueOf(r.getField("target")));
  }

  private static Pair pair(String a, String b) {
    return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
  }

  /**
   * One actor of a row.
   *
   * @param which 1 or 2
   * @param ofForce whether the row tells of force: then a name that is a place names nobody
   */
  Side side(TabLines row, int which, boolean ofForce) {
    int code = Layout.actor(which);
    if (Codes.isMissing(row, code)) {
      return Side.NOBODY;
    }
    String name = row.cell(code + NAME);
    Role role = roleOf(row, code);
    if (ofForce && datelines.contains(name)) {
      return Side.NOBODY;
    }
    return new Side(party(row, code, name, role), role.speaks(), role.aimedAt());
  }

  private Role roleOf(TabLines row, int code) {
    List<Role> told =
        ROLES.stream()
            .filter(column -> !Codes.isMissing(row, code + column))
            .map(column -> roles.getOrDefault(row.cell(code + column), UNKNOWN_ROLE))
            .toList();
    if (told.isEmpty()) {
      return NO_ROLE;
    }
    return new Role(
        told.stream().allMatch(Role::speaks),
        told.stream().anyMatch(Role::armed),
        told.stream()
            .map(Role::aimedAt)
            .filter(aim -> aim != TargetClass.UNSPECIFIED)
            .findFirst()
            .orElse(TargetClass.UNSPECIFIED));
  }

  private Party party(TabLines row, int code, String name, Role role) {
    Party byName =
        IntStream.range(0, names.size())
            .mapToObj(names::get)
            .filter(n -> name.contains(n.part()))
            .map(Named::party)
            .findFirst()
            .orElse(null);
    if (byName != null) {
      return byName;
    }
    if (!Codes.isMissing(row, code + GROUP)) {
      return groups.get(row.cell(code + GROUP));
    }
    Function<String, Party> table = role.armed() ? armed::get : countries::get;
    return Codes.isMissing(row, code + COUNTRY) ? null : table.apply(row.cell(code + COUNTRY));
  }

  /** Whether force between the two is not believed. */
  boolean areAllied(Party a, Party b) {
    return allies.contains(pair(a.name(), b.name()));
  }
}
