package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Importing;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.horse.contract.Horses;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final Exhibit exhibit = new Exhibit();
  private final WebSocketClient client = vertx.createWebSocketClient();
  private BlockingQueue<JsonObject> heard;
  private WebSocket socket;
  private int port;

  @BeforeAll void serve() {
    port = HttpVerticle.deploy(vertx, 1, exhibit.site(0)).await();
    vertx.deployVerticle(new PushRelay(bus, exhibit.clock())).await();
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  @BeforeEach void connect() {
    heard = new LinkedBlockingQueue<>();
    socket = client.connect(address()).await();
    socket.handler(frame -> heard.add(new JsonObject(frame)));
  }

  @AfterEach void disconnect() {
    socket.close();
  }

  private WebSocketConnectOptions address() {
    return new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/eventbus/websocket");
  }

  private void say(String type, String address) {
    socket.writeTextMessage(new JsonObject()
        .put("type", type).put("address", address).put("headers", new JsonObject()).put("body", new JsonObject()).encode()).await();
  }

  private JsonObject next() throws InterruptedException {
    var frame = heard.poll(30, TimeUnit.SECONDS);
    assertThat(frame).as("a frame within 30 s").isNotNull();
    return frame;
  }

  /** Frames of a socket are handled in order: once the second registration is refused, the first stands. */
  private void listen(String topic) throws InterruptedException {
    say("register", topic);
    say("register", "refused");
    assertThat(next().getString("type")).isEqualTo("err");
  }

  /** Of one topic, in however many messages. */
  private List<JsonObject> events(int count) throws InterruptedException {
    var events = new ArrayList<JsonObject>();
    while (events.size() < count) next().getJsonObject("body").getJsonArray("events").forEach(event -> events.add((JsonObject) event));
    return events;
  }

  @Test void facts_arrive_as_what_changed() throws InterruptedException {
    listen("push.race.2025-sao-paulo");
    bus.tell(Formula1.RESULT_CORRECTED, new Formula1.ResultCorrected("2025-sao-paulo-R", 2));

    var push = next();
    assertThat(push.getString("address")).isEqualTo("push.race.2025-sao-paulo");
    var body = push.getJsonObject("body");
    assertThat(body.getJsonArray("events").getJsonObject(0).getMap()).containsEntry("type", "correction")
        .containsEntry("sessionId", "2025-sao-paulo-R").containsEntry("version", 2)
        .containsEntry("at", exhibit.clock().instant().toString());
  }

  @Test void a_horse_race_that_changed_says_so_on_its_own_topic() throws InterruptedException {
    listen("push.race.horse-4711");
    bus.tell(Horses.RACE_AMENDED, new Horses.RaceAmended(4_711, 42));
    bus.tell(Horses.RACE_CHANGED, new Horses.RaceChanged(4_711, 42));

    var events = events(2);
    assertThat(events.getFirst().getMap()).containsEntry("type", "amended").containsEntry("raceId", 4_711).containsEntry("revision", 42);
    assertThat(events.get(1).getString("type")).isEqualTo("race");
  }

  @Test void an_import_says_how_far_it_is() throws InterruptedException {
    listen("push.imports");
    bus.tell(Importing.PROGRESSED, new Importing.Progressed("run-1", 2025, Importing.State.PAUSED,
        new Importing.Progress(3, 120, 200, "2025-chinese-SQ"), Optional.of(Instant.parse("2025-11-25T13:00:00Z"))));

    assertThat(next().getJsonObject("body").getJsonArray("events").getJsonObject(0).getMap())
        .containsEntry("type", "import").containsEntry("runId", "run-1").containsEntry("year", 2025).containsEntry("state", "paused")
        .containsEntry("done", 3).containsEntry("of", 120).containsEntry("calls", 200).containsEntry("doing", "2025-chinese-SQ")
        .containsEntry("pausedUntil", "2025-11-25T13:00:00Z");
  }

  @Test void what_is_quiet_is_told_at_once_and_what_follows_travels_together_without_a_gap() throws InterruptedException {
    listen("push.board.season-2025");
    for (var i = 1; i <= 50; i++) bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025", i));
    var first = next().getJsonObject("body");
    assertThat(first.getJsonArray("events")).hasSize(1);
    assertThat(first.getJsonArray("events").getJsonObject(0).getInteger("snapshot")).isEqualTo(1);

    var told = 1;
    var latest = first;
    while (told < 50) {
      var following = next().getJsonObject("body");
      assertThat(following.getLong("seq")).isEqualTo(latest.getLong("seq") + 1);
      assertThat(following.getJsonArray("events").size()).isBetween(1, 20);
      told += following.getJsonArray("events").size() + following.getInteger("dropped");
      latest = following;
    }
    assertThat(told).isEqualTo(50);
    assertThat(latest.getJsonArray("events").getJsonObject(latest.getJsonArray("events").size() - 1).getInteger("snapshot")).isEqualTo(50);
  }

  @Test void polls_and_notifications_share_a_topic() throws InterruptedException {
    listen("push.polls");
    var now = exhibit.clock().instant();
    bus.tell(Scheduling.SLOT_ENDED, new Scheduling.SlotEnded("result:2025-las-vegas-R", "f1.result", now, now,
        new Ending.Next(true, "version 2"), Optional.of(now.plusSeconds(3600))));
    bus.tell(Notifying.USER_CREATED, new Notifying.UserNotified(9, 1000));

    var events = events(2);
    assertThat(events.getFirst().getMap())
        .containsEntry("type", "poll").containsEntry("outcome", "changed").containsEntry("note", "version 2");
    assertThat(events.get(1).getMap()).containsEntry("type", "notification").containsEntry("users", 1000);
  }

  @Test void nothing_else_can_be_listened_to() throws InterruptedException {
    for (var address : new String[] {"f1.result.stored", "schedule.plan.put", "push.user.seven", "push.pollsters", "push.race.A b"}) {
      say("register", address);
      assertThat(next().getMap()).as(address).containsEntry("type", "err").containsEntry("body", "access_denied");
    }
  }

  /** What is asked of the API from then on misses nothing. */
  @Test void who_wants_to_know_is_told_when_he_listens() throws InterruptedException {
    socket.writeTextMessage(new JsonObject().put("type", "register").put("address", "push.polls")
        .put("headers", new JsonObject().put("ack", "please")).encode()).await();
    assertThat(next().getMap()).containsExactly(Map.entry("type", "registered"), Map.entry("address", "push.polls"));
  }

  @Test void nothing_can_be_said() throws InterruptedException {
    listen("push.polls");
    say("publish", "push.polls");
    assertThat(next().getMap()).containsEntry("type", "err").containsEntry("body", "rejected");
    say("send", "schedule.plan.put");
    assertThat(next().getMap()).containsEntry("type", "err").containsEntry("body", "rejected");
  }

  @Test void a_socket_listens_to_64_topics_at_most() throws InterruptedException {
    for (var i = 0; i < 64; i++) say("register", "push.race.2025-r" + i);
    say("register", "push.race.2025-one-more");
    assertThat(next().getMap()).containsEntry("type", "err").containsEntry("body", "max_handlers_reached");
  }

  @Test void a_page_of_another_site_is_refused() {
    assertThatThrownBy(() -> client.connect(address().addHeader("Origin", "http://elsewhere.example")).await())
        .isInstanceOfSatisfying(UpgradeRejectedException.class, refused -> assertThat(refused.getStatus()).isEqualTo(403));
    client.connect(address().addHeader("Origin", "http://127.0.0.1:" + port)).await().close();
  }
}
