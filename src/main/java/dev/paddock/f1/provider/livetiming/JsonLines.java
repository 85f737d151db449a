package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/**
 * A topic's lines as JSON objects, for the topics that are small: a tree a line. Lines that are no object are counted and left out: cut
 * off, undecodable, more than one value, nested deeper than Jackson's thousand.
 */
public final class JsonLines {
  /** Streams are UTF-8. Left to guess, Jackson takes rubbish for UTF-32. */
  private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  private JsonLines() {}

  /** Takes one line. It may keep the tree, which is nobody else's. */
  public interface Sink {
    void line(int sessionMs, ObjectNode json);
  }

  /** Reads to the end. The number of lines that could not be read. */
  public static int read(InputStream in, Sink sink) throws IOException {
    int[] undecodable = {0};
    var tally = StreamLines.read(in, (at, bytes, from, to) -> {
      if (json(bytes, from, to) instanceof ObjectNode json) sink.line(at, json);
      else undecodable[0]++;
    });
    return tally.skipped() + undecodable[0];
  }

  /** Null for what is no JSON. */
  private static JsonNode json(byte[] bytes, int from, int to) {
    try {
      return JSON.readTree(bytes, from, to - from);
    } catch (IOException e) {
      return null;
    }
  }
}
