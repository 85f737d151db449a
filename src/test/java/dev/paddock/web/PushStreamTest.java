package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.contract.Fantasy;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has no SockJS hears the same as server-sent events. */
class PushStreamTest {
  private static final String TOPICS = "push.race.2025-miami,push.board.season-2025";

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final Exhibit exhibit = new Exhibit();
  private Audience audience;
  private int port;

  /** It tells that it lives every 0.3 s. */
  @BeforeEach void serve() {
    audience = new Audience(Rights.NONE, new Audience.Caps(3, 3, Duration.ofMillis(600)));
    port = HttpVerticle.deploy(vertx, 1, exhibit.site(0).heardBy(audience)).await();
    vertx.deployVerticle(new PushRelay(bus, exhibit.clock(), audience)).await();
  }

  @AfterEach void close() {
    vertx.close().await();
  }

  private void correct(int version) {
    bus.tell(Formula1.RESULT_CORRECTED, new Formula1.ResultCorrected("2025-miami-R", version));
  }

  @Test void it_hears_what_sockets_hear() throws Exception {
    try (var stream = EventStream.open(port, TOPICS, "Accept-Encoding", "gzip")) {
      assertThat(stream.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
      assertThat(stream.response().headers().firstValue("Content-Encoding")).as("packed, it would wait").isEmpty();
      assertThat(stream.next().type()).isEqualTo("listening");
      correct(2);
      var heard = stream.next();
      assertThat(heard.type()).isEqualTo("message");
      var message = new JsonObject(heard.data());
      assertThat(message.getString("topic")).isEqualTo("push.race.2025-miami");
      assertThat(message.getLong("seq")).isEqualTo(1);
      assertThat(message.getJsonArray("events").getJsonObject(0).getMap()).containsEntry("type", "correction").containsEntry("version", 2);
    }
    awaitPlaces(0);
  }

  @Test void who_comes_back_is_told_whether_he_has_missed_anything() throws Exception {
    String last;
    try (var stream = EventStream.open(port, TOPICS)) {
      stream.next();
      correct(2);
      last = stream.next().id();
    }
    try (var stream = EventStream.open(port, TOPICS, "Last-Event-ID", last)) {
      assertThat(stream.next().type()).isEqualTo("listening");
    }
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025", 4));
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2024", 4));
    while (audience.sequences.latest("push.board.season-2024") == 0) Thread.onSpinWait();
    try (var stream = EventStream.open(port, TOPICS, "Last-Event-ID", last)) {
      var first = stream.next();
      assertThat(first.type()).isEqualTo("missed");
      assertThat(new JsonObject(first.data()).getJsonArray("topics")).containsExactly(TOPICS.split(",")[0], TOPICS.split(",")[1]);
      last = first.id();
    }
    try (var stream = EventStream.open(port, TOPICS, "Last-Event-ID", last)) {
      assertThat(stream.next().type()).isEqualTo("listening");
    }
  }

  /** What it counted is not what is counted now. */
  @Test void who_comes_back_to_another_process_has_missed_something() throws Exception {
    String last;
    try (var stream = EventStream.open(port, TOPICS)) {
      last = stream.next().id();
    }
    var another = Vertx.vertx();
    try {
      int elsewhere = HttpVerticle.deploy(another, 1, exhibit.site(0)).await();
      try (var stream = EventStream.open(elsewhere, TOPICS, "Last-Event-ID", last)) {
        assertThat(stream.next().type()).isEqualTo("missed");
      }
    } finally {
      another.close().await();
    }
  }

  @Test void what_another_node_may_have_done_is_asked_for() throws Exception {
    String last = "";
    try (var stream = EventStream.open(port, TOPICS)) {
      stream.next();
      bus.missed();
      for (int topics = 0; topics < 2; topics++) {
        var heard = stream.next();
        assertThat(new JsonObject(heard.data()).getJsonArray("events")).isEmpty();
        assertThat(new JsonObject(heard.data()).getInteger("dropped")).isEqualTo(1);
        last = heard.id();
      }
    }
    awaitPlaces(0);
    var run = audience.run();
    bus.missed();
    while (audience.run().equals(run)) Thread.onSpinWait();
    try (var stream = EventStream.open(port, TOPICS, "Last-Event-ID", last)) {
      assertThat(stream.next().type()).isEqualTo("missed");
    }
  }

  /** What is asked next on the same connection is answered, and no place is taken. */
  @Test void who_asks_for_the_head_gets_it_and_listens_to_nothing() throws Exception {
    try (var asks = new Socket("127.0.0.1", port)) {
      asks.setSoTimeout(30_000);
      var request = "HEAD /api/v1/realtime/sse?topics=push.polls HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      for (int times = 0; times < 2; times++) {
        asks.getOutputStream().write(request);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) asks.getInputStream().read());
        assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: text/event-stream");
      }
      awaitPlaces(0);
    }
  }

  @Test void a_stream_says_that_it_lives() throws Exception {
    try (var stream = EventStream.open(port, TOPICS)) {
      assertThat(stream.next().type()).isEqualTo("listening");
      assertThat(stream.any().type()).isEqualTo("comment");
    }
  }

  @Test void what_cannot_be_listened_to_is_said_before_it_begins() {
    var api = ContractClient.of(vertx, port);
    api.ask("listen").with("topics", "push.nobody").answer().expect(404, "not-found");
    api.ask("listen").with("topics", "push.user.7").answer().expect(401, "unauthenticated");
    api.ask("listen").with("topics", "push.user.7").with("ticket", "made-up").answer().expect(401, "unauthenticated");
    api.ask("listen").with("topics", "push.board.league-7").answer().expect(401, "unauthenticated");
    api.ask("listen").with("topics", "f1.result.stored").anyway().answer().expect(400, "malformed");
    api.ask("listen").with("topics", many(65)).anyway().answer().expect(400, "malformed");
    api.ask("listen").with("topics", "push.polls").header("Origin", "https://elsewhere.example").answer().expect(403, "forbidden");
    assertThat(audience.places()).isZero();
  }

  private static String many(int topics) {
    return IntStream.range(0, topics).mapToObj(n -> "push.race.r" + n).collect(Collectors.joining(","));
  }

  @Test void who_finds_no_place_is_told_so_and_a_place_that_was_left_is_free() throws Exception {
    var api = ContractClient.of(vertx, port);
    try (var one = EventStream.open(port, many(64)); var two = EventStream.open(port, TOPICS); var three = EventStream.open(port, TOPICS)) {
      api.ask("listen").with("topics", "push.polls").answer().expect(429, "rate-limited");
    }
    awaitPlaces(0);
    EventStream.open(port, TOPICS).close();
  }

  @Test void a_stream_that_nobody_reads_is_dropped() throws Exception {
    var said = new JsonObject().put("seq", 1).put("note", "x".repeat(32 * 1024));
    try (var slow = new Socket()) {
      slow.setReceiveBufferSize(16 * 1024);
      slow.connect(new InetSocketAddress("127.0.0.1", port));
      slow.getOutputStream().write("GET /api/v1/realtime/sse?topics=push.polls HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      try (var reads = EventStream.open(port, "push.polls")) {
        reads.next();
        awaitPlaces(2);
        for (int n = 0; audience.places() > 1 && n < 1_000; n++) {
          bus.push("push.polls", said);
          reads.next();
        }
        assertThat(audience.places()).isEqualTo(1);
      }
    }
  }

  private void awaitPlaces(int taken) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (audience.places() != taken && System.nanoTime() < deadline) Thread.onSpinWait();
    assertThat(audience.places()).as("places taken").isEqualTo(taken);
  }
}
