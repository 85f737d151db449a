package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import dev.paddock.season.SeasonFile;
import dev.paddock.upstream.Limits;
import dev.paddock.upstream.UpstreamServer;
import dev.paddock.upstream.horses.Fate.Placing;
import dev.paddock.upstream.horses.Ledger;
import dev.paddock.upstream.horses.Race;
import dev.paddock.upstream.horses.RaceDay;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Days of horse racing in virtual time: the whole house but for people, real HTTP, a real database. What happened is known,
 * and what is stored is compared with it.
 */
class HorseDayTest {
  static final LocalDate DATE = LocalDate.parse("2026-03-14");
  static final long SEED = 11;
  /** Long enough for the last result to be confirmed. */
  static final Duration AFTERWARDS = Duration.ofHours(1);

  @TempDir Path folder;
  Node node;
  Paddock house;
  HorseDay racing;
  UpstreamServer formula1;

  @AfterEach void close() {
    if (house != null) house.close();
    if (node != null) node.close();
  }

  @Test void a_whole_day_is_stored_as_it_happened_with_no_more_requests_than_it_needs() throws InterruptedException {
    var day = RaceDay.of(DATE, SEED);
    var report = run(day, false);
    assertThat(report.differences()).isEmpty();
    assertThat(report.checks().allTrue()).isTrue();
    assertThat(report.missed()).isZero();
    var tabnz = day.races().toList();
    var betfair = tabnz.stream().filter(racing::atBetfair).toList();
    assertThat(report.races()).isEqualTo(tabnz.size() + betfair.size());
    assertThat(report.abandoned()).isEqualTo(count(tabnz, race -> race.fate().abandoned().isPresent())
        + count(betfair, race -> race.fate().abandoned().isPresent()));
    assertThat(report.amended()).as("upheld protests; Betfair names only winners").isEqualTo(count(tabnz, race -> race.fate().amended())
        + count(betfair, race -> race.fate().amended() && race.fate().protest().orElseThrow().place() == 1));
    assertThat(pricesThatNeverWere(day)).isEmpty();

    // one question whenever something is due, whatever the number of races, is the least that can be asked
    long one = due("tabnz", "count(*) = 1");
    long several = due("tabnz", "count(*) > 1");
    var asked = racing.ledger().entries().stream().filter(entry -> entry.provider().equals("tabnz")).toList();
    long lists = asked.stream().filter(entry -> entry.path().endsWith("/meetings") && !entry.ids().isEmpty()).count();
    long cards = asked.stream().filter(entry -> entry.path().contains("/events/")).count();
    assertThat(lists).as("several races, one list").isBetween(several * 95 / 100, several * 102 / 100);
    assertThat(cards).as("one race, one card; of several, those whose standing changed or whose prices are a minute old")
        .isBetween(one, due("tabnz", "true") + polls("tabnz"));
    assertThat(asked.size()).as("less than a request a poll").isLessThan((int) polls("tabnz"));
    long books = racing.ledger().entries().stream().filter(entry -> entry.provider().equals("betfair") && !entry.ids().isEmpty()).count();
    assertThat(books).as("Betfair: books of all races that are due at once, and who runs, once a market")
        .isBetween(due("betfair", "true"), due("betfair", "true") * 102 / 100 + betfair.size() + 50);
  }

  @Test void nothing_is_lost_and_nothing_invented_when_providers_have_their_troubles() throws InterruptedException {
    var day = RaceDay.some(DATE, SEED, 4);
    var report = run(day, true);
    assertThat(report.differences()).isEmpty();
    assertThat(report.checks().allTrue()).isTrue();
    assertThat(report.missed()).isZero();
    assertThat(report.amended()).isPositive();
    assertThat(racing.ledger().entries().stream().map(Ledger.Entry::status).distinct()).as("there was trouble").contains(200, 429, 503, 0);
    assertThat(resultsThatNeverWere(day)).isEmpty();
  }

