package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.app.World.Somebody;
import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.web.EventStream;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is said on a league's address its members hear, everybody while it is public, and nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeagueAddressTest {
  private World world;
  private Bus bus;
  private Somebody alice;
  private Somebody bob;
  private Somebody carol;
  private long snapshot = 1_000_000;

  @BeforeAll void open() {
    world = World.open(2025, round -> round >= 22, Map.of());
    bus = Bus.of(world.vertx());
    alice = world.newcomer("Alice");
    bob = world.newcomer("Bob");
    carol = world.newcomer("Carol");
  }

  @AfterAll void close() {
    world.close();
  }

  /** A socket, and what it hears. */
  private final class Ear implements AutoCloseable {
    private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    Ear() {
      var client = world.vertx().createWebSocketClient();
      socket = client.connect(world.port(), "127.0.0.1", "/eventbus/websocket").await();
      socket.handler(frame -> heard.add(new JsonObject(frame)));
      socket.closeHandler(closed -> heard.add(new JsonObject().put("closed", socket.closeStatusCode())));
    }

    Ear register(String address) {
      return register(address, Optional.empty());
    }

    Ear register(String address, Optional<String> ticket) {
      var headers = new JsonObject();
      ticket.ifPresent(shown -> headers.put("ticket", shown));
      socket.writeTextMessage(new JsonObject().put("type", "register").put("address", address).put("headers", headers).encode()).await();
      return this;
    }

    /** Frames are handled in order: once this is refused, all before it is settled. */
    Ear settled() throws InterruptedException {
      register("settled");
      assertThat(next().getMap()).containsEntry("body", "access_denied").containsEntry("address", "settled");
      return this;
    }

    JsonObject next() throws InterruptedException {
      var frame = heard.poll(30, TimeUnit.SECONDS);
      assertThat(frame).as("a frame within 30 s").isNotNull();
      return frame;
    }

    JsonObject event() throws InterruptedException {
      return next().getJsonObject("body").getJsonArray("events").getJsonObject(0);
    }

    @Override public void close() {
      socket.close();
    }
  }

  private record League(long id, String address, String code) {}

  private League league(Somebody owner, String visibility) {
    var made = owner.api().ask("createLeague").body(new JsonObject().put("name", "Late brakers").put("visibility", visibility)
        .put("teamId", team(owner))).answer().expect(201).json();
    long id = made.getJsonObject("league").getLong("id");
    return new League(id, "push.board.league-" + id, made.getJsonObject("code").getString("code"));
  }

  private long team(Somebody owner) {
    var teams = owner.api().ask("listMyTeams").with("season", 2025).answer().expect(200).json().getJsonArray("teams");
    if (!teams.isEmpty()) return teams.getJsonObject(0).getLong("teamId");
    long team = owner.api().ask("createTeam").body(new JsonObject().put("name", owner.name() + " racing").put("season", 2025)).answer()
        .expect(201).json().getLong("teamId");
    var read = owner.api().ask("getLineup").with("teamId", team).with("raceId", "2025-las-vegas").answer().expect(200);
    owner.api().ask("saveLineup").with("teamId", team).with("raceId", "2025-las-vegas").ifMatch(read.etag()).body(new JsonObject()
        .put("drivers", new JsonArray(List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto")))
        .put("captain", "norris").put("viceCaptain", "piastri")).answer().expect(200);
    return team;
  }

  private void joins(Somebody who, League league) {
    who.api().ask("joinLeague").body(new JsonObject().put("code", league.code).put("teamId", team(who))).answer().expect(201);
  }

  private void goes(Somebody who, League league) {
    who.api().ask("removeLeagueMember").with("leagueId", league.id).with("teamId", team(who)).answer().expect(204);
  }

  private static Optional<String> ticket(Somebody who) {
    return Optional.of(who.api().ask("createTicket").answer().expect(201).json().getString("ticket"));
  }

  private long boardChanges() {
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025", ++snapshot));
    return snapshot;
  }

  @Test void members_of_a_private_league_hear_of_its_board_and_strangers_cannot_listen() throws Exception {
    var league = league(alice, "private");
    joins(bob, league);
    try (var alices = new Ear(); var bobs = new Ear(); var carols = new Ear(); var nobodys = new Ear()) {
      alices.register(league.address, ticket(alice)).settled();
      bobs.register("push.user." + bob.id(), ticket(bob)).register(league.address).settled();
      assertThat(carols.register(league.address, ticket(carol)).next().getMap()).containsEntry("type", "err").containsEntry("body", "rejected")
          .containsEntry("address", league.address);
      assertThat(nobodys.register(league.address).next().getMap()).containsEntry("body", "rejected");

      var shown = boardChanges();
      for (var ear : List.of(alices, bobs)) {
        assertThat(ear.event().getMap()).containsEntry("type", "board").containsEntry("snapshot", (int) shown);
      }
      bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025.gentle", 7));
      joins(carol, league);
      for (var ear : List.of(alices, bobs)) assertThat(ear.event().getMap()).containsEntry("type", "league").containsEntry("members", 3);
      carols.register(league.address).settled();
      shown = boardChanges();
      for (var ear : List.of(alices, bobs, carols)) assertThat(ear.event().getLong("snapshot")).isEqualTo(shown);
      nobodys.settled();
    }
  }

  @Test void whoever_is_no_longer_in_hears_no_more() throws Exception {
    var league = league(alice, "private");
    joins(bob, league);
    try (var alices = new Ear(); var bobs = new Ear()) {
      alices.register(league.address, ticket(alice)).settled();
      bobs.register(league.address, ticket(bob)).settled();
      goes(bob, league);
      assertThat(alices.event().getMap()).containsEntry("type", "league").containsEntry("members", 3);
      assertThat(bobs.next().getMap()).containsEntry("type", "err").containsEntry("body", "rejected").containsEntry("address", league.address);
      boardChanges();
      assertThat(alices.event().getString("type")).isEqualTo("board");
      bobs.settled();
    }
  }

  @Test void a_league_that_is_deleted_is_nobodys() throws Exception {
    var league = league(alice, "public");
    try (var nobodys = new Ear()) {
      nobodys.register(league.address).settled();
      var read = alice.api().ask("getLeague").with("leagueId", league.id).answer().expect(200);
      alice.api().ask("deleteLeague").with("leagueId", league.id).ifMatch(read.etag()).answer().expect(204);
      assertThat(nobodys.next().getMap()).containsEntry("type", "err").containsEntry("address", league.address);
    }
  }

  /** Whoever changed it, and whether or not anybody was told. */
  @Test void it_is_asked_again_before_every_message() throws Exception {
    var league = league(alice, "private");
    joins(bob, league);
    try (var bobs = new Ear()) {
      bobs.register(league.address, ticket(bob)).settled();
      world.database().query("update league_member set went = 100 where league_id = " + league.id + " and user_id = " + bob.id()).execute().await();
      boardChanges();
      assertThat(bobs.next().getMap()).containsEntry("type", "err").containsEntry("body", "rejected");
      bobs.settled();
    }
  }

  @Test void a_public_league_is_everybodys_until_it_is_private() throws Exception {
    var league = league(alice, "public");
    try (var nobodys = new Ear(); var alices = new Ear()) {
      nobodys.register(league.address).settled();
      alices.register(league.address, ticket(alice)).settled();
      boardChanges();
      assertThat(nobodys.event().getString("type")).isEqualTo("board");
      assertThat(alices.event().getString("type")).isEqualTo("board");
      var read = alice.api().ask("getLeague").with("leagueId", league.id).answer().expect(200);
      alice.api().ask("changeLeague").with("leagueId", league.id).ifMatch(read.etag()).body(new JsonObject().put("visibility", "private"))
          .answer().expect(200);
      assertThat(nobodys.next().getMap()).containsEntry("type", "err").containsEntry("address", league.address);
      assertThat(alices.event().getString("type")).isEqualTo("league");
    }
  }

  @Test void a_ticket_settles_whose_a_socket_is_once() throws Exception {
    var bobsTicket = ticket(bob);
    try (var alices = new Ear()) {
      alices.register("push.user." + alice.id(), ticket(alice)).settled();
      assertThat(alices.register("push.user." + bob.id(), bobsTicket).next().getMap()).containsEntry("body", "rejected");
    }
    try (var bobs = new Ear()) {
      bobs.register("push.user." + bob.id(), bobsTicket).settled();
    }
  }

  @Test void once_the_log_in_has_ended_the_socket_is_closed_with_a_code_that_says_so() throws Exception {
    var dave = world.newcomer("Dave");
    var league = league(alice, "private");
    joins(dave, league);
    try (var daves = new Ear()) {
      daves.register(league.address, ticket(dave)).settled();
      dave.api().ask("logOutEverywhere").answer().expect(204);
      boardChanges();
      assertThat(daves.next().getMap()).containsEntry("closed", (short) 4401);
    }
  }

  @Test void streams_have_the_same_rights() throws Exception {
    var league = league(alice, "private");
    joins(bob, league);
    bob.api().ask("listen").with("topics", "push.user." + alice.id()).answer().expect(403, "forbidden");
    carol.api().ask("listen").with("topics", league.address).answer().expect(403, "forbidden");
    var ticket = ticket(alice).orElseThrow();
    try (var alices = EventStream.open(world.port(), league.address + "&ticket=" + ticket);
        var bobs = EventStream.open(world.port(), league.address + ",push.user." + bob.id(), "Authorization", "Bearer " + bob.token())) {
      assertThat(alices.next().type()).isEqualTo("listening");
      assertThat(bobs.next().type()).isEqualTo("listening");
      boardChanges();
      assertThat(new JsonObject(alices.next().data()).getString("topic")).isEqualTo(league.address);
      assertThat(new JsonObject(bobs.next().data()).getString("topic")).isEqualTo(league.address);
      goes(bob, league);
      assertThat(new JsonObject(alices.next().data()).getString("topic")).isEqualTo(league.address);
      var lost = bobs.next();
      assertThat(lost.type()).isEqualTo("rejected");
      assertThat(lost.data()).contains(league.address);
    }
    world.api().ask("listen").with("topics", league.address).with("ticket", ticket).answer().expect(401, "unauthenticated");
  }
}
