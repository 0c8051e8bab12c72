package io.brinkwatch.ingest;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules that tell a class by the words of a row, first match first. Each has the types it is for
 * (none: all), the column it looks at and a pattern, compared without case.
 */
record Words<E extends Enum<E>>(List<Rule<E>> rules) {

  record Rule<E>(Set<String> types, String column, Pattern words, E value) {
    boolean matches(CuratedRow row) {
      return (types.isEmpty() || types.contains(row.get(CuratedRow.TYPE)))
          && words.matcher(row.get(column)).find();
    }
  }

  static <E extends Enum<E>> Words<E> load(String resource, Class<E> type) {
    return new Words<>(Tables.read(resource).stream().map(r -> rule(r, type)).toList());
  }

  private static <E extends Enum<E>> Rule<E> rule(NamedCsvRecord r, Class<E> type) {
    String types = r.getField("types");
    return new Rule<>(
        types.isEmpty() ? Set.of() : Set.of(types.split(" ", -1)),
        r.getField("column"),
        Pattern.compile(r.getField("words"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
        Enum.valueOf(type, r.getField("value")));
  }

  Optional<E> of(CuratedRow row) {
    return rules.stream().filter(r -> r.matches(row)).map(Rule::value).findFirst();
  }
}
