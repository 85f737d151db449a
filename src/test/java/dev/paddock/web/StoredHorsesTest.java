package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.horse.rules.Judgement;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceCard.Meeting;
import dev.paddock.horse.rules.RaceCard.Race;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import dev.paddock.horse.store.CardStore;
import dev.paddock.horse.store.HorseReads;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.horse.store.RaceWrites;
import dev.paddock.horse.web.HorseOperations;
import dev.paddock.horse.web.StoredRaceBook;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two meetings of a day in a real database, read over HTTP, each answer checked against the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredHorsesTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  static final Instant START = Instant.parse("2025-11-25T01:05:00Z");
  static final Instant NOW = START.plusSeconds(1_500);
  static final LocalDate DATE = LocalDate.of(2025, 11, 25);

  private final Vertx vertx = Vertx.vertx();
  private final RaceStore races = new RaceStore(DB.pools().reads(), DB.pools().transactions());
  private Contract contract;
  private WebClient client;
  private int port;

  @BeforeAll void serve() {
    var ellerslie = new Meeting("m1", "Ellerslie", DATE, "thoroughbred", "NZ", "Ellerslie",
        List.of(race("e1", 1, START), race("e2", 2, START.plusSeconds(2_400)), race("e3", 3, START.plusSeconds(4_800))));
    var wentworth = new Meeting("m2", "Wentworth Park", DATE, "greyhound", "AUS", "Wentworth", List.of(race("w1", 1,
        START.plusSeconds(1_800))));
    races.transaction(tx -> new CardStore().save(tx, "tabnz", new RaceCard(List.of(ellerslie, wentworth), Optional.empty()),
        START.minusSeconds(7_200))).await();
    see(1, sighting(RaceStatus.OPEN, 3_800, List.of(), List.of(), Optional.empty(), START), START.minusSeconds(600));
    see(1, sighting(RaceStatus.OPEN, 3_400, List.of(), List.of(), Optional.empty(), START), START.minusSeconds(540));
    see(1, sighting(RaceStatus.OPEN, 3_400, List.of(), List.of(), Optional.empty(), START.plusSeconds(120)), START.minusSeconds(480));
    see(1, sighting(RaceStatus.FINAL, 3_400, List.of(new Placing(1, 4, "Ruji", ""), new Placing(1, 7, "Frosbie", "DH")),
        List.of(new Dividend("Pool Win", "4", "final", 2_100)), Optional.empty(), START.plusSeconds(120)), START.plusSeconds(600));
    see(1, sighting(RaceStatus.FINAL, 3_400, List.of(new Placing(1, 7, "Frosbie", ""), new Placing(2, 4, "Ruji", "")),
        List.of(new Dividend("Pool Win", "7", "final", 5_200)), Optional.of("Protest UPHELD"), START.plusSeconds(120)),
            START.plusSeconds(900));
    DB.pools().transactions().query("""
        insert into work (subject, kind, cadence, anchor, slot_at, due_at, last_ended, last_outcome, last_note)
        values ('horse:1', 'horse.poll', 'horse-final', '2025-11-25T01:20Z', '2025-11-25T01:30Z', '2025-11-25T01:30Z',
                '2025-11-25T01:25Z', 'DONE', 'unchanged')
        """).execute().await();

    contract = Contract.load(vertx).await();
    port = PartOfSite.serve(vertx, new HorseOperations(new StoredRaceBook(new HorseReads(DB.pools().reads())), () -> NOW).list()).await();
    client = WebClient.create(vertx);
  }

  @AfterAll void close() {
    vertx.close().await();
  }

  @Test void the_meetings_of_a_day() {
    var meetings = ask("listHorseMeetings", "/horse/meetings?date=2025-11-25").getJsonArray("meetings");
    assertThat(meetings).hasSize(2);
    assertThat(meetings.getJsonObject(0).getString("name")).isEqualTo("Wentworth Park");
    assertThat(meetings.getJsonObject(1).getJsonArray("races")).hasSize(3);
    assertThat(meetings.getJsonObject(1).getJsonArray("races").getJsonObject(0).getString("simpleStatus")).isEqualTo("finalized");
    assertThat(ask("listHorseMeetings", "/horse/meetings?country=nz").getJsonArray("meetings")).as("today is the default").hasSize(1);
    assertThat(ask("listHorseMeetings", "/horse/meetings?type=harness").getJsonArray("meetings")).isEmpty();
    assertThat(ask("listHorseMeetings", "/horse/meetings?date=2025-11-24").getJsonArray("meetings")).isEmpty();
    assertThat(ask("listHorseMeetings", "/horse/meetings?provider=neds").getJsonArray("meetings")).isEmpty();
  }

  @Test void races_page_by_page() {
    var first = ask("listHorseRaces", "/horse/races?limit=2");
    var second = ask("listHorseRaces", "/horse/races?limit=2&cursor=" + first.getString("next"));
    assertThat(ids(first)).containsExactly(1, 4);
    assertThat(ids(second)).containsExactly(2, 3);
    var last = ask("listHorseRaces", "/horse/races?limit=2&cursor=" + second.getString("next"));
    assertThat(ids(last)).isEmpty();
    assertThat(last.getString("next")).isNull();
    assertThat(ids(ask("listHorseRaces", "/horse/races?status=final"))).containsExactly(1);
  }

  @Test void next_to_go_are_those_that_have_not_left_the_gate() {
    assertThat(ids(ask("listNextToGo", "/horse/next-to-go?limit=2"))).containsExactly(4, 2);
    assertThat(ids(ask("listNextToGo", "/horse/next-to-go?type=thoroughbred"))).containsExactly(2, 3);
  }

  @Test void a_race_in_full() {
    var race = ask("getHorseRace", "/horse/races/1");
    assertThat(race.getString("lastPollTime")).isEqualTo("2025-11-25T01:25:00Z");
    assertThat(race.getString("nextPollTime")).isEqualTo("2025-11-25T01:30:00Z");
    assertThat(race.getString("profile")).isEqualTo("horse-final");
    assertThat(race.getLong("revision")).isEqualTo(5);
    assertThat(race.getBoolean("protest")).isTrue();
    assertThat(race.getJsonArray("runners").getJsonObject(0).getJsonArray("prices").getJsonObject(0).getDouble("price")).isEqualTo(3.4);
    assertThat(race.getJsonArray("results").getJsonObject(0).getInteger("number")).isEqualTo(7);
    assertThat(race.getJsonArray("dividends").getJsonObject(0).getDouble("amount")).isEqualTo(5.2);
    assertThat(race.getJsonArray("starts").getJsonObject(0).getString("to")).isEqualTo("2025-11-25T01:07:00Z");
    assertThat(ask("getHorseRace", "/horse/races/2").getString("nextPollTime")).as("without work").isNull();
  }

  @Test void prices_newest_first_and_page_by_page() {
    var prices = ask("listHorsePrices", "/horse/races/1/prices?runner=4");
    assertThat(prices.getJsonArray("prices").stream().map(p -> ((JsonObject) p).getDouble("price"))).containsExactly(3.4, 3.8);
    var first = ask("listHorsePrices", "/horse/races/1/prices?limit=1");
    var rest = ask("listHorsePrices", "/horse/races/1/prices?limit=10&cursor=" + first.getString("next"));
    assertThat(rest.getJsonArray("prices")).hasSize(2);
    assertThat(rest.getJsonArray("prices")).doesNotContain(first.getJsonArray("prices").getJsonObject(0));
    assertThat(ask("listHorsePrices", "/horse/races/1/prices?market=fixed_win").getJsonArray("prices")).hasSize(3);
    assertThat(ask("listHorsePrices", "/horse/races/1/prices?market=lay").getJsonArray("prices")).isEmpty();
  }

  @Test void what_the_result_was_before_it_was_amended() {
    var revisions = ask("listHorseRevisions", "/horse/races/1/revisions").getJsonArray("revisions");
    assertThat(revisions.stream().map(r -> ((JsonObject) r).getString("kind"))).containsExactly("status", "final", "amended");
    var before = revisions.getJsonObject(1);
    assertThat(before.getJsonArray("results").stream().map(p -> ((JsonObject) p).getInteger("place"))).as("a dead heat")
        .containsExactly(1, 1);
    assertThat(before.getJsonArray("dividends").getJsonObject(0).getDouble("amount")).isEqualTo(2.1);
    assertThat(revisions.getJsonObject(2).getString("protestReason")).isEqualTo("Protest UPHELD");
    assertThat(revisions.getJsonObject(2).getJsonArray("changes").stream().map(c -> ((JsonObject) c).getString("what")))
        .contains("protest", "result");
  }

  private void see(long id, Sighting sighting, Instant at) {
    races.transaction(tx -> races.known(tx, List.of(id)).compose(known -> {
      var before = known.get(id);
      var changed = (Judgement.Changed) Judgement.of(before, sighting, true, 0, at);
      return new RaceWrites().write(tx, List.of(new RaceWrites.Changed(id, before.start(), changed.race(), changed.diff(),
          changed.kind())), at);
    })).await();
  }

  private static Sighting sighting(RaceStatus status, int win, List<Placing> results, List<Dividend> dividends, Optional<String> protest,
      Instant start) {
    var runners = List.of(new Runner(4, "Ruji", 3, "J. Rider", "T. Trainer", 56_500, false, false, Optional.empty(),
        List.of(new Price("fixed_win", win))), new Runner(7, "Frosbie", 0, "", "", 0, false, false, Optional.empty(),
        List.of(new Price("fixed_win", 5_000))));
    return new Sighting("e1", Optional.of(start), Optional.empty(), status, status.name(), Optional.of("Good 4"), Optional.empty(),
        Optional.of(protest.isPresent()), protest, Optional.of(runners), Optional.of(results), Optional.of(dividends), Optional.empty());
  }

  private static Race race(String id, int number, Instant start) {
    return new Race(id, number, "Race " + number, start, 1_400, RaceStatus.OPEN, Optional.empty(), Optional.empty());
  }

  private static List<Integer> ids(JsonObject races) {
    return races.getJsonArray("races").stream().map(r -> ((JsonObject) r).getInteger("raceId")).toList();
  }

  private JsonObject ask(String operation, String path) {
    var response = client.get(port, "127.0.0.1", "/api/v1" + path).send().await();
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    ResponseValidator.create(vertx, contract.routes())
        .validate(ValidatableResponse.create(200, response.body(), "application/json"), operation).await();
    return response.bodyAsJsonObject();
  }
}
