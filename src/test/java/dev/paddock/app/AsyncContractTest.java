package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Importing;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.horse.contract.Horses;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.web.EventStream;
import dev.paddock.web.PushContract;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the whole house says over sockets and streams is what {@code asyncapi.yaml} says: every message, with its properties and no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncContractTest {
  private static final String RACE = "2025-las-vegas";

  private final PushContract contract = PushContract.load();
  /** Of the socket that was opened last. */
  private BlockingQueue<JsonObject> frames;
  private World world;
  private World.Somebody alice;

  @BeforeAll void open() {
    world = World.open(2025, round -> round == 22, Map.of());
    alice = world.newcomer("Alice");
  }

  @AfterAll void close() {
    world.close();
  }

  private WebSocket connect() {
    var socket = world.vertx().createWebSocketClient().connect(world.port(), "127.0.0.1", "/eventbus/websocket").await();
    var heard = new LinkedBlockingQueue<JsonObject>();
    socket.handler(frame -> heard.add(frame.toJsonObject()));
    frames = heard;
    return socket;
  }

  private void register(WebSocket socket, String address, Optional<String> ticket) {
    var headers = new JsonObject();
    ticket.ifPresent(shown -> headers.put("ticket", shown));
    var saying = new JsonObject().put("type", "register").put("address", address).put("headers", headers);
    contract.is("saying", saying);
    socket.writeTextMessage(saying.encode()).await();
  }

  private JsonObject next() throws InterruptedException {
    var frame = frames.poll(60, TimeUnit.SECONDS);
    assertThat(frame).as("heard were only " + contract.seen()).isNotNull();
    return frame;
  }

  private Optional<String> ticket() {
    return Optional.of(alice.api().ask("createTicket").answer().expect(201).json().getString("ticket"));
  }

  private long team() {
    long team = alice.api().ask("createTeam").body(new JsonObject().put("name", "Papaya").put("season", 2025)).answer().expect(201).json()
        .getLong("teamId");
    var read = alice.api().ask("getLineup").with("teamId", team).with("raceId", RACE).answer().expect(200);
    alice.api().ask("saveLineup").with("teamId", team).with("raceId", RACE).ifMatch(read.etag()).body(new JsonObject()
        .put("drivers", new JsonArray(List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto")))
        .put("captain", "norris").put("viceCaptain", "piastri")).answer().expect(200);
    return team;
  }

  @Test void every_push_is_in_the_contract_and_everything_in_the_contract_is_pushed() throws Exception {
    long team = team();
    long league = alice.api().ask("createLeague").body(new JsonObject().put("name", "Desert nights").put("visibility", "private")
        .put("teamId", team)).answer().expect(201).json().getJsonObject("league").getLong("id");
    var socket = connect();
    var own = List.of("push.user." + alice.id(), "push.board.league-" + league);
    var all = List.of("push.race." + RACE, "push.race.horse-7", "push.board.season-2025", "push.polls", "push.imports");
    register(socket, own.getFirst(), ticket());
    register(socket, own.getLast(), Optional.empty());
    all.forEach(address -> register(socket, address, Optional.empty()));
    register(socket, "settled", Optional.empty());
    contract.is("refusal", refusal());

    // Qualifying and the race, their scores, the stewards' correction, and three days in which it stands; and who comes and goes.
    world.advance(Duration.ofDays(14));
    var read = world.again(alice).api().ask("getLeague").with("leagueId", league).answer().expect(200);
    world.again(alice).api().ask("changeLeague").with("leagueId", league).ifMatch(read.etag()).body(new JsonObject().put("visibility", "public"))
        .answer().expect(200);
    // What this world has none of: an import, horses, a provider that goes away. And a notice that no rush of polls can push out of its message.
    var bus = Bus.of(world.vertx());
    bus.tell(Notifying.USER_CREATED, new Notifying.UserNotified(7, 2));
    bus.tell(Horses.RACE_CHANGED, new Horses.RaceChanged(7, 1));
    bus.tell(Horses.RACE_FINAL, new Horses.RaceFinal(7, 2));
    bus.tell(Horses.RACE_AMENDED, new Horses.RaceAmended(7, 3));
    bus.tell(Fetching.PROVIDER_CHANGED, new Fetching.ProviderChanged(new Fetching.ProviderStatus("jolpica", "https://api.jolpi.ca", false,
        Optional.of(world.now()), Optional.of("HTTP 502"), Optional.empty(), List.of())));
    bus.tell(Importing.PROGRESSED, new Importing.Progressed("run-1", 2025, Importing.State.PAUSED,
        new Importing.Progress(1, 2, 3, "2025-miami-S: TimingData"), Optional.of(world.now())));

    while (!contract.seen().containsAll(contract.documented())) {
      var frame = next();
      contract.is("pushed", frame);
      contract.check(frame.getString("address"), frame.getJsonObject("body"));
    }
    assertThat(new TreeSet<>(contract.seen())).isEqualTo(contract.documented());
  }

  @Test void acknowledgements_and_refusals_are_in_the_contract() throws Exception {
    var socket = connect();
    var saying = new JsonObject().put("type", "register").put("address", "push.imports").put("headers", new JsonObject().put("ack", "1"));
    contract.is("saying", saying);
    socket.writeTextMessage(saying.encode()).await();
    contract.is("registered", next());
    for (var said : List.of("{\"type\":\"register\",\"address\":\"push.user.1\"}", "{\"type\":\"register\",\"address\":\"push.nobody\"}",
        "{\"type\":\"register\",\"address\":\"push." + "x".repeat(200) + "\"}", "{\"type\":\"register\"}", "{\"type\":7}", "[]", "{",
        "{\"type\":\"send\",\"address\":\"push.polls\",\"body\":{}}", "{\"type\":\"unregister\",\"address\":\"push.nobody\"}")) {
      socket.writeTextMessage(said).await();
      contract.is("refusal", refusal());
    }
  }

  /** The next, whatever is pushed before it. */
  private JsonObject refusal() throws InterruptedException {
    var frame = next();
    while (!frame.getString("type").equals("err")) frame = next();
    return frame;
  }

  @Test void the_events_of_a_stream_are_in_the_contract() throws Exception {
    String last;
    try (var stream = EventStream.open(world.port(), "push.race.horse-8")) {
      var first = stream.next();
      contract.is(first.type(), new JsonObject(first.data()));
      assertThat(first.type()).isEqualTo("listening");
      Bus.of(world.vertx()).tell(Horses.RACE_CHANGED, new Horses.RaceChanged(8, 1));
      contract.check("push.race.horse-8", new JsonObject(stream.next().data()));
      last = first.id();
    }
    try (var stream = EventStream.open(world.port(), "push.race.horse-8", "Last-Event-ID", last)) {
      var first = stream.next();
      contract.is(first.type(), new JsonObject(first.data()));
      assertThat(first.type()).isEqualTo("missed");
    }
    var eve = world.newcomer("Eve");
    try (var stream = EventStream.open(world.port(), "push.user." + eve.id(), "Authorization", "Bearer " + eve.token())) {
      stream.next();
      eve.api().ask("logOutEverywhere").answer().expect(204);
      world.database().query("select pg_notify('notification', '1:%d')".formatted(eve.id())).execute().await();
      var ended = stream.next();
      contract.is(ended.type(), new JsonObject(ended.data()));
      assertThat(ended.type()).isEqualTo("ended");
      assertThat(stream.next().type()).isEqualTo("end");
    }
  }
}
