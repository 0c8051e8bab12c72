package io.brinkwatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Whoever has subscribed must be able to read on, and to read what was written before. */
class ReleasedSchemasTest {
  private static final Path RELEASED = Path.of("..", "..", "schemas", "released");
  private static final String RELEASE = "schemas.release";
  // numbers that are not times
  private static final Set<String> COUNTS =
      Set.of(
          "version",
          "sourceVersion",
          "fingerprint",
          "itemHash",
          "reportsOffset",
          "reportOffsets",
          "story",
          "count",
          "rows",
          "published",
          "unchanged",
          "refused",
          "skipped",
          "ahead");

  @Test
  void there_is_a_released_version_to_compare_with() throws IOException {
    assertThat(releases()).isNotEmpty();
  }

  @Test
  void every_schema_is_compatible_with_every_release_in_both_directions() throws IOException {
    assertThat(breaks(releases(), Schemas.byName())).isEmpty();
  }

  @Test
  void a_field_taken_away_without_a_default_is_caught() {
    Schema before =
        record("\"fields\":[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}]");
    Schema after = record("\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]");

    assertThat(breaks(Map.of("9.9.9", Map.of("t.R", before)), Map.of("t.R", after)))
        .singleElement()
        .asString()
        .contains("t.R", "9.9.9", "/fields/1", "b", "default");
  }

  @Test
  void a_field_added_without_a_default_is_caught() {
    Schema before = record("\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]");
    Schema after =
        record("\"fields\":[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}]");

    assertThat(breaks(Map.of("9.9.9", Map.of("t.R", before)), Map.of("t.R", after))).hasSize(1);
  }

  @Test
  void a_field_of_another_type_is_caught() {
    Schema before = record("\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]");
    Schema after = record("\"fields\":[{\"name\":\"a\",\"type\":\"long\"}]");

    assertThat(breaks(Map.of("9.9.9", Map.of("t.R", before)), Map.of("t.R", after))).hasSize(1);
  }

  @Test
  void a_field_with_a_default_may_come_and_go() {
    Schema before = record("\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":0}]");
    Schema after = record("\"fields\":[{\"name\":\"b\",\"type\":\"int\",\"default\":0}]");

    assertThat(breaks(Map.of("9.9.9", Map.of("t.R", before)), Map.of("t.R", after))).isEmpty();
  }

  @Test
  void a_record_type_that_vanished_is_caught() {
    Schema before = record("\"fields\":[]");

    assertThat(breaks(Map.of("9.9.9", Map.of("t.R", before)), Map.of()))
        .singleElement()
        .asString()
        .contains("t.R", "9.9.9", "vanished");
  }

  @Test
  void everything_is_documented() {
    var undocumented = new TreeSet<String>();
    walk(
        (where, schema) -> {
          if (schema.getDoc() == null || schema.getDoc().isBlank()) {
            undocumented.add(where);
          }
        },
        (where, field) -> {
          if (field.doc() == null || field.doc().isBlank()) {
            undocumented.add(where);
          }
        });

    assertThat(undocumented).isEmpty();
  }

  @Test
  void every_enum_has_a_default_so_that_a_new_symbol_can_be_read() {
    var without = new TreeSet<String>();
    walk(
        (where, schema) -> {
          if (schema.getType() == Schema.Type.ENUM && schema.getEnumDefault() == null) {
            without.add(where);
          }
        },
        (where, field) -> {});

    assertThat(without).isEmpty();
  }

  @Test
  void every_time_is_a_timestamp() {
    var bare = new TreeSet<String>();
    walk(
        (where, schema) -> {},
        (where, field) -> {
          if (!COUNTS.contains(field.name()) && hasBareLong(field.schema())) {
            bare.add(where);
          }
        });

    assertThat(bare).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = RELEASE, matches = "\\d+\\.\\d+\\.\\d+")
  void the_schemas_of_this_release_are_written_down() throws IOException {
    Path release = Files.createDirectories(RELEASED.resolve(System.getProperty(RELEASE)));
    for (Schema schema : Schemas.byName().values()) {
      Path file = release.resolve(schema.getName() + ".avsc");
      Files.writeString(file, SchemaFormatter.format("json/pretty", schema) + "\n");
      assertThat(new Schema.Parser().parse(file.toFile())).isEqualTo(schema);
    }
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"t\"," + fields + "}");
  }

  /** Released schemas by release, then by full name. */
  private static SortedMap<String, Map<String, Schema>> releases() throws IOException {
    SortedMap<String, Map<String, Schema>> releases = new TreeMap<>();
    try (Stream<Path> files = Files.walk(RELEASED)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".avsc")).toList()) {
        Schema schema = new Schema.Parser().parse(file.toFile());
        releases
            .computeIfAbsent(file.getParent().getFileName().toString(), r -> new TreeMap<>())
            .put(schema.getFullName(), schema);
      }
    }
    return releases;
  }

  private static List<String> breaks(
      Map<String, Map<String, Schema>> releases, Map<String, Schema> current) {
    List<String> breaks = new ArrayList<>();
    releases.forEach(
        (release, schemas) ->
            schemas.forEach(
                (name, released) -> {
                  Schema now = current.get(name);
                  if (now == null) {
                    breaks.add(
                        "%s, released in %s, vanished: put it back, as others may hold records of it"
                            .formatted(name, release));
                  } else {
                    breaks.addAll(breaks(name, release, now, released));
                  }
                }));
    return breaks;
  }

  private static List<String> breaks(String name, String release, Schema now, Schema released) {
    List<String> breaks = new ArrayList<>();
    breaks.addAll(breaks("%s cannot read what %s wrote".formatted(name, release), now, released));
    breaks.addAll(
        breaks("%s of %s cannot read what is written now".formatted(name, release), released, now));
    return breaks;
  }

  private static List<String> breaks(String what, Schema reader, Schema writer) {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return pair.getResult().getIncompatibilities().stream()
        .map(
            i ->
                "%s: at %s, %s (%s); give the field a default, or put back its old name and type"
                    .formatted(what, i.getLocation(), i.getMessage(), i.getType()))
        .toList();
  }

  private static boolean hasBareLong(Schema schema) {
    return switch (schema.getType()) {
      case LONG -> !LogicalTypes.timestampMillis().equals(schema.getLogicalType());
      case UNION -> schema.getTypes().stream().anyMatch(ReleasedSchemasTest::hasBareLong);
      case ARRAY -> hasBareLong(schema.getElementType());
      case MAP -> hasBareLong(schema.getValueType());
      default -> false;
    };
  }

  private static void walk(
      BiConsumer<String, Schema> named, BiConsumer<String, Schema.Field> fields) {
    Set<String> seen = new TreeSet<>();
    Schemas.byName().values().forEach(schema -> walk(schema, named, fields, seen));
  }

  private static void walk(
      Schema schema,
      BiConsumer<String, Schema> named,
      BiConsumer<String, Schema.Field> fields,
      Set<String> seen) {
    switch (schema.getType()) {
      case UNION -> schema.getTypes().forEach(t -> walk(t, named, fields, seen));
      case ARRAY -> walk(schema.getElementType(), named, fields, seen);
      case MAP -> walk(schema.getValueType(), named, fields, seen);
      case ENUM -> named.accept(schema.getName(), schema);
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          named.accept(schema.getName(), schema);
          for (Schema.Field field : schema.getFields()) {
            fields.accept(schema.getName() + "." + field.name(), field);
            walk(field.schema(), named, fields, seen);
          }
        }
      }
      default -> {
        // has neither fields nor a name of its own
      }
    }
  }
}
