package dev.paddock.fantasy.web;

import dev.paddock.TestDatabase;
import dev.paddock.cache.NoCache;
import dev.paddock.db.Undertaking;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.LeagueNewsVerticle;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.store.LeagueActs;
import dev.paddock.fantasy.store.LeagueBoards;
import dev.paddock.fantasy.store.LeagueCodes;
import dev.paddock.fantasy.store.LeagueDoor;
import dev.paddock.fantasy.store.LeagueFounding;
import dev.paddock.fantasy.store.LeagueMembers;
import dev.paddock.fantasy.store.LeagueNews;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.kernel.Rate;
import dev.paddock.notify.store.PgLetters;
import dev.paddock.ops.store.PgLedger;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.PgUndertaking;
import dev.paddock.schedule.store.WorkStore;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Caller;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Door;
import dev.paddock.web.Gate;
import dev.paddock.web.HttpVerticle;
import dev.paddock.web.Limits;
import dev.paddock.web.Operation;
import dev.paddock.web.Origins;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Problem;
import dev.paddock.web.Proxies;
import dev.paddock.web.Repeats;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Leagues over HTTP, on a node with a real database: player n shows the token user-n, and has the team of that number. */
final class LeagueSite implements AutoCloseable {
  static final int SEASON = 2025;

  private static final Function<String, Cadence> CADENCES =
      name -> new Cadence(name, List.of(Cadence.Band.at(Duration.ZERO)), 3, Duration.ofMinutes(1));

  final FakeFormula1 formula1 = new FakeFormula1(5);
  final Node node;
  final Leagues leagues;
  final LeagueBoards boards;
  final Undertaking undertaking;
  final LeagueFounding founding;
  final LeagueCodes codes;
  final LeagueDoor door;
  final LeagueMembers members;
  final List<Fantasy.LeagueChanged> changed = new CopyOnWriteArrayList<>();
  /** Those whose e-mail address is not verified. */
  final Set<Long> unverified = ConcurrentHashMap.newKeySet();
  private final List<Operation> operations;
  private final ContractClient api;

  LeagueSite(int teams, int rounds) {
    node = new Node("a", TestDatabase.fresh(), formula1);
    node.seed(teams, rounds);
    node.bus.on(Fantasy.LEAGUE_CHANGED, changed::add).await();
    leagues = new Leagues(node.pools.reads());
    boards = new LeagueBoards(node.game.boards(), leagues, node.vertx.createSharedWorkerExecutor("leagues", 2));
    undertaking = new PgUndertaking(node.pools.transactions(), new WorkStore(node.pools.transactions(), CADENCES), node.clock);
    var acts = new LeagueActs(undertaking, new PgLetters(), new PgLedger(), node.clock);
    codes = new LeagueCodes(acts, new SecureRandom());
    founding = new LeagueFounding(acts, codes);
    door = new LeagueDoor(acts);
    members = new LeagueMembers(acts);
    var closing = new PgClosing(node.pools.transactions(), new WorkStore(node.pools.transactions(), CADENCES), CADENCES, node.clock, "a");
    node.vertx.deployVerticle(new LeagueNewsVerticle(node.bus, node.clock, closing, new LeagueNews(new PgLetters()))).await();
    var seal = new Seal(new byte[32]);
    operations = Stream.of(
        new LeagueOperations(node.bus, leagues, founding, user -> Future.succeededFuture(!unverified.contains(user)), seal, node.clock).list(),
        new LeagueDoorOperations(node.bus, leagues, door, members, seal, node.clock).list(),
        new LeagueCodeOperations(leagues, codes, node.clock).list(),
        new LeagueBoardOperations(leagues, boards, node.game.teams(), seal, new AnswerCache(new NoCache(), "leagues")).list(),
        new LeagueHistoryOperations(leagues, boards, node.game.teams()).list())
        .flatMap(List::stream).toList();
    api = ContractClient.of(node.vertx, PartOfSite.serve(node.vertx, operations, LeagueSite::admit).await());
  }

  private static Future<Gate.Admission> admit(String token) {
    return Future.succeededFuture(token.matches("user-\\d+")
        ? new Gate.Admission.Known(new Caller(Long.parseLong(token.substring(5)), Optional.empty(), false))
        : new Gate.Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "not known")));
  }

  /** The same behind a door that counts, on a Vertx of its own. @param rates by quota */
  ContractClient guarded(Vertx vertx, Map<String, Rate> rates) {
    var door = new Door(new Limits(rates, Optional.empty(), () -> 0), Proxies.NONE, Origins.NONE, Repeats.NONE, false);
    var all = PartOfSite.completed(operations);
    var site = new HttpVerticle.Site("127.0.0.1", 0, all, Map.of(), LeagueSite::admit, node.clock).behind(door);
    return ContractClient.of(vertx, HttpVerticle.deploy(vertx, 1, site).await());
  }

  /** What player n can do; 0: what anybody can. */
  ContractClient as(long n) {
    return n == 0 ? api : api.as("user-" + n);
  }

  /** A player's team of the season. */
  static long team(long n) {
    return SEASON * 1_000_000L + n;
  }

  /** Another team of a player's. */
  long team(long n, int season, String ruleSet) {
    return row("""
        insert into team (player_id, season, name, rule_set)
        values ($1::bigint, $2::int, $3::text || ' ' || $2, $3::text) returning id""", n, season, ruleSet).getLong("id");
  }

  ContractClient.Answered found(long owner, String name, JsonObject also) {
    return as(owner).ask("createLeague").body(new JsonObject().put("name", name).put("visibility", "private").put("teamId", team(owner))
        .mergeIn(also)).answer();
  }

  /** A public league's id. */
  long open(long owner, String name) {
    return found(owner, name, new JsonObject().put("visibility", "public")).expect(201).json().getJsonObject("league").getLong("id");
  }

  ContractClient.Answered join(long n, String code) {
    return as(n).ask("joinLeague").body(new JsonObject().put("code", code).put("teamId", team(n))).answer();
  }

  ContractClient.Answered enter(long n, long league, long team) {
    return as(n).ask("enterLeague").with("leagueId", league).body(new JsonObject().put("teamId", team)).answer();
  }

  /** The titles of what a player was told, the latest first. */
  List<String> letters(long n) {
    var rows = node.pools.reads().preparedQuery("select title from notification where user_id = $1::bigint order by id desc")
        .execute(Tuple.of(n)).await();
    return StreamSupport.stream(rows.spliterator(), false).map(r -> r.getString("title")).toList();
  }

  Row row(String sql, Object... parameters) {
    return node.pools.reads().preparedQuery(sql).execute(Tuple.wrap(parameters)).await().iterator().next();
  }

  @Override public void close() {
    node.close();
  }
}
