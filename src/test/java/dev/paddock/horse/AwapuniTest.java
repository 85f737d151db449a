package dev.paddock.horse;

import static dev.paddock.horse.provider.TabBodies.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.bus.Message;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.fetch.Access;
import dev.paddock.fetch.Archive;
import dev.paddock.fetch.FetchVerticle;
import dev.paddock.fetch.Provider;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.RaceAmended;
import dev.paddock.horse.contract.Horses.RaceFinal;
import dev.paddock.horse.provider.Parsing;
import dev.paddock.horse.provider.TabBodies;
import dev.paddock.horse.provider.TabNz;
import dev.paddock.horse.provider.Unknown;
import dev.paddock.horse.store.CardStore;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.horse.store.RaceWrites;
import dev.paddock.kernel.Quota;
import dev.paddock.schedule.SchedulerOptions;
import dev.paddock.schedule.SchedulerVerticle;
import dev.paddock.schedule.CleanupVerticle;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.PutPlan;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Cadence.Band;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.PgClosing;
import dev.paddock.schedule.store.WorkStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three races at Awapuni that start at the same minute, from the morning to the confirmed results: a real server that speaks TAB NZ's
 * format, the real fetcher, the real scheduler on a real database; only time is the test's.
 */
class AwapuniTest {
  static final Function<String, Cadence> CADENCES = Map.of(
      "horse-day", new Cadence("horse-day", Band.every(Duration.ofHours(1), Duration.ZERO)),
      "horse", new Cadence("horse", Band.every(minutes(5), minutes(-60), minutes(-20)), Band.every(minutes(2), minutes(-20), minutes(-10)),
          Band.every(minutes(1), minutes(-10), minutes(-5)), Band.every(Duration.ofSeconds(15), minutes(-5), Duration.ZERO),
          Band.every(minutes(5), Duration.ZERO)),
      "cleanup", new Cadence("cleanup", Band.every(Duration.ofDays(1), Duration.ZERO)),
      "horse-final", new Cadence("horse-final", Band.every(minutes(5), minutes(5))),
      "once", new Cadence("once", List.of(Band.at(Duration.ZERO)), 3, minutes(1)))::get;

  @TempDir Path folder;

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final ManualTimers timers = new ManualTimers(vertx, START.minus(Duration.ofHours(6)));
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<Message> told = new CopyOnWriteArrayList<>();
  /** What the server says of each race from an instant on. */
  final Map<String, TreeMap<Instant, ObjectNode>> says = new ConcurrentHashMap<>();

  @BeforeEach void open() {
    var server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
    bus.on(Horses.RACE_FINAL, told::add).await();
    bus.on(Horses.RACE_AMENDED, told::add).await();
    var work = new WorkStore(pools.schedule(), CADENCES);
    var closing = new PgClosing(pools.transactions(), work, CADENCES, timers, "node");
    vertx.deployVerticle(new FetchVerticle(bus, timers, List.of(new Provider("tabnz", "http://127.0.0.1:" + server.actualPort(), Quota.NONE,
        new Provider.Line(Duration.ofSeconds(5), 1 << 20, 8, Duration.ofSeconds(30)), Map.of("From", "me@example.org"), new Access.Open())),
        new Archive(folder), new QuotaStore(pools.transactions(), timers), new TrafficStore(pools.transactions()))).await();
    var source = new TabNz(new TabNz.House("tabnz", "/affiliates/v1", Duration.ofSeconds(15), minutes(5), false), bus,
        Parsing.on(vertx.createSharedWorkerExecutor("reading", 1)), timers, Unknown.IGNORED);
    var followed = List.of(new Followed(source, "horse", ZoneId.of("Pacific/Auckland"), true, Duration.ofHours(12)));
    vertx.deployVerticle(new PollVerticle(bus, timers, closing, new PollVerticle.Stores(new RaceStore(pools.reads(), pools.transactions()),
        new RaceWrites(), new CardStore()), Outbox.CLOSED, followed)).await();
    var scheduler = new SchedulerVerticle(bus, timers, System::nanoTime, work, new NodeStore(pools.schedule(), "node"), closing, CADENCES,
        SchedulerOptions.of(Duration.ofSeconds(60)));
    closing.whenClosed(scheduler::closed);
    vertx.deployVerticle(scheduler).await();
    for (var race : List.of("r1", "r2", "r3")) from(race, Instant.EPOCH, "Open");
    PollVerticle.cardPlans(followed).forEach(plan -> bus.ask(Scheduling.PUT_PLAN, new PutPlan(plan), Duration.ofSeconds(5)).await());
  }

