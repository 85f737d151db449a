package dev.paddock.horse.provider;

import static dev.paddock.horse.provider.TabBodies.START;
import static dev.paddock.horse.provider.TabBodies.event;
import static dev.paddock.horse.provider.TabBodies.meeting;
import static dev.paddock.horse.provider.TabBodies.meetings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.horse.provider.HorseSource.Listed;
import dev.paddock.horse.provider.HorseSource.Look;
import dev.paddock.horse.provider.HorseSource.Wanted;
import dev.paddock.horse.provider.TabNz.House;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.rules.Sighting.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What TAB NZ is asked for, and what is made of its answers. */
class TabNzTest {
  static final Instant NOW = START.minusSeconds(300);
  static final String MEETINGS = "/v1/racing/meetings?ids=m1&date_from=2025-07-16&date_to=2025-07-18&limit=200";

  final FakeFetch fetch = new FakeFetch(NOW).open();
  final TabNz tab = source(false);

  @AfterEach void close() {
    fetch.close();
  }

  TabNz source(boolean wholeDay) {
    return new TabNz(new House("tabnz", "/v1", Duration.ofSeconds(15), Duration.ofSeconds(60), wholeDay), fetch.bus, fetch.parsing,
        fetch.timers, fetch.unknown);
  }

  static Wanted wanted(String id, Seen seen) {
    return new Wanted(id, "m1", START, START.plusSeconds(60), seen);
  }

  Look one(String id) {
    return tab.one(wanted(id, Seen.NOTHING)).await().races().get(id);
  }

  /** What is known when everything was told a while ago. */
  static Seen known(String id, String status, Duration ago) throws Exception {
    return Seen.NOTHING.after(TabBodies.sighting(event(id, status)), NOW.minus(ago)).seen();
  }

  @Test void one_race_is_asked_for_by_its_id() {
    fetch.answers("/v1/racing/events/r1", event("r1", "Open"));
    assertThat(((Look.Seen) one("r1")).sighting().status()).isEqualTo(RaceStatus.OPEN);
    assertThat(fetch.asked()).singleElement().satisfies(call -> {
      assertThat(call.provider()).isEqualTo("tabnz");
      assertThat(call.nearest()).isEqualTo(START);
      assertThat(call.until()).isEqualTo(START.plusSeconds(60));
      assertThat(call.post()).isEmpty();
    });
  }

  @Test void whatever_became_of_the_request_becomes_of_the_race() {
    fetch.answers("/v1/racing/events/r2", new Called(new Fetched.Deferred(START, "5 a second"), Optional.empty()));
    fetch.answers("/v1/racing/events/r3", FakeFetch.called(new Fetched.Unavailable("503"), 503));
    fetch.answers("/v1/racing/events/r4", FakeFetch.called(new Fetched.Absent(404), 404));
    fetch.answers("/v1/racing/events/r5", FakeFetch.called(new Fetched.Absent(403), 403));
    fetch.answers("/v1/racing/events/r6", event("another", "Open"));
    fetch.answers("/v1/racing/events/r7", "{\"header\":{\"error\":\"too fast\"},\"data\":null}");
    assertThat(one("r2")).isEqualTo(new Look.Later(START, "5 a second", Optional.empty()));
    assertThat(one("r3")).isInstanceOf(Look.Failed.class);
    assertThat(one("r4")).isInstanceOf(Look.Missing.class);
    assertThat(one("r5")).isInstanceOf(Look.Failed.class);
    assertThat(((Look.Failed) one("r6")).why()).isEqualTo("asked for race r6, told of another");
    assertThat(((Look.Failed) one("r7")).why()).isEqualTo("/v1/racing/events/r7: header.error: too fast");
    assertThat(((Look.Failed) one("../admin")).why()).isEqualTo("no id of this provider: ../admin");
  }

