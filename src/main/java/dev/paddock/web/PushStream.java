package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A client of server-sent events. Each event's id says how far each of its topics is, so that who comes back with it is told whether he
 * has missed anything.
 */
final class PushStream extends Listener {
  private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");
  private static final int HEARTBEAT_TURNS = Hall.TURNS / 2;
  private static final String RETRY = "retry: 2000\n";

  private final Map<Topic, Long> reached = new LinkedHashMap<>();
  private Optional<HttpServerResponse> response = Optional.empty();
  private int silentFor;

  PushStream(Hall hall, String client) {
    super(hall, client);
  }

  /** @param last the id of the last event that it heard before it came again */
  void open(HttpServerResponse to, List<Topic> topics, Optional<String> last) {
    response = Optional.of(to);
    if (to.closed()) {
      leave();
      return;
    }
    to.endHandler(ended -> leave()).closeHandler(closed -> leave()).exceptionHandler(broken -> leave());
    topics.forEach(topic -> reached.put(topic, hall().audience().sequences.latest(topic.address())));
    boolean missed = last.isPresent() && !last.get().equals(id());
    say(Buffer.buffer(RETRY + "id: " + id() + "\nevent: " + (missed ? "missed" : "listening") + "\ndata: "
        + new JsonObject().put("topics", new JsonArray(topics.stream().map(Topic::address).toList())).encode() + "\n\n"));
  }

  private String id() {
    return hall().audience().run() + ":" + reached.values().stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  @Override protected Future<Void> write(Buffer bytes) {
    silentFor = 0;
    return response.orElseThrow().write(bytes);
  }

  @Override protected void cut() {
    response.ifPresent(HttpServerResponse::reset);
  }

  /** What is said before it has begun is in the id with which it begins. */
  @Override void hear(Push push) {
    if (response.isEmpty()) return;
    reached.put(push.topic(), push.sequence());
    say(Buffer.buffer("id: " + id() + "\n").appendBuffer(push.event()));
  }

  @Override void lose(Topic topic) {
    if (response.isEmpty()) return;
    say(Buffer.buffer("event: rejected\ndata: " + new JsonObject().put("topic", topic.address()).encode() + "\n\n"));
  }

  @Override void ended() {
    leave();
    response.ifPresent(to -> to.end("event: ended\ndata: {}\n\n"));
  }

  @Override void turn() {
    if (response.isPresent() && ++silentFor >= HEARTBEAT_TURNS) say(HEARTBEAT);
  }
}
