package dev.paddock.horse.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real answers of providers. They are not part of this project: where they are not at hand, nothing is tested. */
class RecordedBodiesTest {
  static final Path RECORDED = Path.of("../shared/recordings/horses");

  @BeforeAll static void at_hand() {
    assumeTrue(Files.isDirectory(RECORDED), "no recorded answers at " + RECORDED);
  }

  static String recorded(String file) throws IOException {
    return Files.readString(RECORDED.resolve(file));
  }

  @Test void a_final_race_at_awapuni() throws Exception {
    var race = Body.read(recorded("tabnz/race-event-full-response.json"), body -> {
      var told = TabNz.event(body);
      assertThat(body.unknown()).isEmpty();
      return told;
    }).sighting().orElseThrow();
    assertThat(race.status()).isEqualTo(RaceStatus.FINAL);
    assertThat(race.advertisedStart()).contains(Instant.parse("2025-07-17T00:50:00Z"));
    assertThat(race.actualStart()).contains(Instant.parse("2025-07-17T00:52:46Z"));
    assertThat(race.trackCondition()).contains("Synthetic");
    assertThat(race.providerTime()).contains(Instant.parse("2025-07-17T11:16:59Z"));
    assertThat(race.runners().orElseThrow()).extracting(Sighting.Runner::called).startsWith("1 Tickford", "2 Frosbie", "3 Dealers Choice")
        .hasSize(8);
    assertThat(race.runners().orElseThrow()).allSatisfy(it -> assertThat(it.prices()).hasSize(4));
    assertThat(race.results().orElseThrow()).hasSize(8).startsWith(new Placing(1, 2, "Frosbie", ""), new Placing(2, 4, "Ruji", "LG NK"));
    assertThat(race.dividends().orElseThrow()).hasSize(14)
        .contains(new Dividend("Pool First4", "2:4:7:6", "final", 1_350_400), new Dividend("Pool First4", "2:4:7:6", "interim", 1_350_400));
  }

  @Test void a_day_of_748_races() throws Exception {
    var told = Body.read(recorded("tabnz/meetings-list-response.json"), body -> {
      var meetings = TabMeetings.read(body);
      assertThat(body.unknown()).isEmpty();
      return meetings;
    });
    assertThat(told.card().meetings()).hasSize(76);
    assertThat(told.words()).isEmpty();
    assertThat(told.standings().values().stream().collect(Collectors.groupingBy(Sighting::status, Collectors.counting())))
        .containsOnly(Map.entry(RaceStatus.FINAL, 530L), Map.entry(RaceStatus.OPEN, 196L),
            Map.entry(RaceStatus.ABANDONED, 17L), Map.entry(RaceStatus.INTERIM, 3L),
            Map.entry(RaceStatus.CLOSED, 2L));
    assertThat(told.standings().values()).filteredOn(it -> it.protest().orElse(false)).hasSize(7)
        .allSatisfy(it -> assertThat(it.status()).isEqualTo(RaceStatus.FINAL));
  }

  @Test void a_meeting_and_one_of_its_races_say_the_same_where_both_tell() throws Exception {
    var event = Body.read(recorded("tabnz/race-event-full-response.json"), TabNz::event).sighting().orElseThrow();
    var row = Body.read(recorded("tabnz/meetings-list-response.json"), TabMeetings::read).standings().get(event.raceId());
    assertThat(row.advertisedStart()).isEqualTo(event.advertisedStart());
    assertThat(row.trackCondition()).isEqualTo(event.trackCondition());
    assertThat(row.weather()).isEqualTo(event.weather());
    assertThat(row.statusWord()).isEqualTo(event.statusWord());
  }

  @Test void one_meeting() throws Exception {
    var told = Body.read(recorded("tabnz/meeting-detail-response.json"), TabMeetings::read);
    assertThat(told.card().meetings()).singleElement().extracting(RaceCard.Meeting::name).isEqualTo("Grafton");
  }

  @Test void a_race_of_ladbrokes() throws Exception {
    var race = Body.read(recorded("ladbrokes_neds/affiliate_event_details.json"), TabNz::event).sighting().orElseThrow();
    assertThat(race.status()).isEqualTo(RaceStatus.FINAL);
    assertThat(race.dividends().orElseThrow()).containsExactly(new Dividend("Exacta", "4:7", "final", 30_500),
        new Dividend("Trifecta", "4:7:3", "final", 133_710));
  }

  @Test void meetings_of_ladbrokes_without_what_is_no_race() throws Exception {
    var told = Body.read(recorded("ladbrokes_neds/affiliate_race_meetings.json"), TabMeetings::read);
    assertThat(told.card().meetings().getFirst().races()).singleElement().satisfies(race -> {
      assertThat(race.name()).isEqualTo("Skyview Windows Mdn Plate");
      assertThat(race.status()).isEqualTo(RaceStatus.SCHEDULED);
    });
    assertThat(told.standings()).as("none has a status").isEmpty();
  }

  @Test void all_of_ladbrokes_at_once() throws Exception {
    var races = Body.read(recorded("ladbrokes_neds/affiliate_all_meetings_and_events.json"), TabDay::read);
    assertThat(races).isNotEmpty();
    assertThat(races.get("1750031f-5013-4b8b-bffa-1671322b9a05").sighting().orElseThrow().dividends().orElseThrow())
        .contains(new Dividend("Exacta VIC", "2:3", "final", 4_200), new Dividend("Exacta QLD", "2:3", "final", 3_700));
  }

  @Test void a_book_of_betfair() throws Exception {
    var book = Body.read(recorded("betfair/list_market_book.json"), body -> {
      var books = BetfairBooks.read(body);
      assertThat(body.unknown()).isEmpty();
      return books;
    }).get("1.125875153");
    assertThat(book.race()).isEqualTo(RaceStatus.INTERIM);
    assertThat(book.runners()).hasSize(6);
    assertThat(book.runners().get(464226L).removedAt()).contains(Instant.parse("2016-07-29T21:22:38Z"));
    assertThat(book.runners().get(8665860L).prices()).contains(new Sighting.Price("back", 21_000), new Sighting.Price("traded", 1_000_000));
  }

  @Test void a_catalogue_of_betfair() throws Exception {
    var markets = Body.read(recorded("betfair/list_market_catalogue.json"), BetfairCatalogue::read);
    assertThat(markets).singleElement().satisfies(it -> assertThat(it.runners()).hasSize(10));
  }

  @Test void race_details_of_betfair() throws Exception {
    var words = Body.read(recorded("betfair/list_race_details.json"), body -> {
      var stages = BetfairStages.read(body);
      assertThat(body.unknown()).isEmpty();
      return stages;
    });
    assertThat(words).hasSize(475).containsEntry("27873033.1300", "WEIGHEDIN");
    assertThat(words.values()).allSatisfy(word -> assertThat(StatusWords.BETFAIR.of(word)).isNotEqualTo(RaceStatus.UNKNOWN));
  }

  @Test void what_betfair_says_when_it_fails() throws Exception {
    assertThatThrownBy(() -> Body.read(recorded("betfair/base_endpoint_fail.json"), BetfairBooks::read)).hasMessage("error: An error..");
  }
}
