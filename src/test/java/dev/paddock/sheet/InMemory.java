package dev.paddock.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file for the Parquet reader that is an array. */
record InMemory(byte[] bytes) implements InputFile {
  @Override public long getLength() {
    return bytes.length;
  }

  @Override public SeekableInputStream newStream() {
    var in = new ByteArrayInputStream(bytes);
    return new DelegatingSeekableInputStream(in) {
      @Override public long getPos() {
        return bytes.length - in.available();
      }

      @Override public void seek(long position) throws IOException {
        in.reset();
        in.skipNBytes(position);
      }
    };
  }
}
