package dev.paddock.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Takes a stream of bytes apart: a length of four bytes, then so many of JSON. Whole, sensible frames go on; the first other ends it. */
final class TcpFrames implements Handler<Buffer> {
  /** Bytes of the largest frame that a client has reason to send. */
  static final int LONGEST = 4096;

  private static final int HEAD = Integer.BYTES;
  private static final int LONGEST_ADDRESS = 100;
  private static final Set<String> TYPES = Set.of("register", "unregister", "ping", "send", "publish");

  private final RecordParser parser = RecordParser.newFixed(HEAD);
  private final Handler<Buffer> whole;
  private final Runnable nonsense;
  private Buffer head;
  private boolean over;

  TcpFrames(Handler<Buffer> whole, Runnable nonsense) {
    this.whole = whole;
    this.nonsense = nonsense;
    parser.handler(this::part);
  }

  @Override public void handle(Buffer bytes) {
    if (!over) parser.handle(bytes);
  }

  private void part(Buffer part) {
    if (over) return;
    if (head == null) {
      int length = part.getInt(0);
      if (length < 2 || length > LONGEST) {
        end();
        return;
      }
      head = part;
      parser.fixedSizeMode(length);
    } else {
      var frame = Buffer.buffer(HEAD + part.length()).appendBuffer(head).appendBuffer(part);
      head = null;
      parser.fixedSizeMode(HEAD);
      if (makesSense(part)) whole.handle(frame);
      else end();
    }
  }

  private void end() {
    over = true;
    nonsense.run();
  }

  private static boolean makesSense(Buffer json) {
    try {
      var frame = new JsonObject(json.toString(StandardCharsets.UTF_8));
      var headers = frame.getValue("headers");
      return frame.getValue("type") instanceof String type && TYPES.contains(type)
          && (type.equals("ping") || frame.getValue("address") instanceof String address && address.length() <= LONGEST_ADDRESS)
          && (headers == null || headers instanceof JsonObject);
    } catch (RuntimeException notJson) {
      return false;
    }
  }
}
