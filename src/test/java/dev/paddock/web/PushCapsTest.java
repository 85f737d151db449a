package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Bus;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many come, whatever they send, and if they never read: the bridge keeps a bounded amount for each, and closes. */
class PushCapsTest {
  /** Of 32 kilobytes: much more than the operating system keeps on both sides. */
  private static final int MANY = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final WebSocketClient client = vertx.createWebSocketClient();
  private Audience audience;
  private int port;

  @AfterEach void close() {
    vertx.close().await();
  }

  private void serve(Audience.Caps caps) {
    serve(caps, Door.OPEN);
  }

  private void serve(Audience.Caps caps, Door door) {
    audience = new Audience(Rights.NONE, caps);
    port = HttpVerticle.deploy(vertx, 1, new Exhibit().site(0).behind(door).heardBy(audience)).await();
  }

  private static Audience.Caps caps(int places, int ofAddress) {
    return new Audience.Caps(places, ofAddress, Duration.ofSeconds(30));
  }

  private WebSocket open() {
    return client.connect(port, "127.0.0.1", "/eventbus/websocket").await();
  }

  /** With which one more is closed. */
  private short closeCode() throws Exception {
    var one = client.webSocket();
    var closed = new CompletableFuture<Short>();
    one.closeHandler(gone -> closed.complete(one.closeStatusCode()));
    one.connect(port, "127.0.0.1", "/eventbus/websocket").await();
    return closed.get(30, TimeUnit.SECONDS);
  }

  /** Once a refusal is heard, all that was said before it is settled. */
  private static void settle(WebSocket socket) throws Exception {
    var refused = new CompletableFuture<Void>();
    socket.handler(frame -> refused.complete(null));
    say(socket, "register", "refused");
    refused.get(30, TimeUnit.SECONDS);
  }

  private static void say(WebSocket socket, String type, String address) {
    socket.writeTextMessage(new JsonObject().put("type", type).put("address", address).encode());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void who_finds_no_place_is_told_to_try_again_and_a_place_that_was_left_is_free(int of) throws Exception {
    serve(of == 1 ? caps(2, 10) : caps(10, 2));
    var first = open();
    var second = open();
    settle(first);
    settle(second);
    assertThat(closeCode()).isEqualTo((short) 1013);

    first.close().await();
    awaitPlaces(1);
    settle(open());
  }

  @Test void a_message_of_more_than_4_kilobytes_ends_the_socket() throws Exception {
    serve(Audience.Caps.NONE);
    var socket = open();
    say(socket, "register", "push.polls");
    settle(socket);
    var closed = new CompletableFuture<Void>();
    socket.closeHandler(gone -> closed.complete(null));
    socket.writeTextMessage("{\"type\":\"ping\",\"a\":\"" + "x".repeat(4096) + "\"}");
    closed.get(30, TimeUnit.SECONDS);
    awaitPlaces(0);
  }

  @Test void a_socket_that_says_nothing_is_closed_and_one_that_pings_stays() throws Exception {
    serve(new Audience.Caps(10, 10, Duration.ofSeconds(3)));
    var pinging = open();
    vertx.setPeriodic(100, tick -> pinging.writeTextMessage("{\"type\":\"ping\"}"));
    assertThat(closeCode()).isEqualTo((short) 1001);
    assertThat(pinging.isClosed()).isFalse();
    settle(pinging);
  }

  @Test void who_says_more_than_can_be_looked_at_is_cut_off() throws Exception {
    serve(Audience.Caps.NONE);
    try (var flood = new RawSocket(port, "/eventbus/websocket")) {
      // It is refused each time, and reads none of the refusals.
      var closed = new CompletableFuture<Void>();
      Thread.startVirtualThread(() -> {
        try {
          while (true) flood.register("push.nobody");
        } catch (IOException cut) {
          closed.complete(null);
        }
      });
      closed.get(60, TimeUnit.SECONDS);
    }
    awaitPlaces(0);
  }

  @Test void a_raw_socket_that_does_not_read_is_dropped() throws Exception {
    serve(Audience.Caps.NONE);
    try (var slow = new RawSocket(port, "/eventbus/websocket")) {
      slow.register("push.polls");
      slow.register("refused");
      assertThat(slow.next()).contains("access_denied");
      dropped(slow);
    }
  }

  @Test void a_socket_in_the_frames_of_SockJS_that_does_not_read_is_dropped() throws Exception {
    serve(Audience.Caps.NONE);
    try (var slow = new RawSocket(port, "/eventbus/123/abcdefgh/websocket")) {
      assertThat(slow.next()).isEqualTo("o");
      slow.say("[\"{\\\"type\\\":\\\"register\\\",\\\"address\\\":\\\"push.polls\\\"}\",\"{\\\"type\\\":\\\"nonsense\\\"}\"]");
      assertThat(slow.next()).contains("invalid_type");
      dropped(slow);
    }
  }

  /** More is said than the operating system keeps for a reader, and does not wait in memory; another hears it all. */
  private void dropped(RawSocket slow) throws Exception {
    var reads = open();
    say(reads, "register", "push.polls");
    settle(reads);
    var heard = new LinkedBlockingQueue<Integer>();
    reads.handler(frame -> heard.add(frame.length()));
    var said = new JsonObject().put("note", "x".repeat(32 * 1024));
    int messages = 0;
    while (audience.places() > 1 && messages++ < MANY) {
      bus.push("push.polls", said);
      assertThat(heard.poll(30, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(audience.places()).isEqualTo(1);
    assertThat(slow.readToTheEnd()).isLessThan((long) messages * 32 * 1024);
  }

  @Test void pages_of_the_origins_that_are_let_in_may_listen() {
    serve(Audience.Caps.NONE, new Door(Limits.NONE, Proxies.NONE, new Origins(Set.of("https://game.example")), Repeats.NONE, false));
    var address = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/eventbus/websocket");
    client.connect(address.addHeader("Origin", "https://game.example")).await().close();
  }

  private void awaitPlaces(int taken) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (audience.places() != taken && System.nanoTime() < deadline) Thread.onSpinWait();
    assertThat(audience.places()).as("places taken").isEqualTo(taken);
  }
}
