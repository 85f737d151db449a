package dev.paddock.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Parquet: every column optional, compressed with LZ4, whose codec is plain Java. What is said of the whole is in the file's metadata under
 * its name, what is no text as JSON; the units are there as {@code unit.LapTime}.
 */
final class Parquet {
  /** Rows of a group: what is held in memory before it is written. */
  private static final int TOGETHER = 65_536;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Parquet() {}

  static <T> void write(Sheet<T> sheet, OutputStream out) throws IOException {
    try (var writer = new Builder<>(sheet, out).withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.LZ4_RAW).withRowGroupRowCountLimit(TOGETHER).build()) {
      for (var row : sheet.rows()) writer.write(row);
    }
    out.flush();
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final Sheet<T> sheet;

    Builder(Sheet<T> sheet, OutputStream out) {
      super(new Target(out));
      this.sheet = sheet;
    }

    @Override protected Builder<T> self() {
      return this;
    }

    @Override protected WriteSupport<T> getWriteSupport(Configuration none) {
      return new Rows<>(sheet);
    }

    @Override protected WriteSupport<T> getWriteSupport(ParquetConfiguration plain) {
      return new Rows<>(sheet);
    }
  }

  private static final class Rows<T> extends WriteSupport<T> {
    private final Sheet<T> sheet;
    private RecordConsumer consumer;

    Rows(Sheet<T> sheet) {
      this.sheet = sheet;
    }

    @Override public WriteContext init(Configuration none) {
      return context();
    }

    @Override public WriteContext init(ParquetConfiguration plain) {
      return context();
    }

    private WriteContext context() {
      return new WriteContext(new MessageType(sheet.name(), sheet.columns().stream().map(Parquet::field).toList()), metadata(sheet));
    }

    @Override public void prepareForWrite(RecordConsumer recordConsumer) {
      this.consumer = recordConsumer;
    }

    @Override public void write(T row) {
      consumer.startMessage();
      var columns = sheet.columns();
      for (var n = 0; n < columns.size(); n++) {
        var value = columns.get(n).value().apply(row);
        if (value == null) continue;
        consumer.startField(columns.get(n).name(), n);
        add(value);
        consumer.endField(columns.get(n).name(), n);
      }
      consumer.endMessage();
    }

    private void add(Object value) {
      switch (value) {
        case Integer whole -> consumer.addInteger(whole);
        case Double number -> consumer.addDouble(number);
        case Boolean yes -> consumer.addBoolean(yes);
        case Instant at -> consumer.addLong(at.toEpochMilli());
        default -> consumer.addBinary(Binary.fromString(value.toString()));
      }
    }
  }

  private static Type field(Column<?> column) {
    return switch (column.type()) {
      case INTEGER -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name());
      case INSTANT -> Types.optional(PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
          .named(column.name());
    };
  }

  private static Map<String, String> metadata(Sheet<?> sheet) {
    var metadata = new LinkedHashMap<String, String>();
    sheet.about().forEach((name, value) -> metadata.put(name, value instanceof String text ? text : json(value)));
    for (var column : sheet.columns()) {
      if (!column.unit().isEmpty()) metadata.put("unit." + column.name(), column.unit());
    }
    return metadata;
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is said of a sheet is texts, numbers and lists", e);
    }
  }

  /** Any stream as a file that is written once from its beginning. */
  private record Target(OutputStream out) implements OutputFile {
    @Override public PositionOutputStream create(long blockSizeHint) {
      return new Counted(out);
    }

    @Override public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override public boolean supportsBlockSize() {
      return false;
    }

    @Override public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Counted extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override public long getPos() {
      return position;
    }

    @Override public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }
  }
}
