package dev.paddock.horse.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.horse.provider.HorseSource.Listed;
import dev.paddock.horse.provider.HorseSource.Look;
import dev.paddock.horse.provider.HorseSource.Wanted;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What The Racing API is asked for, and what is made of its days. */
class RacingApiTest {
  static final Instant START = Instant.parse("2023-05-02T12:50:00Z");
  static final String CARDS = "/v1/racecards/standard?day=today&limit=500";
  static final String RESULTS = "/v1/results/today?limit=100";

  final FakeFetch fetch = new FakeFetch(START.minusSeconds(600)).open();
  final RacingApi api = new RacingApi(RacingApi.Plan.STANDARD, fetch.bus, fetch.parsing, fetch.timers, fetch.unknown);

  @AfterEach void close() {
    fetch.close();
  }

  static String card(String id, String more, String... runners) {
    return """
        {"race_id":"%s","course":"Brighton","course_id":"crs_78","date":"2023-05-02","off_time":"1:50","off_dt":"2023-05-02T13:50:00+01:00",
         "race_name":"Maiden Stakes","distance_f":"7.0","region":"GB","going":"Good","weather":null,"field_size":"9"%s,"runners":[%s]}"""
        .formatted(id, more, String.join(",", runners));
  }

  static String runner(String number, String horse) {
    return """
        {"horse_id":"hrs_1","horse":"%s","number":"%s","draw":"4","lbs":"126","jockey":"Tom Marquand","trainer":"W J Haggas",
         "odds":[{"bookmaker":"A","fractional":"5/2","decimal":"3.50"},{"bookmaker":"B","decimal":"SP"},
                 {"bookmaker":"C","decimal":"3.75"}]}"""
        .formatted(horse, number);
  }

  static String placed(String position, String number, String horse) {
    return """
        {"horse_id":"hrs_1","horse":"%s","number":"%s","position":"%s","btn":"0.5","sp_dec":"4.00"}""".formatted(horse, number, position);
  }

  static String page(String list, String... races) {
    return "{\"" + list + "\":[" + String.join(",", races) + "],\"total\":" + races.length + ",\"limit\":500,\"skip\":0,\"query\":[]}";
  }

  static Wanted wanted(String id) {
    return new Wanted(id, "crs_78_2023-05-02", START, START.plusSeconds(300), Seen.NOTHING);
  }

  Look look(String id) {
    return api.one(wanted(id)).await().races().get(id);
  }

  Sighting seen(String id) {
    return ((Look.Seen) look(id)).sighting();
  }

  @Test void a_race_on_its_card() {
    fetch.answers(CARDS, page("racecards", card("rac_1", "", runner("7", "Running Lion"), runner("NR", "Stay Home"))));
    var race = seen("rac_1");
    assertThat(race.status()).isEqualTo(RaceStatus.OPEN);
    assertThat(race.advertisedStart()).contains(START);
    var runners = race.runners().orElseThrow();
    assertThat(runners.get(0).number()).as("NR").isZero();
    assertThat(runners.get(0).scratched()).isTrue();
    assertThat(runners.get(1).called()).isEqualTo("7 Running Lion");
    assertThat(runners.get(1).weight()).isEqualTo(57_153);
    assertThat(runners.get(1).prices()).as("the best of all").containsExactly(new Price("fixed_win", 3750));
    assertThat(fetch.resources()).as("no result before the start").containsExactly(CARDS);
  }

  @ParameterizedTest @CsvSource({"'',OPEN", "'\"race_status\":\"\"',OPEN", "'\"race_status\":\"Abandoned\"',ABANDONED",
      "'\"is_abandoned\":true',ABANDONED", "'\"is_abandoned\":\"true\"',ABANDONED", "'\"race_status\":\"Moonlit\"',UNKNOWN"})
  void where_a_race_stands(String field, RaceStatus expected) {
    fetch.answers(CARDS, page("racecards", card("rac_1", field.isEmpty() ? "" : "," + field, runner("7", "Running Lion"))));
    assertThat(seen("rac_1").status()).isEqualTo(expected);
    if (expected == RaceStatus.UNKNOWN) assertThat(fetch.notKnown).containsEntry("racingapi STATUS", Set.of("Moonlit"));
  }

