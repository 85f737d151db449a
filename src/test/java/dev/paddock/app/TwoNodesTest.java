package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.Main;
import dev.paddock.TestDatabase;
import dev.paddock.account.SigningKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one database, {@code run --cluster}: what one does, the sockets of the other hear; one that is killed leaves all. */
class TwoNodesTest {
  @RegisterExtension static final TestDatabase POSTGRES = new TestDatabase();

  static final String OPERATOR = "operator-of-two-nodes";
  static final String LOCKS = "locks:f1";
  static final String REMINDERS = "reminders";
  /** Two things that are done every second, sources that nobody asks, and nothing else. */
  static final String SETTINGS = """
      http: {port: 0}
      admin: {token: %s}
      cluster: {port: 0, bus-port: 0}
      f1:
        season: 2025
        jolpica: {url: "http://127.0.0.1:1"}
        livetiming: {url: "http://127.0.0.1:1"}
        multiviewer: {url: "http://127.0.0.1:1"}
        schedule: {url: "http://127.0.0.1:1"}
        import: {enabled: false}
      cadences:
        f1-phase: {bands: [{from: PT0S, every: PT1S}], retry: {times: 3, every: PT1M}}
        reminder-watch: {bands: [{from: PT0S, every: PT1S}], retry: {times: 3, every: PT1M}}
      """.formatted(OPERATOR);

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  final List<RunningNode> running = new ArrayList<>();

  @AfterEach void end() throws InterruptedException {
    for (var node : running) node.process.kill();
    vertx.close().await();
  }

  @Test void what_one_does_the_sockets_of_the_other_hear_and_who_is_killed_leaves_its_work() throws Exception {
    var key = SigningKey.generate();
    var a = start("a", key);
    var b = start("b", key, a.address());
    a.expectMembers(2);
    b.expectMembers(2);
    assertThat(a.get("/metrics")).contains("paddock_cluster_members 2.0");
    assertThat(a.get("/.well-known/jwks.json")).isEqualTo(b.get("/.well-known/jwks.json"));

    // each slot is done on one node, and heard once by the sockets of both
    var ofA = a.listen();
    var ofB = b.listen();
    var since = ofA.next(LOCKS).compareTo(ofB.next(LOCKS)) > 0 ? ofA.last : ofB.last;
    var slots = ofA.after(since, LOCKS, 4);
    assertThat(ofB.after(since, LOCKS, 4)).isEqualTo(slots).doesNotHaveDuplicates();

    // paused on one, paused on both
    a.post("/api/v1/schedule/" + LOCKS + "/pause");
    var paused = Instant.now();
    for (int i = 0; i < 4; i++) ofB.next(REMINDERS, paused);
    assertThat(ofB.heard).noneMatch(slot -> slot.subject.equals(LOCKS) && slot.dueAt.isAfter(paused.plusSeconds(1)));
    b.post("/api/v1/schedule/" + LOCKS + "/resume");
    ofA.next(LOCKS, ofA.last);

    // one is killed, the other goes on with all of it
    a.process.kill();
    var killed = ofB.last;
    for (var subject : List.of(LOCKS, REMINDERS)) {
      for (int i = 0; i < 3; i++) assertThat(ofB.next(subject, killed)).isAfter(killed);
    }
    b.expectMembers(1);
    assertThat(twice()).as("slots that were done twice").isZero();

    // it comes back, to the same folder
    var again = start("a", key, b.address());
    again.expectMembers(2);
    b.expectMembers(2);
    var ofAgain = again.listen();
    ofAgain.next(LOCKS);
  }

