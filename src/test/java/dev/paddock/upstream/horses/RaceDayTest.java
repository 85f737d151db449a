package dev.paddock.upstream.horses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.paddock.upstream.horses.Meeting.Category;
import dev.paddock.upstream.horses.RaceState.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RaceDayTest {
  static final LocalDate DATE = LocalDate.parse("2026-03-14");
  static final RaceDay DAY = RaceDay.of(DATE, 7);
  /** Thirty days, for what is counted by chance. */
  static final List<Race> MONTH = LongStream.range(0, 30).boxed().flatMap(i -> RaceDay.of(DATE.plusDays(i), 1).races()).toList();

  @ParameterizedTest @ValueSource(longs = {1, 7, 2025, -3})
  void has_some_700_races_in_73_meetings_34_28_and_11_of_each_kind(long seed) {
    var day = RaceDay.of(DATE, seed);
    assertThat(day.meetings()).hasSize(73);
    assertThat(day.meetings().stream().collect(Collectors.groupingBy(Meeting::category, Collectors.counting())))
        .containsEntry(Category.T, 34L).containsEntry(Category.G, 28L).containsEntry(Category.H, 11L);
    assertThat(day.races().count()).isBetween(650L, 750L);
    assertThat(day.races().map(Race::start)).allMatch(start -> start.getEpochSecond() % 60 == 0);
    assertThat(day.races().map(race -> race.runners().size())).allMatch(field -> field >= 6 && field <= 16);
    assertThat(day.races().map(race -> race.start().atZone(ZoneOffset.UTC).toLocalDate()).distinct()).as("crosses midnight").hasSize(2);
    assertThat(most(day, start -> 60)).as("within an hour of their start, at most").isBetween(40, 62);
  }

  @ParameterizedTest @ValueSource(longs = {1, 7, 2025})
  void about_35_polls_are_due_in_the_same_second_at_the_peak(long seed) {
    var due = new TreeMap<Instant, Integer>();
    RaceDay.of(DATE, seed).races().forEach(race -> {
      for (int second = 3600; second >= 0; second -= 15) {
        int every = second > 1200 ? 300 : second > 600 ? 120 : second > 300 ? 60 : 15;
        if (second % every == 0) due.merge(race.start().minusSeconds(second), 1, Integer::sum);
      }
    });
    assertThat(due.values()).filteredOn(n -> n > 45).isEmpty();
    assertThat(due.values()).anyMatch(n -> n >= 20);
  }

  @Test void the_same_date_and_seed_give_the_same_day_and_another_seed_another() {
    assertThat(RaceDay.of(DATE, 7).meetings()).isEqualTo(DAY.meetings());
    assertThat(RaceDay.of(DATE, 8).meetings()).isNotEqualTo(DAY.meetings());
    assertThat(RaceDay.of(DATE.plusDays(1), 7).races().map(Race::id)).doesNotContainAnyElementsOf(DAY.races().map(Race::id).toList());
  }

  @Test void ids_are_unique_whatever_the_provider() {
    assertThat(MONTH.stream().map(Race::id)).doesNotHaveDuplicates();
    assertThat(MONTH.stream().map(Race::marketId)).doesNotHaveDuplicates();
    assertThat(MONTH).allSatisfy(race -> assertThat(race.runners()).extracting(Runner::selection).doesNotHaveDuplicates());
  }

  @Test void half_of_the_races_start_within_68_s_and_nine_in_ten_within_275_s() {
    var delays = MONTH.stream().filter(race -> race.fate().moved().isEmpty())
        .map(race -> Duration.between(race.start(), race.fate().off()).toSeconds()).sorted().toList();
    assertThat(delays.get(delays.size() / 10)).isBetween(22L, 30L);
    assertThat(delays.get(delays.size() / 2)).isBetween(60L, 80L);
    assertThat(delays.get(delays.size() * 9 / 10)).isBetween(255L, 300L);
    assertThat(delays.getLast()).isLessThanOrEqualTo(1_423);
    assertThat(MONTH.stream().filter(race -> race.fate().moved().isPresent()).count() / (double) MONTH.size())
        .isEqualTo(0.01, within(0.004));
  }

  @Test void two_in_a_hundred_are_abandoned_with_their_whole_meeting_at_one_instant() {
    var off = DAY.meetings().stream().filter(meeting -> meeting.races().stream().anyMatch(race -> race.fate().abandoned().isPresent()))
        .toList();
    assertThat(off).isNotEmpty().allSatisfy(meeting ->
        assertThat(meeting.races().stream().map(race -> race.fate().abandoned().orElseThrow()).distinct()).hasSize(1));
    assertThat(share(race -> race.fate().abandoned().isPresent() ? 1 : 0)).isEqualTo(0.02, within(0.007));
  }

  @Test void four_in_a_hundred_are_protested_half_of_them_upheld_after_the_result_was_final() {
    assertThat(share(race -> race.fate().protest().isPresent() ? 1 : 0)).isEqualTo(0.04, within(0.01));
    assertThat(share(race -> race.fate().amended() ? 1 : 0)).isEqualTo(0.02, within(0.007));
    assertThat(MONTH).filteredOn(race -> race.fate().amended()).allSatisfy(race -> {
      var protest = race.fate().protest().orElseThrow();
      assertThat(protest.decided()).isAfter(race.fate().official().plusSeconds(300)).isBefore(race.fate().official().plusSeconds(600));
      assertThat(race.at(protest.decided().minusSeconds(1)).placings()).isEqualTo(race.fate().order());
      assertThat(race.at(protest.decided()).placings()).isEqualTo(race.fate().settled()).isNotEqualTo(race.fate().order());
      assertThat(race.at(protest.decided()).protestReason()).startsWith("Protest UPHELD ");
    });
  }

  @Test void three_runners_in_a_hundred_are_scratched_late_and_none_of_the_scratched_is_placed() {
    var runners = MONTH.stream().flatMap(race -> race.runners().stream()).toList();
    var late = runners.stream().filter(runner -> runner.scratching().filter(Runner.Scratching::late).isPresent()).count();
    assertThat(late / (double) runners.size()).isEqualTo(0.03, within(0.005));
    assertThat(MONTH).allSatisfy(race ->
        assertThat(race.fate().order()).noneMatch(placing -> race.runner(placing.number()).scratching().isPresent()).hasSizeGreaterThan(3));
  }

  @Test void there_are_dead_heats_now_and_then() {
    assertThat(share(race -> race.fate().order().stream().map(Fate.Placing::place).distinct().count() < race.fate().order().size() ? 1 : 0))
        .isEqualTo(0.015, within(0.006));
  }

  @Test void a_race_goes_from_open_to_final_and_is_shown_with_both_copies_of_its_dividends() {
    assertThat(MONTH).filteredOn(race -> race.fate().abandoned().isEmpty()).allSatisfy(race -> {
      var fate = race.fate();
      assertThat(Duration.between(fate.off(), fate.interim()).toSeconds()).isBetween(90L, 240L);
      assertThat(Duration.between(fate.off(), fate.official()).toSeconds()).isBetween(180L, 540L);
      assertThat(race.at(fate.off().minusNanos(1)).status()).isEqualTo(Status.OPEN);
      assertThat(race.at(fate.off()).status()).isEqualTo(Status.CLOSED);
      assertThat(race.at(fate.interim())).satisfies(state -> {
        assertThat(state.status()).isEqualTo(Status.INTERIM);
        assertThat(state.placings()).isNotEmpty().allMatch(placing -> placing.place() <= 4);
        assertThat(state.dividends()).isNotEmpty().allMatch(dividend -> dividend.status().equals("Interim"));
      });
      assertThat(race.settled().status()).isEqualTo(Status.FINAL);
      assertThat(race.settled().dividends().stream().map(d -> d.product() + " " + d.description() + " " + d.status()))
          .doesNotHaveDuplicates();
      assertThat(race.settled().dividends().stream().filter(d -> d.status().equals("Final")).count())
          .isEqualTo(race.settled().dividends().stream().filter(d -> d.status().equals("Interim")).count());
    });
  }

  @Test void prices_move_once_a_minute_or_so_until_the_start_and_then_no_more() {
    var race = DAY.races().filter(r -> r.fate().abandoned().isEmpty()).findFirst().orElseThrow();
    var hour = race.start().minusSeconds(3_600);
    int moved = 0;
    for (int i = 1; i <= 240; i++) {
      if (!prices(race, hour.plusSeconds(15L * i)).equals(prices(race, hour.plusSeconds(15L * (i - 1))))) moved++;
    }
    assertThat(moved).isBetween(30, 75);
    assertThat(prices(race, race.fate().off())).isEqualTo(prices(race, race.fate().off().plusSeconds(3_600)));
  }

  private static List<Market.Prices> prices(Race race, Instant at) {
    return race.runners().stream().map(race.at(at).market()::prices).toList();
  }

  private static double share(ToIntFunction<Race> counted) {
    return MONTH.stream().mapToInt(counted).sum() / (double) MONTH.size();
  }

  private static int most(RaceDay day, ToIntFunction<Instant> minutes) {
    var starts = day.races().map(Race::start).sorted().toList();
    var counts = new HashSet<Integer>();
    for (var start : starts) {
      counts.add((int) starts.stream().filter(s -> !s.isBefore(start) && s.isBefore(start.plusSeconds(60L * minutes.applyAsInt(start))))
          .count());
    }
    return counts.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