  private HorseReport run(RaceDay day, boolean faults) throws InterruptedException {
    var season = SeasonFile.bundled(2025);
    var start = day.firstStart().minus(Duration.ofHours(3));
    var settings = Settings.read(Optional.empty(), Map.of(), Map.of("data-dir", folder.toString(), "http.port", "0",
        "database.url", url(TestDatabase.fresh()), "redis.url", "redis://127.0.0.1:1", "fetch.timeout", "PT2S"));
    node = Node.open(settings, UnaryOperator.identity());
    var timers = new ReplayTimers(node.vertx(), start, day.over().plus(AFTERWARDS));
    formula1 = new UpstreamServer(node.vertx(), season, timers, Limits.NONE);
    var jolpica = URI.create("http://127.0.0.1:" + formula1.listen(0).await());
    racing = new HorseDay(node.vertx(), timers, day, SEED, faults).open();
    house = Paddock.open(node, racing.follow(settings.following(season.year(), jolpica)),
        new Paddock.Course("demo", timers, round -> false));
    racing.end(node.bus());
    var over = new CountDownLatch(1);
    timers.whenIdle(over::countDown);
    timers.start();
    assertThat(over.await(15, TimeUnit.MINUTES)).isTrue();
    timers.stop();
    return racing.report(node.pools().transactions());
  }

  private static int count(List<Race> races, Predicate<Race> which) {
    return (int) races.stream().filter(which).count();
  }

  /** How many seconds there were in which so many races of a provider were due. */
  private long due(String provider, String how) {
    return number("select count(*) from (select from poll_log l join horse_race r on l.subject = 'horse:' || r.id"
        + " where r.provider = '" + provider + "' and l.outcome <> 'SKIPPED' group by l.due_at having " + how + ") x");
  }

  private long polls(String provider) {
    return number("select count(*) from poll_log l join horse_race r on l.subject = 'horse:' || r.id where r.provider = '" + provider
        + "' and l.outcome <> 'SKIPPED'");
  }

  private long number(String sql) {
    return pool().query(sql).execute().await().iterator().next().getLong(0);
  }

  /** Each stored price must have been that runner's at the instant at which it was stored. */
  private List<String> pricesThatNeverWere(RaceDay day) {
    var wrong = new ArrayList<String>();
    pool().query("select r.provider_race_id as id, p.number, p.at, p.thousandths from horse_price p join horse_race r on r.id = p.race_id"
        + " where r.provider = 'tabnz' and p.market = 'fixed_win'").execute().await()
        .forEach(row -> day.race(row.getString("id")).ifPresent(race -> {
          var at = row.getOffsetDateTime("at").toInstant();
          var price = race.at(at).market().prices(race.runner(row.getInteger("number"))).fixedWin() * 10;
          if (price != row.getInteger("thousandths")) wrong.add(race.id() + " " + row.getInteger("number") + " at " + at);
        }));
    return wrong;
  }

  /** Each result that was stored at any time must have been the race's at some time. */
  private List<String> resultsThatNeverWere(RaceDay day) {
    var wrong = new ArrayList<String>();
    pool().query("select r.provider_race_id as id, v.at, (select string_agg((x ->> 'place') || '.' || (x ->> 'number'), ' '"
        + " order by (x ->> 'place')::int, (x ->> 'number')::int) from jsonb_array_elements(v.rows -> 'results') x) as results"
        + " from horse_revision v join horse_race r on r.id = v.race_id where r.provider = 'tabnz'").execute().await()
        .forEach(row -> day.race(row.getString("id")).ifPresent(race -> {
          var fate = race.fate();
          var ever = List.of("", text(race.at(fate.interim()).placings()), text(fate.order()), text(fate.settled()));
          var found = row.getString("results") == null ? "" : row.getString("results");
          if (!ever.contains(found)) wrong.add(race.id() + ": " + found);
        }));
    return wrong;
  }

  private static String text(List<Placing> placings) {
    return placings.stream().sorted(Comparator.comparingInt(Placing::place)
        .thenComparingInt(Placing::number)).map(p -> p.place() + "." + p.number())
        .collect(Collectors.joining(" "));
  }

  private Pool pool() {
    return node.pools().transactions();
  }

  private static String url(Database d) {
    return "postgresql://" + d.user() + ":" + d.password() + "@" + d.host() + ":" + d.port() + "/" + d.name();
  }
}