  @Test void a_node_with_another_key_does_not_start_and_says_why() throws Exception {
    var a = start("a", SigningKey.generate());
    var stranger = launch("b", SigningKey.generate(), a.address());
    assertThat(stranger.process().waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(stranger.process().exitValue()).isNotZero();
  }

  private static long twice() {
    return POSTGRES.pools().transactions().query("""
        select count(*) as n from (select subject, due_at from poll_log group by 1, 2 having count(*) > 1) twice""")
        .execute().await().iterator().next().getLong("n");
  }

  private RunningNode start(String name, String key, String... members) throws IOException {
    var process = launch(name, key, members);
    var node = new RunningNode(process, Integer.parseInt(process.line().replaceAll(".*localhost:([0-9]+);.*", "$1")));
    running.add(node);
    return node;
  }

  private OtherProcess launch(String name, String key, String... members) throws IOException {
    var keys = Files.createDirectories(folder.resolve(name).resolve("keys"));
    Files.writeString(keys.resolve("access-token.pem"), key);
    var settings = Files.writeString(folder.resolve("settings.yaml"), SETTINGS);
    return OtherProcess.start(Main.class, "run", "--cluster", "--config", settings.toString(),
        "--data-dir", folder.resolve(name).toString(), "--set", "database.url=" + World.url(POSTGRES.database()),
        "--set", "cluster.members=" + String.join(" ", members));
  }

  /** A slot that was heard of. */
  record Slot(String subject, Instant dueAt) {}

  /** A process that serves at {@code port}. */
  final class RunningNode {
    final OtherProcess process;
    final int port;

    RunningNode(OtherProcess process, int port) {
      this.process = process;
      this.port = port;
    }

    String get(String path) {
      return ask(HttpMethod.GET, path);
    }

    void post(String path) {
      ask(HttpMethod.POST, path);
    }

    private String ask(HttpMethod method, String path) {
      return vertx.createHttpClient().request(method, port, "127.0.0.1", path).compose(request ->
          request.putHeader("Authorization", "Bearer " + OPERATOR).send()).compose(response -> response.body().map(body -> {
            assertThat(response.statusCode()).as(path + ": " + body).isEqualTo(200);
            return body.toString();
          })).await();
    }

    /** Where other nodes find it. */
    String address() {
      return members().stream().filter(member -> member.getBoolean("self")).findFirst().orElseThrow().getString("address");
    }

    List<JsonObject> members() {
      return new JsonObject(get("/health/ready")).getJsonArray("cluster").stream().map(JsonObject.class::cast).toList();
    }

    void expectMembers(int many) {
      for (int looks = 0; looks < 600 && members().size() != many; looks++) vertx.timer(50).await();
      assertThat(members()).hasSize(many);
    }

    Ear listen() {
      var socket = vertx.createWebSocketClient().connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port)
          .setURI("/eventbus/websocket")).await();
      return new Ear(socket);
    }
  }

  /** A socket that listens to what is polled. */
  static final class Ear {
    final List<Slot> heard = new ArrayList<>();
    Instant last = Instant.EPOCH;
    private final BlockingQueue<Slot> slots = new LinkedBlockingQueue<>();

    Ear(WebSocket socket) {
      socket.handler(frame -> {
        var body = new JsonObject(frame).getJsonObject("body");
        if (body != null) body.getJsonArray("events").stream().map(JsonObject.class::cast)
            .filter(event -> event.getString("type").equals("poll"))
            .forEach(event -> slots.add(new Slot(event.getString("subject"), event.getInstant("dueAt"))));
      });
      socket.writeTextMessage("{\"type\":\"register\",\"address\":\"push.polls\",\"headers\":{}}").await();
    }

    Instant next(String subject) throws InterruptedException {
      return next(subject, Instant.EPOCH);
    }

    /** The next slot of that subject that was due after an instant. */
    Instant next(String subject, Instant after) throws InterruptedException {
      while (true) {
        var slot = slots.poll(60, TimeUnit.SECONDS);
        assertThat(slot).as("a slot of " + subject + " within a minute").isNotNull();
        heard.add(slot);
        last = slot.dueAt;
        if (slot.subject.equals(subject) && slot.dueAt.isAfter(after)) return slot.dueAt;
      }
    }

    /** The next of them. */
    List<Instant> after(Instant since, String subject, int many) throws InterruptedException {
      var all = new ArrayList<Instant>();
      while (all.size() < many) all.add(next(subject, since));
      return all;
    }
  }
}
