package io.brinkwatch.registry;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecordBase;

/** Has the shape of a generated class. */
public class Sighting extends SpecificRecordBase {
  public static final Schema SCHEMA$ =
      SchemaBuilder.record("Sighting")
          .namespace("io.brinkwatch.registry")
          .fields()
          .name("place")
          .type(stringAsJavaString())
          .noDefault()
          .requiredInt("count")
          .endRecord();

  private String place;
  private int count;

  public Sighting() {}

  Sighting(String place, int count) {
    this.place = place;
    this.count = count;
  }

  @Override
  public Schema getSchema() {
    return SCHEMA$;
  }

  @Override
  public Object get(int field) {
    return field == 0 ? place : count;
  }

  @Override
  public void put(int field, Object value) {
    if (field == 0) {
      place = (String) value;
    } else {
      count = (int) value;
    }
  }

  private static Schema stringAsJavaString() {
    Schema string = Schema.create(Schema.Type.STRING);
    string.addProp("avro.java.string", "String");
    return string;
  }
}