  @Test void a_batch_asks_where_all_stand_and_everything_only_of_those_with_news() throws Exception {
    fetch.answers(MEETINGS, meetings(meeting("m1", "same", "Open", "moved", "Closed", "old", "Open", "new", "Open")));
    for (var id : List.of("moved", "old", "new")) fetch.answers("/v1/racing/events/" + id, event(id, "Open"));
    var looks = tab.many(List.of(wanted("same", known("same", "Open", Duration.ofSeconds(59))),
        wanted("moved", known("moved", "Open", Duration.ofSeconds(15))),
        wanted("old", known("old", "Open", Duration.ofSeconds(60))), wanted("new", Seen.NOTHING))).await().races();
    assertThat(fetch.resources()).containsExactly(MEETINGS, "/v1/racing/events/moved", "/v1/racing/events/old", "/v1/racing/events/new");
    assertThat(shape(looks.get("same"))).isEqualTo(Shape.STATUS);
    for (var id : List.of("moved", "old", "new")) assertThat(shape(looks.get(id))).isEqualTo(Shape.FULL);
  }

  private static Shape shape(Look look) {
    return ((Look.Seen) look).sighting().shape();
  }

  @Test void the_nearest_start_is_asked_first() {
    fetch.answers(MEETINGS, meetings(meeting("m1", "far", "Open", "near", "Open", "past", "Closed")));
    tab.many(List.of(new Wanted("far", "m1", NOW.plusSeconds(900), START, Seen.NOTHING),
        new Wanted("past", "m1", NOW.minusSeconds(200), START, Seen.NOTHING),
        new Wanted("near", "m1", NOW.plusSeconds(15), START, Seen.NOTHING))).await();
    assertThat(fetch.resources()).containsExactly(MEETINGS, "/v1/racing/events/near", "/v1/racing/events/past", "/v1/racing/events/far");
    assertThat(fetch.asked().getFirst().nearest()).isEqualTo(NOW.plusSeconds(15));
  }

  @Test void when_the_rest_cannot_be_had_where_it_stands_must_do_and_the_rest_is_asked_for_again() throws Exception {
    fetch.answers(MEETINGS, meetings(meeting("m1", "r1", "Interim")));
    fetch.answers("/v1/racing/events/r1", new Called(new Fetched.Deferred(START, "quota"), Optional.empty()));
    var seen = known("r1", "Open", Duration.ofSeconds(5));
    var look = (Look.Seen) tab.many(List.of(wanted("r1", seen))).await().races().get("r1");
    assertThat(look.sighting().status()).isEqualTo(RaceStatus.INTERIM);
    var next = seen.after(look.sighting(), NOW).seen();
    fetch.answers("/v1/racing/events/r1", event("r1", "Interim"));
    assertThat(shape(tab.many(List.of(wanted("r1", next))).await().races().get("r1"))).isEqualTo(Shape.FULL);
  }

  @Test void where_the_rest_can_be_had_in_a_moment_the_news_waits_for_it() throws Exception {
    fetch.answers(MEETINGS, meetings(meeting("m1", "r1", "Final", "r2", "Open")));
    var soon = new Called(new Fetched.Deferred(NOW.plusSeconds(3), "quota"), Optional.empty());
    fetch.answers("/v1/racing/events/r1", soon);
    fetch.answers("/v1/racing/events/r2", soon);
    var looks = tab.many(List.of(wanted("r1", known("r1", "Interim", Duration.ofSeconds(5))),
        wanted("r2", known("r2", "Open", Duration.ofMinutes(2))))).await().races();
    assertThat(looks.get("r1")).isEqualTo(new Look.Later(NOW.plusSeconds(3), "quota", Optional.empty()));
    assertThat(shape(looks.get("r2"))).as("nothing new but perhaps its prices").isEqualTo(Shape.STATUS);
  }

  @Test void a_race_that_is_left_out_is_missing_and_not_gone() {
    fetch.answers(MEETINGS, meetings(meeting("m1", "r1", "Open")));
    fetch.answers("/v1/racing/events/r1", event("r1", "Open"));
    var looks = tab.many(List.of(wanted("r1", Seen.NOTHING), wanted("r2", Seen.NOTHING))).await().races();
    assertThat(looks.get("r1")).isInstanceOf(Look.Seen.class);
    assertThat(looks.get("r2")).isInstanceOf(Look.Missing.class);
  }

  @Test void an_empty_list_is_a_failure_of_all() {
    fetch.answers(MEETINGS, meetings());
    var looks = tab.many(List.of(wanted("r1", Seen.NOTHING), wanted("r2", Seen.NOTHING))).await().races();
    assertThat(looks.values()).hasSize(2).allSatisfy(look ->
        assertThat(((Look.Failed) look).why()).isEqualTo(MEETINGS + ": an empty list data.meetings"));
  }

