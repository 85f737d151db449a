package dev.paddock.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a sheet can be written as. */
public enum Format {
  CSV {
    @Override public <T> void write(Sheet<T> sheet, OutputStream out) throws IOException {
      Csv.write(sheet, out);
    }
  },
  JSON {
    @Override public <T> void write(Sheet<T> sheet, OutputStream out) throws IOException {
      Json.write(sheet, out);
    }
  },
  NDJSON {
    @Override public <T> void write(Sheet<T> sheet, OutputStream out) throws IOException {
      Ndjson.write(sheet, out);
    }
  },
  PARQUET {
    @Override public <T> void write(Sheet<T> sheet, OutputStream out) throws IOException {
      Parquet.write(sheet, out);
    }
  };

  /** Writes all of it and flushes; the stream stays open. */
  public abstract <T> void write(Sheet<T> sheet, OutputStream out) throws IOException;

  /** The format that a file's name ends in. */
  public static Optional<Format> of(String file) {
    return Stream.of(values()).filter(format -> file.toLowerCase(Locale.ROOT).endsWith("." + format.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