  @AfterEach void close() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    pools.close().await();
    vertx.close().await();
  }

  @Test void what_is_older_than_need_be_is_forgotten_with_its_prices_and_results() {
    result("r1", START.plusSeconds(500), "Final", 4, 7, 1);
    var cleanup = new Cleanup("retention:horse", "horse.retention", tx -> new CardStore()
        .forget(tx, timers.instant().minus(Duration.ofDays(3)).atZone(ZoneOffset.UTC).toLocalDate()).map(meetings -> "forgotten: " + meetings));
    vertx.deployVerticle(new CleanupVerticle(bus, new PgClosing(pools.transactions(), new WorkStore(pools.schedule(), CADENCES),
        CADENCES, timers, "node"), cleanup)).await();
    bus.ask(Scheduling.PUT_PLAN, new PutPlan(cleanup.plan()), Duration.ofSeconds(5)).await();
    timers.advanceTo(START.plus(Duration.ofDays(2)));
    assertThat(column("select status from horse_race order by id")).contains("FINAL").hasSize(3);
    says.clear();
    timers.advanceTo(START.plus(Duration.ofDays(5)));
    assertThat(column("select name from horse_meeting union all select name from horse_runner union all select name from horse_result"))
        .isEmpty();
    assertThat(column("select note from poll_log where subject = 'retention:horse'")).anyMatch(note -> note.endsWith("forgotten: 1"));
  }

  @Test void three_races_from_the_card_to_their_confirmed_results() {
    from("r1", START.plusSeconds(40), "Closed");
    result("r1", START.plusSeconds(240), "Interim", 4, 7, 1);
    result("r1", START.plusSeconds(500), "Final", 4, 7, 1);
    from("r2", START.minusSeconds(1_000), "Abandoned");
    from("r3", START.plusSeconds(90), "Closed");
    result("r3", START.plusSeconds(400), "Final", 2, 3, 5);
    result("r3", START.plusSeconds(800), "Final", 3, 2, 5); // a protest upheld

    timers.advanceTo(START.minus(minutes(61)));
    assertThat(asked).allMatch(path -> path.contains("/meetings?date_from="));
    asked.clear();
    timers.advanceTo(START.minus(minutes(60)));
    assertThat(asked).as("one request tells where all stand, then each is read in full").hasSize(4)
        .first().asString().contains("/meetings?ids=m1");
    timers.advanceTo(START.plus(Duration.ofHours(1)));

    assertThat(column("""
        select status || coalesce(' final at ' || to_char(final_at at time zone 'utc', 'HH24:MI'), '') from horse_race order by id"""))
        .containsExactly("FINAL final at 01:00", "ABANDONED", "FINAL final at 01:00");
    assertThat(column("select string_agg(number::text, ' ' order by place) from horse_result group by race_id order by race_id"))
        .containsExactly("4 7 1", "3 2 5");
    assertThat(column("select last_outcome || ' ' || coalesce(due_at::text, 'at rest') from work where kind = 'horse.poll'"))
        .containsOnly("STOPPED at rest").hasSize(3);
    assertThat(told).containsExactlyInAnyOrder(new RaceFinal(1, revision(1)), new RaceFinal(3, revision(3) - 1),
        new RaceAmended(3, revision(3)));
    assertThat(column("select number::text from horse_runner where race_id = 1 order by number")).hasSize(8);
    assertThat(column("select distinct http_status::text from poll_log where kind = 'horse.poll' and outcome <> 'SKIPPED'"))
        .containsExactly("200");
    assertThat(column("select count(*)::text from poll_log where kind = 'horse.poll' and outcome = 'SKIPPED'")).containsExactly("0");
    // T-60 to T-20: 8 slots, to T-10: 5, to T-5: 5, to the start: 20; r1 and r3 then at 0, 5 and 10 minutes, and twice or thrice to confirm
    assertThat(column("select count(*)::text from poll_log where subject = 'horse:1'"))
        .containsExactly(Integer.toString(8 + 5 + 5 + 20 + 3 + 2));
    assertThat(column("select count(*)::text from poll_log where subject = 'horse:3'"))
        .containsExactly(Integer.toString(8 + 5 + 5 + 20 + 3 + 3));
    asked.clear();
    timers.advanceTo(START.plus(Duration.ofHours(3)));
    assertThat(asked).as("nobody asks about them any more").allMatch(path -> path.contains("date_from=") && !path.contains("ids="));
  }

  @Test void a_provider_that_fails_takes_nothing_away_and_is_asked_again() {
    result("r1", START.plusSeconds(240), "Final", 4, 7, 1);
    says.get("r1").put(START.plusSeconds(450), TabBodies.JSON.createObjectNode().put("error", "sorry"));
    says.get("r1").put(START.plusSeconds(700), says.get("r1").floorEntry(START.plusSeconds(300)).getValue());
    timers.advanceTo(START.plus(Duration.ofHours(1)));
    assertThat(column("select status from horse_race where id = 1")).containsExactly("FINAL");
    assertThat(column("select string_agg(number::text, ' ' order by place) from horse_result where race_id = 1")).containsExactly("4 7 1");
    assertThat(column("select last_outcome from work where subject = 'horse:1'")).containsExactly("STOPPED");
    assertThat(told).contains(new RaceFinal(1, revision(1))).noneMatch(RaceAmended.class::isInstance);
  }

  private void from(String race, Instant when, String status) {
    says.computeIfAbsent(race, id -> new TreeMap<>()).put(when, TabBodies.event(race, status));
  }

  private void result(String race, Instant when, String status, int... numbers) {
    var event = TabBodies.event(race, status);
    TabBodies.results(event, new int[] {1, numbers[0]}, new int[] {2, numbers[1]}, new int[] {3, numbers[2]});
    TabBodies.dividend(event, "i", "Pool Win", "Interim", 3.4, numbers[0]);
    if (status.equals("Final")) TabBodies.dividend(event, "f", "Pool Win", "Final", 3.4, numbers[0]);
    says.get(race).put(when, event);
  }

  private void answer(HttpServerRequest request) {
    asked.add(request.uri());
    var path = request.path();
    var body = path.endsWith("/meetings") ? meetings(request) : now(path.substring(path.lastIndexOf('/') + 1));
    if (body.at("/header/generated_time").isTextual()) ((ObjectNode) body.get("header")).put("generated_time", timers.instant().toString());
    request.response().putHeader("Content-Type", "application/json").end(body.toString());
  }

  private ObjectNode meetings(HttpServerRequest request) {
    var day = Optional.ofNullable(request.getParam("date_from")).orElse("");
    if (request.getParam("ids") == null && !day.equals("2025-07-17")) return TabBodies.meetings();
    return TabBodies.meetings(TabBodies.meeting("m1", "r1", status("r1"), "r2", status("r2"), "r3", status("r3")));
  }

  private String status(String race) {
    return Optional.of(now(race).at("/data/race/status").asText()).filter(word -> !word.isEmpty()).orElse("Final");
  }

  private ObjectNode now(String race) {
    return says.get(race).floorEntry(timers.instant()).getValue().deepCopy();
  }

  private long revision(long race) {
    return Long.parseLong(column("select revision::text from horse_race where id = " + race).getFirst());
  }

  private List<String> column(String sql) {
    return StreamSupport.stream(pools.reads().query(sql).execute().await().spliterator(), false).map(row -> row.getString(0)).toList();
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
