package dev.paddock.fantasy.web;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.cache.NoCache;
import dev.paddock.db.Database;
import dev.paddock.db.Pools;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.rules.PriceList;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.LineupReads;
import dev.paddock.fantasy.store.LineupSaves;
import dev.paddock.fantasy.store.LockKeeping;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Market;
import dev.paddock.fantasy.store.PriceLists;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.SaveDesk;
import dev.paddock.fantasy.store.TeamStore;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Caller;
import dev.paddock.web.ContractClient;
import dev.paddock.web.Gate;
import dev.paddock.web.Operation;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Teams and line-ups over HTTP and PostgreSQL, with a clock that only the test moves: twenty drivers of ten constructors, 10.0 to 29.0 each. */
public final class LineupSite implements AutoCloseable {
  /** Before the first lock of {@link FakeFormula1}'s season. */
  public static final Instant BEGIN = FakeFormula1.lock(1).lockAt().minus(Duration.ofHours(1));

  public final Vertx vertx = Vertx.vertx();
  public final ManualTimers timers = new ManualTimers(vertx, BEGIN);
  public final Pools pools;
  public final SeasonBooks books;
  public final int port;
  private final ContractClient api;
  private final int rounds;

  /** @param rounds of the season; users 7, 8 and 9 are known */
  public LineupSite(int rounds) {
    this(rounds, 1000);
  }

  /** @param capacity of the desk */
  public LineupSite(int rounds, int capacity) {
    this(rounds, capacity, TestDatabase.fresh());
  }

  /** @param database of its own */
  public LineupSite(int rounds, int capacity, Database database) {
    this.rounds = rounds;
    pools = Pools.open(vertx, database, new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
    var bus = Bus.of(vertx);
    new FakeFormula1(rounds).answerOn(bus);
    var locks = new LockReads(pools.reads());
    books = new SeasonBooks(new Entrants(bus, season -> Future.succeededFuture(Map.of())), locks, new Market(pools.reads()));
    var teams = new TeamStore(pools.transactions());
    var rules = RuleSets.BUNDLED;
    var views = new LineupViews(books, teams, new LineupReads(pools.reads()), rules, timers);
    var desk = new SaveDesk(new LineupSaves(pools.transactions(), rules), capacity);
    List<Operation> operations = new ArrayList<>(new TeamOperations(teams, books, rules, timers).list());
    operations.addAll(new LineupOperations(books, desk, views, rules, timers).list());
    operations.addAll(new GameOperations(new StoredGame(bus, rules.of(RuleSets.USUAL).rules(), GameStore.on(pools.reads(), vertx.createSharedWorkerExecutor("boards")),
        season -> Future.succeededFuture(Map.of()), locks, timers), new AnswerCache(new NoCache(), "test")).list());
    port = PartOfSite.serve(vertx, operations, LineupSite::admit, timers).await();
    api = ContractClient.of(vertx, port);
    for (long user : new long[] {7, 8, 9}) player(user);
    var field = Node.entrants(1).get(1);
    prices(1, field.stream().collect(Collectors.toMap(e -> e.driverId(), e -> e.priceTenths())));
    for (int round = 1; round <= rounds; round++) lock(round, FakeFormula1.lock(round).lockAt());
  }

  private static Future<Gate.Admission> admit(String token) {
    return Future.succeededFuture(token.matches("user-[0-9]+")
        ? new Gate.Admission.Known(new Caller(Long.parseLong(token.substring(5)), Optional.empty(), false))
        : new Gate.Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "not known")));
  }

  public void player(long id) {
    pools.transactions().preparedQuery("insert into player (id, name, joined_at) values ($1::bigint, $2::text, $3::timestamptz)")
        .execute(Tuple.of(id, "Player " + id, BEGIN.atOffset(ZoneOffset.UTC))).await();
  }

  /** Prices from a round on. */
  public void prices(int round, Map<String, Integer> tenths) {
    PriceLists.putIfAbsent(pools.transactions(), new PriceLists.Key(2025, RuleSet.SEASON_PRICES, round), new PriceList(tenths, Map.of())).await();
    books.forget();
  }

  /** The calendar says that a round's first scored session starts then. */
  public void lock(int round, Instant at) {
    var calendar = new ArrayList<RaceLock>();
    for (int r = 1; r <= rounds; r++) {
      calendar.add(r == round ? new RaceLock(FakeFormula1.raceId(r), 2025, r, at, false)
          : books.of(2025).await().locks().of(FakeFormula1.raceId(r)).orElse(FakeFormula1.lock(r)));
    }
    pools.transactions().withTransaction(tx -> new LockKeeping().keep(tx, 2025, calendar, timers.instant())).await();
    books.forget();
  }

  public ContractClient as(long user) {
    return api.as("user-" + user);
  }

  public ContractClient asNobody() {
    return api;
  }

  /** A new team's id. */
  public long team(long user, String name) {
    return as(user).ask("createTeam").body(new JsonObject().put("name", name).put("season", 2025)).answer().expect(201).json().getLong("teamId");
  }

  /** The ETag of a user's line-up. */
  public String etag(long user, long team, int round) {
    return lineup(as(user), team, round).expect(200).etag();
  }

  public ContractClient.Answered lineup(ContractClient client, long team, int round) {
    return client.ask("getLineup").with("teamId", team).with("raceId", FakeFormula1.raceId(round)).answer();
  }

  public ContractClient.Ask save(long user, long team, int round, String etag, JsonObject lineup) {
    return as(user).ask("saveLineup").with("teamId", team).with("raceId", FakeFormula1.raceId(round)).ifMatch(etag).body(lineup);
  }

  /** The first number is the captain, the second his vice. */
  public static JsonObject picks(int... drivers) {
    var ids = new JsonArray();
    for (int driver : drivers) ids.add(driver(driver));
    return new JsonObject().put("drivers", ids).put("captain", ids.getString(0)).put("viceCaptain", ids.getString(1));
  }

  public static String driver(int number) {
    return "driver_%02d".formatted(number);
  }

  public long count(String table) {
    return pools.reads().query("select count(*) from " + table).execute().await().iterator().next().getLong(0);
  }

  @Override public void close() {
    pools.close().await();
    vertx.close().await();
  }
}