  @Test void all_races_of_a_day_are_one_question_for_cards_and_one_for_results() {
    fetch.timers.jumpTo(START.plusSeconds(600));
    fetch.answers(CARDS, page("racecards", card("rac_1", "", runner("7", "Running Lion"), runner("2", "Sea Just In Time"),
        runner("3", "Queen For You")), card("rac_2", "", runner("1", "Slow"))));
    var totes = ",\"tote_win\":\"£4.50\",\"tote_ex\":\"£1,012.30\",\"tote_csf\":\"£1.20 £3.40\"";
    fetch.answers(RESULTS, page("results", card("rac_1", totes,
        placed("1", "7", "Running Lion"), placed("1", "2", "Sea Just In Time"), placed("PU", "3", "Queen For You"))));
    var looks = api.many(List.of(wanted("rac_1"), wanted("rac_2"), wanted("rac_3"))).await().races();
    var first = ((Look.Seen) looks.get("rac_1")).sighting();
    assertThat(first.status()).isEqualTo(RaceStatus.FINAL);
    assertThat(first.results().orElseThrow()).as("a dead heat; pulled up is no place").extracting(Placing::place, Placing::number)
        .containsExactly(tuple(1, 2), tuple(1, 7));
    assertThat(first.dividends().orElseThrow()).containsExactly(new Dividend("tote ex", "7:2", "final", 1_012_300),
        new Dividend("tote win", "7", "final", 4500));
    assertThat(first.runners().orElseThrow().getLast().prices()).containsExactly(new Price("fixed_win", 3750), new Price("starting", 4000));
    assertThat(((Look.Seen) looks.get("rac_2")).sighting().status()).as("its start has passed").isEqualTo(RaceStatus.CLOSED);
    assertThat(looks.get("rac_3")).isInstanceOf(Look.Missing.class);
    assertThat(fetch.resources()).containsExactlyInAnyOrder(CARDS, RESULTS);
  }

  @Test void no_results_yet_are_none_and_a_day_without_cards_is_a_failure() {
    fetch.timers.jumpTo(START.plusSeconds(600));
    fetch.answers(CARDS, page("racecards", card("rac_1", "", runner("7", "Running Lion"))));
    assertThat(seen("rac_1").status()).as("404").isEqualTo(RaceStatus.CLOSED);
    fetch.answers(RESULTS, "{\"results\":null,\"total\":0,\"limit\":100,\"skip\":0}");
    assertThat(seen("rac_1").status()).isEqualTo(RaceStatus.CLOSED);
    fetch.answers(CARDS, page("racecards"));
    assertThat(((Look.Failed) look("rac_1")).why()).isEqualTo("an empty list racecards");
    fetch.answers(CARDS, FakeFetch.called(new Fetched.Unavailable("401"), 401));
    assertThat(look("rac_1")).isInstanceOf(Look.Failed.class);
  }

  @Test void further_pages_are_asked_for() {
    var first = page("racecards", card("rac_1", "")).replace("\"total\":1", "\"total\":501");
    fetch.answers(CARDS, first);
    fetch.answers(CARDS + "&skip=500", page("racecards", card("rac_2", "", runner("1", "Last"))).replace("\"skip\":0", "\"skip\":500"));
    assertThat(seen("rac_2").runners().orElseThrow()).hasSize(1);
  }

  @Test void yesterdays_races_have_results_where_the_plan_has_them() {
    fetch.timers.jumpTo(START.plusSeconds(86_400));
    fetch.answers("/v1/results?start_date=2023-05-02&end_date=2023-05-02&limit=100",
        page("results", card("rac_1", "", placed("1", "7", "Running Lion"))));
    assertThat(seen("rac_1").status()).isEqualTo(RaceStatus.FINAL);
    var free = new RacingApi(RacingApi.Plan.FREE, fetch.bus, fetch.parsing, fetch.timers, fetch.unknown);
    assertThat(free.one(wanted("rac_1")).await().races().get("rac_1")).isInstanceOf(Look.Failed.class);
  }

  @Test void a_day_by_its_courses() {
    fetch.answers(CARDS, page("racecards", card("rac_1", ""), card("rac_2", "").replace("2023-05-02T13:50:00+01:00", "")));
    var card = ((Listed.Card) api.card(LocalDate.parse("2023-05-02")).await()).card();
    assertThat(card.meetings()).singleElement().satisfies(it -> {
      assertThat(it.meetingId()).isEqualTo("crs_78_2023-05-02");
      assertThat(it.name()).isEqualTo("Brighton");
      assertThat(it.races()).as("without a start it cannot be followed").extracting(RaceCard.Race::raceId).containsExactly("rac_1");
      assertThat(it.races().getFirst().distance()).isEqualTo(1408);
    });
    assertThat(api.card(LocalDate.parse("2023-05-09")).await()).isInstanceOf(Listed.Failed.class);
  }
}
