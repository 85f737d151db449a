package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Lines of the {@code .z} topics: a JSON string, in it base64, in it raw deflate, in it JSON. One after the other, into one buffer. */
final class Inflated implements AutoCloseable {
  /** A line becomes some KB. One that becomes more than this is none. */
  static final int LARGEST = 8 << 20;

  private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

  private final JsonFactory json;
  private final Inflater inflater = new Inflater(/* nowrap= */ true);
  private byte[] plain = new byte[1 << 14];

  Inflated(JsonFactory json) {
    this.json = json;
  }

  /** A line that is not what it should be: {@code message} says what is wrong. */
  static final class Undecodable extends IOException {
    private static final long serialVersionUID = 1L;

    Undecodable(String message) {
      super(message);
    }

    /** It is thrown for each such line, and nobody asks from where. */
    @Override public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** The JSON in a line; good until the next is opened. */
  JsonParser open(byte[] line, int from, int to) throws IOException {
    inflater.reset();
    inflater.setInput(packed(line, from, to));
    try {
      int filled = 0;
      while (!inflater.finished()) {
        if (filled == plain.length) grow();
        int more = inflater.inflate(plain, filled, plain.length - filled);
        filled += more;
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) throw new Undecodable("cut off");
      }
      return json.createParser(plain, 0, filled);
    } catch (DataFormatException e) {
      throw new Undecodable("not deflated");
    }
  }

  @Override public void close() {
    inflater.end();
  }

  private byte[] packed(byte[] line, int from, int to) throws IOException {
    try (var string = json.createParser(line, from, to - from)) {
      if (string.nextToken() != JsonToken.VALUE_STRING) throw new Undecodable("no string");
      return string.getBinaryValue(BASE64);
    }
  }

  private void grow() throws Undecodable {
    if (plain.length >= LARGEST) throw new Undecodable("larger than " + LARGEST + " bytes");
    plain = Arrays.copyOf(plain, plain.length * 2);
  }
}
