package dev.paddock.upstream.horses;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every request that came in, as the provider's side saw it. Thread-safe. */
public final class Ledger {
  /**
   * A request and what it got.
   *
   * @param wall   when it came in, by the wall clock
   * @param at     the same by the stand-in's clock
   * @param ids    of races, markets or meetings that it asked for, comma-separated; "" for none
   * @param status answered; 0: the connection was closed instead
   * @param bytes  of the body before compression
   */
  public record Entry(Instant wall, Instant at, String provider, String path, String ids, int status, int bytes) {}

  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  /** A copy, in the order of arrival. */
  public synchronized List<Entry> entries() {
    return Collections.unmodifiableList(new ArrayList<>(entries));
  }

  public synchronized int size() {
    return entries.size();
  }

  /** Requests by provider. */
  public synchronized Map<String, Integer> calls() {
    var calls = new TreeMap<String, Integer>();
    entries.forEach(entry -> calls.merge(entry.provider(), 1, Integer::sum));
    return calls;
  }

  /** One line a request, from the given one on. */
  Buffer ndjson(int from) {
    var lines = Buffer.buffer();
    for (var entry : entries().subList(Math.clamp(from, 0, size()), size())) {
      var line = new JsonObject().put("wall", entry.wall().toString()).put("at", entry.at().toString()).put("provider", entry.provider())
          .put("path", entry.path()).put("ids", entry.ids()).put("status", entry.status()).put("bytes", entry.bytes());
      lines.appendBuffer(line.toBuffer()).appendByte((byte) '\n');
    }
    return lines;
  }
}
