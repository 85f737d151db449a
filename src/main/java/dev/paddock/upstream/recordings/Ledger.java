package dev.paddock.upstream.recordings;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every request that came in. Thread-safe. */
public final class Ledger {
  private final List<Entry> entries = new ArrayList<>();

  /** @param path with its query, as it came; @param status answered */
  public record Entry(Instant at, String method, String path, int status) {}

  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  synchronized void clear() {
    entries.clear();
  }

  /** A copy, in the order of the answers. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** One line a request. */
  Buffer ndjson() {
    var lines = Buffer.buffer();
    for (var entry : entries()) lines.appendBuffer(new JsonObject().put("at", entry.at().toString()).put("method", entry.method())
        .put("path", entry.path()).put("status", entry.status()).toBuffer()).appendByte((byte) '\n');
    return lines;
  }
}
