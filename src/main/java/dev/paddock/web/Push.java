package dev.paddock.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** A message of a topic as it is sent: written once, however many hear it. Of one event loop only. */
final class Push {
  private final Topic topic;
  private final JsonObject body;
  private Buffer frame;
  private Buffer event;

  Push(Topic topic, JsonObject body) {
    this.topic = topic;
    this.body = body;
  }

  Topic topic() {
    return topic;
  }

  long sequence() {
    return body.getLong("seq");
  }

  /** For the event bus bridge's clients. */
  Buffer frame() {
    if (frame == null) frame = new JsonObject().put("type", "rec").put("address", topic.address()).put("body", body).toBuffer();
    return frame;
  }

  /** What is sent of it as a server-sent event, behind its id. */
  Buffer event() {
    if (event == null) event = Buffer.buffer("data: ").appendBuffer(body.toBuffer()).appendString("\n\n");
    return event;
  }
}