  @Test void ladbrokes_tells_everything_about_all_at_once_where_that_is_allowed() {
    var day = TabBodies.JSON.createObjectNode();
    var races = day.putArray("meetings_races").addObject().put("meeting", "m1").putArray("races");
    races.add(event("r1", "Open").get("data")).add(event("r2", "Final").get("data"));
    races.addObject().put("id", "r3").put("error", "race not found");
    races.addObject().putObject("race").put("event_id", "jockeys").put("race_number", 0);
    fetch.answers("/v1/racing/meetings-events/all?date_from=2025-07-17T00:50:00Z&date_to=2025-07-17T00:50:00Z&limit=200",
        TabBodies.envelope(day));
    var looks = source(true).many(List.of(wanted("r1", Seen.NOTHING), wanted("r2", Seen.NOTHING), wanted("r3", Seen.NOTHING),
        wanted("r4", Seen.NOTHING))).await().races();
    assertThat(shape(looks.get("r1"))).isEqualTo(Shape.FULL);
    assertThat(((Look.Seen) looks.get("r2")).sighting().status()).isEqualTo(RaceStatus.FINAL);
    assertThat(((Look.Missing) looks.get("r3")).why()).isEqualTo("race not found");
    assertThat(looks.get("r4")).isInstanceOf(Look.Missing.class);
    assertThat(fetch.asked()).hasSize(1);
  }

  @Test void a_day_is_its_meetings_without_what_is_no_race() {
    var meeting = meeting("m1", "jockeys", "Open", "r1", "Open", "r2", "Mystery");
    ((ObjectNode) meeting.at("/races/0")).put("race_number", 0);
    fetch.answers("/v1/racing/meetings?date_from=2025-07-17&date_to=2025-07-17&limit=200", meetings(meeting));
    var card = ((Listed.Card) tab.card(LocalDate.parse("2025-07-17")).await()).card();
    assertThat(card.meetings()).singleElement().satisfies(it -> {
      assertThat(it.type()).isEqualTo("thoroughbred");
      assertThat(it.country()).isEqualTo("NZ");
      assertThat(it.races()).extracting(RaceCard.Race::raceId).containsExactly("r1", "r2");
    });
    assertThat(fetch.notKnown).containsEntry("tabnz STATUS", Set.of("Mystery"));
  }

  @Test void a_day_of_more_than_one_page() {
    var page = new ObjectNode[200];
    for (int n = 0; n < 200; n++) page[n] = meeting("m" + n, "r" + n, "Open");
    var first = "/v1/racing/meetings?date_from=2025-07-17&date_to=2025-07-17&limit=200";
    fetch.answers(first, meetings(page));
    fetch.answers(first + "&offset=200", meetings(meeting("last", "r", "Open")));
    assertThat(((Listed.Card) tab.card(LocalDate.parse("2025-07-17")).await()).card().meetings()).hasSize(201);
    fetch.answers(first + "&offset=200", FakeFetch.called(new Fetched.Unavailable("503"), 503));
    assertThat(tab.card(LocalDate.parse("2025-07-17")).await()).as("half a day is none").isInstanceOf(Listed.Failed.class);
  }

  @Test void what_is_pushed_is_read_like_an_answer() {
    assertThat(tab.told("r1", event("r1", "Final").toString()).orElseThrow().status()).isEqualTo(RaceStatus.FINAL);
    assertThat(tab.told("r2", event("r1", "Final").toString())).as("about another race").isEmpty();
    assertThat(tab.told("r1", "{\"status\":\"Final\"}")).isEmpty();
  }

  @Test void a_race_fails_when_nobody_fetches() {
    var silent = new FakeFetch(NOW);
    var source = new TabNz(new House("tabnz", "", Duration.ZERO, Duration.ZERO, false), silent.bus, silent.parsing, silent.timers,
        silent.unknown);
    assertThat(source.one(wanted("r1", Seen.NOTHING)).await().races().get("r1")).isInstanceOf(Look.Failed.class);
    silent.close();
  }
}
