package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.db.Pools;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.PlanImport;
import dev.paddock.f1.contract.Importing.Progressed;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.Start;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.CircuitStore;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.f1.store.GapReads;
import dev.paddock.f1.store.ImportStore;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.SessionDataStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.store.SourceVersions;
import dev.paddock.f1.store.TelemetryStore;
import dev.paddock.fetch.contract.Fetching;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two weekends of 2025, practice and race each, written by hand; the database is real, the world outside a folder. */
abstract class TwoWeekends {
  static final Instant NOW = Instant.parse("2025-12-01T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String LIVE = "livetiming";
  static final List<String> SESSIONS = List.of("2025-seaside-FP1", "2025-seaside-R", "2025-uphill-FP1", "2025-uphill-R");
  /** SessionInfo and three topics each, and the season's index. */
  static final int REQUESTS = 4 * 4 + 1;
  private static final List<String> TABLES = List.of("coverage", "source_version", "session_feed", "weather", "race_control", "team_radio");

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, NOW);
  final List<Progressed> told = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  final List<String> said = new CopyOnWriteArrayList<>();
  Future<Optional<String>> heard = Future.succeededFuture(Optional.empty());
  List<Extractor> extractors = LineByLine.three();
  boolean circuits;
  List<String> sources = List.of(LIVE);
  PublishedFiles world;
  String deployed;

