package io.brinkwatch.streams.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A generated Avro record as bytes, with the fingerprint of its schema in front (Avro's
 * single-object encoding). For state, which no registry knows.
 */
public final class AvroBytes<T extends SpecificRecord> {
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  public AvroBytes(Class<T> type) {
    SpecificData data = SpecificData.getForClass(type);
    Schema schema = data.getSchema(type);
    encoder = new BinaryMessageEncoder<>(data, schema);
    decoder = new BinaryMessageDecoder<>(data, schema);
  }

  /** The record as bytes. */
  public byte[] write(T value) {
    try {
      ByteBuffer buffer = encoder.encode(value);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("state cannot be written", e);
    }
  }

  /** The record in the bytes; leaves the buffer as it was. */
  public T read(ByteBuffer bytes) {
    try {
      return decoder.decode(bytes.duplicate());
    } catch (IOException e) {
      throw new UncheckedIOException("state cannot be read", e);
    }
  }
}
