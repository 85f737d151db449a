package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Bus;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With bare sockets, as a service in any language would have them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TcpBridgeTest {
  static final String TOKEN = "token-of-all-services";

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final TcpBridge bridge = new TcpBridge(new Audience(), "127.0.0.1", 0, TOKEN);

  @BeforeAll void open() {
    vertx.deployVerticle(bridge).await();
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  @ParameterizedTest @ValueSource(strings = {"push.race.2025-las-vegas", "push.race.horse-4711", "push.board.season-2025",
      "push.board.round-2025-las-vegas", "push.polls", "push.imports"})
  void who_shows_the_token_hears_what_is_everybodys(String topic) throws IOException {
    try (var service = new Service()) {
      service.register(topic, TOKEN).settle();
      bus.push(topic, new JsonObject().put("seq", 1).put("topic", topic));
      var frame = service.next();
      assertThat(frame.getString("type")).isEqualTo("message");
      assertThat(frame.getString("address")).isEqualTo(topic);
      assertThat(frame.getJsonObject("body").getInteger("seq")).isEqualTo(1);
    }
  }

  @ParameterizedTest @ValueSource(strings = {"push.user.7", "push.board.league-7", "push", "push.polls.x", "push.race.",
      "schedule.slot.ended", "schedule.plan.put", "__vertx.reply.1", "push.race.UPPER"})
  void what_is_somebodys_own_or_the_houses_is_denied(String topic) throws IOException {
    try (var service = new Service()) {
      service.register(topic, TOKEN);
      assertThat(service.next().getString("message")).isEqualTo("access_denied");
      bus.push("push.user.7", new JsonObject());
      service.settle();
    }
  }

  @ParameterizedTest @ValueSource(strings = {"", "token-of-all-service", "token-of-all-services "})
  void who_shows_another_token_is_told_and_dropped(String token) throws IOException {
    try (var service = new Service()) {
      service.register("push.polls", token);
      assertThat(service.next().getString("message")).isEqualTo("unauthenticated");
      assertThat(service.isOver()).isTrue();
    }
  }

  @Test void a_registration_without_headers_is_one_without_a_token() throws IOException {
    try (var service = new Service()) {
      service.send(new JsonObject().put("type", "register").put("address", "push.polls"));
      assertThat(service.next().getString("message")).isEqualTo("unauthenticated");
      assertThat(service.isOver()).isTrue();
    }
  }

  @Test void nothing_goes_in() throws IOException {
    var heard = new ArrayList<Object>();
    vertx.eventBus().consumer("push.polls", m -> heard.add(m.body()));
    try (var service = new Service()) {
      service.register("push.polls", TOKEN).settle();
      for (var type : new String[] {"send", "publish"}) {
        service.send(new JsonObject().put("type", type).put("address", "push.polls").put("body", new JsonObject())
            .put("headers", new JsonObject().put("token", TOKEN)));
        assertThat(service.next().getString("type")).isEqualTo("err");
      }
    }
    assertThat(heard).isEmpty();
  }

  @Test void a_topic_is_heard_once_however_often_it_is_registered_and_no_more_when_it_is_unregistered() throws IOException {
    try (var service = new Service()) {
      service.register("push.polls", TOKEN).register("push.polls", TOKEN);
      assertThat(service.next().getString("type")).isEqualTo("err");
      bus.push("push.polls", new JsonObject().put("seq", 1));
      assertThat(service.next().getJsonObject("body").getInteger("seq")).isEqualTo(1);
      service.settle();
      service.send(new JsonObject().put("type", "unregister").put("address", "push.polls")).settle();
      bus.push("push.polls", new JsonObject().put("seq", 2));
      service.settle();
    }
  }

  @Test void sixty_four_topics_are_enough() throws IOException {
    try (var service = new Service()) {
      for (int i = 0; i < TcpBridge.TOPICS; i++) service.register("push.race." + i, TOKEN);
      service.settle();
      service.register("push.polls", TOKEN);
      assertThat(service.next().getString("type")).isEqualTo("err");
      service.settle();
    }
  }

  @Test void a_frame_that_is_too_long_is_not_waited_for() throws IOException {
    for (int length : new int[] {TcpFrames.LONGEST + 1, Integer.MAX_VALUE, 0, -1}) {
      try (var service = new Service()) {
        service.out.writeInt(length);
        assertThat(service.next().getString("message")).as("length %d", length).isEqualTo("malformed");
        assertThat(service.isOver()).isTrue();
      }
    }
  }

  @ParameterizedTest @ValueSource(strings = {"{}", "[]", "nonsense", "{\"type\":\"register\"}",
      "{\"type\":\"quit\",\"address\":\"push.polls\"}",
      "{\"type\":\"register\",\"address\":7}", "{\"type\":\"register\",\"address\":\"push.polls\",\"headers\":[]}", "\"\\ud800\""})
  void nonsense_ends_the_conversation(String json) throws IOException {
    try (var service = new Service()) {
      service.raw(json);
      assertThat(service.next().getString("message")).isEqualTo("malformed");
      assertThat(service.isOver()).isTrue();
    }
  }

  @Test void frames_may_come_in_pieces_or_together() throws IOException {
    try (var service = new Service()) {
      var frame = new JsonObject().put("type", "register").put("address", "push.polls")
          .put("headers", new JsonObject().put("token", TOKEN)).toBuffer();
      service.out.writeInt(frame.length());
      for (var one : frame.getBytes()) {
        service.out.write(one);
        service.out.flush();
      }
      service.settle();
      bus.push("push.polls", new JsonObject().put("seq", 1));
      assertThat(service.next().getJsonObject("body").getInteger("seq")).isEqualTo(1);
    }
  }

  @Test void who_does_not_read_is_dropped() throws IOException {
    try (var service = new Service()) {
      service.register("push.polls", TOKEN).settle();
      var long_ = new JsonObject().put("note", "x".repeat(64 * 1024));
      // more than the operating system and we keep for it, in turns of the event loop so that each is written
      for (int i = 0; i < 600; i++) {
        bus.push("push.polls", long_);
        vertx.timer(1).await();
      }
      int read = 0;
      try {
        for (; ; read++) service.next();
      } catch (EOFException | SocketException dropped) {
        assertThat(read).isLessThan(600);
      }
    }
  }

  @Test void beyond_a_hundred_connections_nobody_comes_in_until_one_leaves() throws IOException {
    var all = new ArrayList<Service>();
    try {
      for (int i = 0; i < TcpBridge.CONNECTIONS; i++) {
        all.add(new Service());
        all.getLast().register("push.polls", TOKEN).settle(); // who has not registered after ten seconds is out
      }
      try (var late = new Service()) {
        assertThat(late.next().getString("message")).isEqualTo("too_many_connections");
        assertThat(late.isOver()).isTrue();
      }
      all.removeLast().close();
      for (boolean in = false; !in; ) {
        try (var next = new Service()) {
          next.settle();
          in = true;
        } catch (AssertionError | IOException notYet) {
          Thread.onSpinWait();
        }
      }
    } finally {
      for (var service : all) service.close();
    }
  }

  private final class Service implements AutoCloseable {
    private final Socket socket = new Socket("127.0.0.1", bridge.port());
    private final DataInputStream in = new DataInputStream(socket.getInputStream());
    private final DataOutputStream out = new DataOutputStream(socket.getOutputStream());

    Service() throws IOException {
      socket.setSoTimeout(30_000);
    }

    Service register(String topic, String token) throws IOException {
      return send(new JsonObject().put("type", "register").put("address", topic).put("headers", new JsonObject().put("token", token)));
    }

    Service send(JsonObject frame) throws IOException {
      return raw(frame.encode());
    }

    Service raw(String json) throws IOException {
      var bytes = json.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
      return this;
    }

    /** All that was said before is done, and nothing was answered to it: frames of a socket are handled in order. */
    void settle() throws IOException {
      send(new JsonObject().put("type", "ping"));
      assertThat(next().getString("type")).isEqualTo("pong");
    }

    JsonObject next() throws IOException {
      var frame = new byte[in.readInt()];
      in.readFully(frame);
      return new JsonObject(new String(frame, StandardCharsets.UTF_8));
    }

    boolean isOver() throws IOException {
      return in.read() < 0;
    }

    @Override public void close() throws IOException {
      socket.close();
    }
  }
}
