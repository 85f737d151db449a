package dev.paddock.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records by reference inside of a JVM, as JSON between nodes. On the wire a fact goes by its address: a length of four bytes, then
 * {@code {"fact": address, "is": {…}}}. Only facts that somebody here listens to or tells are read; no name of a class ever travels.
 */
final class RecordCodec implements MessageCodec<Message, Object> {
  static final String NAME = "paddock.record";

  private static final Logger LOG = LoggerFactory.getLogger(RecordCodec.class);

  private final Map<Class<?>, Address.Fact<?>> byRecord = new ConcurrentHashMap<>();
  private final Map<String, Address.Fact<?>> byAddress = new ConcurrentHashMap<>();

  /** What another node told. */
  record Heard(String address, Message fact) {}

  /** Another node told what cannot be read, or what nobody here wants to know. */
  enum Unread { UNREAD }

  /** From now on that fact is written and read. A record belongs to one address. */
  void know(Address.Fact<?> fact) {
    var known = byRecord.putIfAbsent(fact.event(), fact);
    if (known != null && !known.equals(fact)) {
      throw new IllegalArgumentException(fact.event().getSimpleName() + " is told at " + known.name() + ", so not at " + fact.name());
    }
    byAddress.putIfAbsent(fact.name(), fact);
  }

  @Override public void encodeToWire(Buffer buffer, Message message) {
    var fact = byRecord.get(message.getClass());
    if (fact == null) throw new IllegalArgumentException("only facts leave this node: " + message.getClass().getSimpleName());
    try {
      var body = RecordJson.MAPPER.createObjectNode().put("fact", fact.name());
      body.set("is", RecordJson.MAPPER.valueToTree(message));
      var bytes = RecordJson.MAPPER.writeValueAsBytes(body);
      buffer.appendInt(bytes.length).appendBytes(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(fact.name() + " cannot be written", e);
    }
  }

  @Override public Object decodeFromWire(int pos, Buffer buffer) {
    try {
      int length = buffer.getInt(pos);
      var body = RecordJson.MAPPER.readTree(buffer.getBytes(pos + Integer.BYTES, pos + Integer.BYTES + length));
      var fact = byAddress.get(body.path("fact").asText());
      if (fact == null) return Unread.UNREAD;
      return new Heard(fact.name(), RecordJson.MAPPER.treeToValue(body.path("is"), fact.event()));
    } catch (IOException | RuntimeException garbled) {
      LOG.warn("another node told what cannot be read here: {}", garbled.toString());
      return Unread.UNREAD;
    }
  }

  @Override public Object transform(Message message) {
    return message;
  }

  @Override public String name() {
    return NAME;
  }

  @Override public byte systemCodecID() {
    return -1;
  }
}
