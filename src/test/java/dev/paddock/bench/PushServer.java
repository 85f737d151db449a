package dev.paddock.bench;

import dev.paddock.app.StoredRights;
import dev.paddock.db.Database;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.SeatVerticle;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.store.LeagueSeats;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.contract.Notifying.LetterArrived;
import dev.paddock.notify.store.PushTickets;
import dev.paddock.web.Audience;
import dev.paddock.web.Gate;
import dev.paddock.web.HttpVerticle;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.PushRelay;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * A node that pushes, in a process of its own: ours with a game, or a bare SockJS bridge. It prints its port; then it obeys: {@code change}
 * prints the nanoseconds of the monotonic clock at which the result was there and at which its message was told, {@code ticket N} a ticket
 * of user N, {@code leave} ends the memberships of all but owners, {@code heap} how much of it is in use after a collection, in MB.
 */
final class PushServer {
  static final String TOPIC = "push.board.season-" + Crowd.SEASON;
  /** Each of the first users owns a private league, in which the one {@value #GUEST} further on is a guest. */
  static final int LEAGUES = 300;
  static final int GUEST = 1_000;
  private static final int LOOPS = 2;
  private static final int ROUNDS = 6;

  private static final String ACCOUNTS = """
      insert into account (user_id, email, password_hash, verified_at, created_at)
      select n, 'user' || n || '@example.org', '', now(), now() from generate_series(1, %1$d) n;
      insert into account_session (id, user_id, begun_at, used_at, expires_at, client, address)
      select lpad(n::text, 32, '0')::uuid, n, now(), now(), '2100-01-01', 'bench', '127.0.0.1' from generate_series(1, %1$d) n""";
  private static final String PRIVATE = """
      insert into league (id, season, name, owner_id, public, approval, size_cap, size, rule_set, created_at, members)
      select n, 2025, 'League ' || n, n, false, false, 10, 2, 'classic', now(), 2 from generate_series(1, %1$d) n;
      insert into league_member (league_id, came, team_id, user_id, joined_at)
      select n, 1, n, n, now() from generate_series(1, %1$d) n union all
      select n, 2, n + %2$d, n + %2$d, now() from generate_series(1, %1$d) n""";
  private static final String LEAVE = "update league_member set went = 3, left_at = now() where came = 2";

  /** What is measured. */
  private interface Pushing {
    int port();

    /** Blocks until it is told. */
    Change change();

    String ticket(long user);

    void leave();
  }

  /** @param stored the nanosecond at which the result was there; {@code told} its message was handed on */
  private record Change(long stored, long told) {}

  private PushServer() {}

  /** Arguments: ours, with the number of teams, and the database's URL on the first line; or bare, with the bytes of a message's body. */
  public static void main(String... args) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in));
    var pushing = args[0].equals("ours") ? new Ours(Database.parse(in.readLine()), Integer.parseInt(args[1])) : new Bare(Integer.parseInt(args[1]));
    System.out.println(pushing.port());
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var words = line.split(" ");
      switch (words[0]) {
        case "change" -> {
          var change = pushing.change();
          System.out.println(change.stored + " " + change.told);
        }
        case "ticket" -> System.out.println(pushing.ticket(Long.parseLong(words[1])));
        case "leave" -> {
          pushing.leave();
          System.out.println("left");
        }
        case "heap" -> {
          System.gc();
          System.out.println(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
    System.exit(0);
  }

  private static final class Ours implements Pushing {
    private final Node node;
    private final Correcting correcting;
    private final PushTickets tickets;
    private final Queue<Long> told = new ConcurrentLinkedQueue<>();
    private final int port;

    Ours(Database database, int teams) {
      var formula1 = new FakeFormula1(ROUNDS);
      node = new Node("push", database, formula1);
      correcting = new Correcting(node, formula1, ROUNDS, teams, 1);
      new Crowd(teams, ROUNDS, 1).settle(database, node.game.fields(), fielded -> { });
      BenchPostgres.execute(database, ACCOUNTS.formatted(teams), PRIVATE.formatted(LEAGUES, GUEST));
      correcting.season();
      tickets = new PushTickets(node.pools.transactions());
      var audience = new Audience(new StoredRights(node.bus, tickets, node.clock), Audience.Caps.NONE);
      node.vertx.deployVerticle(new SeatVerticle(node.bus, new LeagueSeats(node.pools.reads()))).await();
      node.vertx.deployVerticle(new PushRelay(node.bus, node.clock, audience)).await();
      node.bus.on(Fantasy.BOARD_CHANGED, changed -> {
        if (TOPIC.endsWith(changed.board())) told.add(System.nanoTime());
      }).await();
      port = HttpVerticle.deploy(node.vertx, LOOPS, new HttpVerticle.Site("127.0.0.1", 0, PartOfSite.completed(List.of()), Map.of(), Gate.CLOSED,
          node.clock).heardBy(audience)).await();
    }

    @Override public int port() {
      return port;
    }

    @Override public Change change() {
      // What followed from the one before: notifications.
      node.runDue();
      long stored = correcting.correct();
      while (told.isEmpty()) Thread.onSpinWait();
      IntStream.rangeClosed(1, LEAGUES).forEach(user -> node.bus.tellHere(Notifying.LETTER_ARRIVED, new LetterArrived(1, user, 1)));
      return new Change(stored, told.remove());
    }

    @Override public String ticket(long user) {
      var ticket = UUID.randomUUID().toString();
      tickets.issue(ticket, user, UUID.fromString("00000000-0000-0000-0000-%012d".formatted(user)), node.clock.instant().plus(Duration.ofDays(1)))
          .await();
      return ticket;
    }

    @Override public void leave() {
      BenchPostgres.execute(node.database, LEAVE);
    }
  }

  private static final class Bare implements Pushing {
    private final Vertx vertx = Vertx.vertx();
    private final JsonObject body;
    private final int port;

    Bare(int bytes) {
      body = new JsonObject().put("seq", 1).put("padding", "x".repeat(bytes - "{\"seq\":1,\"padding\":\"\"}".length()));
      var ports = new ConcurrentLinkedQueue<Integer>();
      vertx.deployVerticle(() -> new VerticleBase() {
        @Override public Future<?> start() {
          var router = Router.router(vertx);
          router.route("/eventbus/*").subRouter(SockJSHandler.create(vertx).bridge(new SockJSBridgeOptions()
              .addOutboundPermitted(new PermittedOptions().setAddress(TOPIC)).setPingTimeout(Duration.ofMinutes(1).toMillis())));
          return vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(-1)).requestHandler(router).listen()
              .onSuccess(server -> ports.add(server.actualPort()));
        }
      }, new DeploymentOptions().setInstances(LOOPS)).await();
      port = ports.element();
    }

    @Override public int port() {
      return port;
    }

    @Override public Change change() {
      long now = System.nanoTime();
      vertx.eventBus().publish(TOPIC, body);
      return new Change(now, now);
    }

    @Override public String ticket(long user) {
      throw new UnsupportedOperationException("nothing is anybody's");
    }

    @Override public void leave() {
      throw new UnsupportedOperationException("nothing is anybody's");
    }
  }
}
