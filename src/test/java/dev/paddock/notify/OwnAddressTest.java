package dev.paddock.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.store.Notifications;
import dev.paddock.web.Audience;
import dev.paddock.web.PushRelay;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code push.user.<id>} is that user's alone: with his ticket, once, within a minute, and as long as his log-in goes on. */
class OwnAddressTest {
  private final LetterNode node = new LetterNode(3);
  private final Audience audience = node.audience;
  private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
  private WebSocketClient client;
  private WebSocket socket;

  @BeforeEach void connect() {
    node.signsUp(1);
    node.signsUp(2);
    var vertx = node.game.vertx;
    vertx.deployVerticle(new PushRelay(node.game.bus, node.game.clock, audience)).await();
    vertx.deployVerticle(new HeraldVerticle(node.game.bus, node.game.database, new Notifications(node.game.pools.reads(), node.game.closing),
        audience::listeners)).await();
    client = vertx.createWebSocketClient();
    socket = open();
  }

  @AfterEach void close() {
    node.close();
  }

  @Test void its_user_hears_at_once_how_many_letters_he_has_not_read() throws InterruptedException {
    register(1, Map.of("ticket", ticket(1)));
    awaitListener();
    node.write("league:1:joined:2", 2, Kind.LEAGUE, "somebody else's", "x");
    node.write("league:1:joined:1", 1, Kind.LEAGUE, "Grace joined", "x");
    var push = next();
    assertThat(push.getString("address")).isEqualTo("push.user.1");
    assertThat(push.getJsonObject("body").getJsonArray("events").getJsonObject(0).getMap()).containsEntry("type", "letter").containsEntry("unread", 1)
        .containsKey("id");
  }

  @Test void its_user_is_told_that_he_may_have_missed_something_once_the_database_was_not_heard_for_a_while() throws InterruptedException {
    register(1, Map.of("ticket", ticket(1)));
    awaitListener();
    node.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%notification%'");
    node.write("league:1:joined:1", 1, Kind.LEAGUE, "Grace joined", "while nobody listens");
    var push = next().getJsonObject("body");
    assertThat(push.getMap()).containsEntry("topic", "push.user.1").containsEntry("dropped", 1);
    assertThat(push.getJsonArray("events")).isEmpty();
    node.write("league:1:joined:3", 1, Kind.LEAGUE, "Ada joined", "heard again");
    assertThat(next().getJsonObject("body").getJsonArray("events").getJsonObject(0).getMap()).containsEntry("unread", 2);
  }

  @Test void nobody_else_registers_it() throws InterruptedException {
    refused(1, Map.of());
    refused(1, Map.of("ticket", "made up"));
    refused(1, Map.of("ticket", ticket(2)));
    assertThat(audience.listeners()).isEmpty();
  }

  @Test void a_ticket_is_good_once() throws InterruptedException {
    var ticket = ticket(1);
    register(1, Map.of("ticket", ticket));
    awaitListener();
    socket = open();
    refused(1, Map.of("ticket", ticket));
  }

  @Test void a_ticket_is_good_for_a_minute() throws InterruptedException {
    var ticket = ticket(1);
    node.game.clock.advance(Duration.ofSeconds(60));
    refused(1, Map.of("ticket", ticket));
  }

  @Test void a_ticket_of_a_log_in_that_ended_is_good_for_nothing() throws InterruptedException {
    var ticket = ticket(1);
    node.sql("update account_session set ended_at = now() where user_id = 1");
    refused(1, Map.of("ticket", ticket));
  }

  @Test void once_its_log_in_has_ended_a_socket_is_closed_and_not_told() throws InterruptedException {
    var closed = new CountDownLatch(1);
    socket.closeHandler(gone -> closed.countDown());
    register(1, Map.of("ticket", ticket(1)));
    awaitListener();
    node.sql("update account_session set ended_at = now() where user_id = 1");
    node.write("security:1", 1, Kind.SECURITY, "Your password was changed", "x");
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(heard).isEmpty();
    while (!audience.listeners().isEmpty()) Thread.onSpinWait();
  }

  private WebSocket open() {
    var opened = client.connect(node.port, "127.0.0.1", "/eventbus/websocket").await();
    opened.handler(frame -> heard.add(new JsonObject(frame)));
    return opened;
  }

  private String ticket(long user) {
    var made = node.as(user).ask("createTicket").answer().expect(201).json();
    assertThat(made.getString("address")).isEqualTo("push.user." + user);
    return made.getString("ticket");
  }

  private void register(long user, Map<String, Object> headers) {
    socket.writeTextMessage(new JsonObject().put("type", "register").put("address", "push.user." + user)
        .put("headers", new JsonObject(headers)).put("body", new JsonObject()).encode()).await();
  }

  private void refused(long user, Map<String, Object> headers) throws InterruptedException {
    register(user, headers);
    assertThat(next().getMap()).containsEntry("type", "err").containsEntry("body", "rejected");
  }

  private void awaitListener() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (audience.listeners().isEmpty() && System.nanoTime() < deadline) Thread.onSpinWait();
    assertThat(audience.listeners()).containsExactly(1L);
  }

  private JsonObject next() throws InterruptedException {
    var frame = heard.poll(30, TimeUnit.SECONDS);
    assertThat(frame).as("a frame within 30 s").isNotNull();
    return frame;
  }
}