  @BeforeEach void open() {
    world = new PublishedFiles(folder, timers);
    bus.answer(Fetching.LOAD, world::load).await();
    bus.on(Importing.PROGRESSED, told::add).await();
    var calendar = new Calendar(2025, List.of(race(1, "Seaside", "2025-05-04"), race(2, "Uphill", "2025-06-01")), List.of());
    pools.transactions().withTransaction(tx -> new CalendarStore(pools.reads()).save(tx, calendar, true, NOW, NOW)).await();
    for (var session : SESSIONS) {
      publish(session, Topic.SESSION_INFO, line(0, """
          {"Meeting":{"Circuit":{"Key":61}},"ArchiveStatus":{"Status":"Complete"},"Key":7}"""));
      publish(session, Topic.WEATHER, line(1000, "{\"AirTemp\":\"21\"}") + line(61_000, "{\"AirTemp\":\"22\"}"));
      publish(session, Topic.RACE_CONTROL, line(5000, "{\"Message\":\"GREEN LIGHT\"}"));
      publish(session, Topic.TEAM_RADIO, line(9000, "{\"Path\":\"a.mp3\"}"));
    }
    world.publish(LIVE, "/static/2025/Index.json", new JsonObject().put("Year", 2025).put("Meetings", new JsonArray()
        .add(meeting(1, "Seaside", "2025-05-02", "2025-05-04")).add(meeting(2, "Uphill", "2025-05-30", "2025-06-01"))).encode());
    deploy(false);
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  private static Calendar.Race race(int round, String name, String sunday) {
    var race = Instant.parse(sunday + "T15:00:00Z");
    return new Calendar.Race(round, name + " Grand Prix", "circuit" + round, "Circuit", "Town", "Country", List.of(
        new Calendar.Session(SessionCode.FP1, race.minus(Duration.ofDays(2))), new Calendar.Session(SessionCode.R, race)));
  }

  private static JsonObject meeting(int key, String name, String friday, String sunday) {
    var id = "2025-" + name.toLowerCase(Locale.ROOT);
    return new JsonObject().put("Key", key).put("Name", name + " Grand Prix").put("Sessions", new JsonArray()
        .add(session(key * 10 + 1, "Practice", "Practice 1", friday, path(id + "-FP1")))
        .add(session(key * 10 + 2, "Race", "Race", sunday, path(id + "-R"))));
  }

  private static JsonObject session(int key, String type, String name, String day, String path) {
    return new JsonObject().put("Key", key).put("Type", type).put("Name", name).put("StartDate", day + "T17:00:00")
        .put("EndDate", day + "T18:00:00").put("GmtOffset", "02:00:00").put("Path", path);
  }

  private static String path(String session) {
    return "2025/" + session.substring(0, session.lastIndexOf('-')) + "/" + session + "/";
  }

  void publish(String session, Topic topic, String text) {
    world.publish(LIVE, resource(session, topic), text);
  }

  static String resource(String session, Topic topic) {
    return "/static/" + path(session) + topic.file();
  }

  static String line(int ms, String json) {
    return "%02d:%02d:%02d.%03d%s\r\n".formatted(ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000, json);
  }

  void deploy(boolean resumes) {
    var pool = pools.transactions();
    var stores = new ImportVerticle.Stores(new GapReads(pools.reads()), new CoverageStore(pool), new FeedStore(pool),
        new SourceVersions(pool), new ImportStore(pool, "node", Duration.ofSeconds(30)), new SessionDataStore(), new TelemetryStore(),
        new CircuitStore(), new ResultStore(pool), new DisagreementStore(pool),
        new SessionReads(pools.reads()));
    deployed = vertx.deployVerticle(new ImportVerticle(bus, timers, stores, extractors, this::say,
        new ImportVerticle.Options(Duration.ofMinutes(30), Duration.ofSeconds(30), resumes, Optional.of("livetiming-mirror"),
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)), 2, circuits, sources,
                List.of("jolpica"))), ImportVerticle.deployment()).await();
  }

  private Future<Optional<String>> say(String text) {
    said.add(text);
    return heard;
  }

  static RunImport season() {
    return new RunImport(new Scope(2025, Optional.empty(), Optional.empty()), false, false, Optional.empty(), 1);
  }

  Gaps gaps() {
    return bus.ask(Importing.PLAN, new PlanImport(new Scope(2025, Optional.empty(), Optional.empty()), false), PATIENCE).await().gaps();
  }

  Start run(RunImport asked) {
    return bus.ask(Importing.RUN, asked, PATIENCE).await();
  }

  static String started(Start start) {
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).runId();
  }

  Optional<Summary> done(Start start) {
    return end(started(start), State.COMPLETED).summary();
  }

  Run end(Start start, State state) {
    return end(started(start), state);
  }

  Run end(String id, State state) {
    until(() -> latest(id).endedAt().isPresent());
    assertThat(latest(id).state()).as(latest(id).toString()).isEqualTo(state);
    until(() -> told.getLast().state() == state);
    return latest(id);
  }

  void paused(String id, Instant until) {
    until(() -> latest(id).state() == State.PAUSED && latest(id).pausedUntil().equals(Optional.of(until))
        && told.getLast().state() == State.PAUSED);
  }

  Run latest(String id) {
    return new ImportStore(pools.transactions(), "looker", PATIENCE).run(id).await().orElseThrow();
  }

  static void until(BooleanSupplier there) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("it did not come to that");
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** What another database has that nobody disturbed; the requests that took are forgotten. */
  Map<String, String> rowsOfUninterrupted() {
    done(run(season()));
    var rows = rows();
    for (var table : TABLES) pools.transactions().query("delete from " + table).execute().await();
    world.forget();
    return rows;
  }

  /** The content of every table that an import writes, but for when it did. */
  Map<String, String> rows() {
    var hashes = new TreeMap<String, String>();
    for (var table : TABLES) {
      hashes.put(table, texts("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as t from (select to_jsonb(x) - 'at'"
          + " - 'fetched_at' - 'updated_at' as t from " + table + " x) y").getFirst());
    }
    return hashes;
  }

  int count(String table) {
    return pools.transactions().query("select count(*)::int as n from " + table).execute().await().iterator().next().getInteger("n");
  }

  List<String> texts(String sql) {
    var texts = new ArrayList<String>();
    pools.transactions().query(sql).execute().await().forEach(row -> texts.add(row.getString("t")));
    return texts;
  }
}
