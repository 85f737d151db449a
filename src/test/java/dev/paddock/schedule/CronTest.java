package dev.paddock.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
  static final Instant LONG_AGO = Instant.EPOCH;

  @ParameterizedTest(name = "{0}: {1} in the night of {2} runs at {3}")
  @CsvSource(delimiter = '|', textBlock = """
      # two o'clock is followed by three: what is missing runs once, at three
      Pacific/Auckland | 30 2 * * *  | 2026-09-27 | 2026-09-27T03:00+13:00
      Pacific/Auckland | 0 2 * * *   | 2026-09-27 | 2026-09-27T03:00+13:00
      Pacific/Auckland | 0 3 * * *   | 2026-09-27 | 2026-09-27T03:00+13:00
      Pacific/Auckland | 0,30 2-3 * * * | 2026-09-27 | 2026-09-27T03:00+13:00 2026-09-27T03:30+13:00
      Australia/Sydney | 30 2 * * *  | 2026-10-04 | 2026-10-04T03:00+11:00
      Australia/Sydney | 0 2 * * *   | 2026-10-04 | 2026-10-04T03:00+11:00
      Australia/Sydney | 0 3 * * *   | 2026-10-04 | 2026-10-04T03:00+11:00
      America/New_York | 30 2 * * *  | 2026-03-08 | 2026-03-08T03:00-04:00
      America/New_York | 0 2 * * *   | 2026-03-08 | 2026-03-08T03:00-04:00
      America/New_York | 0 3 * * *   | 2026-03-08 | 2026-03-08T03:00-04:00
      # in London it is one o'clock that is followed by two
      Europe/London    | 30 1 * * *  | 2026-03-29 | 2026-03-29T02:00+01:00
      Europe/London    | 0 2 * * *   | 2026-03-29 | 2026-03-29T02:00+01:00
      Europe/London    | 30 2 * * *  | 2026-03-29 | 2026-03-29T02:30+01:00
      Europe/London    | 0 3 * * *   | 2026-03-29 | 2026-03-29T03:00+01:00
      # the hour between two and three comes twice: what is in it runs once, the first time
      Pacific/Auckland | 30 2 * * *  | 2026-04-05 | 2026-04-05T02:30+13:00
      Pacific/Auckland | 0 2 * * *   | 2026-04-05 | 2026-04-05T02:00+13:00
      Pacific/Auckland | 0 3 * * *   | 2026-04-05 | 2026-04-05T03:00+12:00
      Australia/Sydney | 30 2 * * *  | 2026-04-05 | 2026-04-05T02:30+11:00
      Australia/Sydney | 0 2 * * *   | 2026-04-05 | 2026-04-05T02:00+11:00
      Australia/Sydney | 0 3 * * *   | 2026-04-05 | 2026-04-05T03:00+10:00
      # in London and New York the hour between one and two
      Europe/London    | 30 1 * * *  | 2026-10-25 | 2026-10-25T01:30+01:00
      Europe/London    | 0 2 * * *   | 2026-10-25 | 2026-10-25T02:00Z
      Europe/London    | 30 2 * * *  | 2026-10-25 | 2026-10-25T02:30Z
      Europe/London    | 0 3 * * *   | 2026-10-25 | 2026-10-25T03:00Z
      America/New_York | 30 1 * * *  | 2026-11-01 | 2026-11-01T01:30-04:00
      America/New_York | 0 2 * * *   | 2026-11-01 | 2026-11-01T02:00-05:00
      America/New_York | 30 2 * * *  | 2026-11-01 | 2026-11-01T02:30-05:00
      America/New_York | 0 3 * * *   | 2026-11-01 | 2026-11-01T03:00-05:00
      """)
  void a_fixed_time_runs_once_on_both_nights(ZoneId zone, String entry, LocalDate night, String slots) {
    assertThat(on(night, zone, new Cron(entry, zone)))
        .containsExactlyElementsOf(Arrays.stream(slots.split(" ")).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant).toList());
  }

  @ParameterizedTest(name = "{0}: the day {1} has {2} hours")
  @CsvSource({
      "Pacific/Auckland, 2026-09-27, 23", "Pacific/Auckland, 2026-04-05, 25",
      "Australia/Sydney, 2026-10-04, 23", "Australia/Sydney, 2026-04-05, 25",
      "Europe/London,    2026-03-29, 23", "Europe/London,    2026-10-25, 25",
      "America/New_York, 2026-03-08, 23", "America/New_York, 2026-11-01, 25",
      "America/New_York, 2026-11-22, 24",
  })
  void an_interval_counts_the_time_that_passes(ZoneId zone, LocalDate day, int hours) {
    var midnight = day.atStartOfDay(zone).toInstant();
    assertThat(on(day, zone, new Cron("0 * * * *", zone))).isEqualTo(every(Duration.ofHours(1), midnight, hours));
    assertThat(on(day, zone, new Cron("*/15 * * * *", zone))).isEqualTo(every(Duration.ofMinutes(15), midnight, hours * 4));
    assertThat(on(day, zone, new Cron("0 */2 * * *", zone))).isEqualTo(every(Duration.ofHours(2), midnight, (hours + 1) / 2));
  }

  @Property(tries = 30) void a_daily_entry_comes_once_on_every_date_of_a_year(@ForAll("zones") ZoneId zone,
      @ForAll @IntRange(min = 1995, max = 2040) int year, @ForAll @IntRange(min = 0, max = 23) int hour,
      @ForAll @IntRange(min = 0, max = 59) int minute) {
    var slots = in(Year.of(year), zone, new Cron(minute + " " + hour + " * * *", zone));
    assertThat(slots.stream().map(slot -> slot.atZone(zone).toLocalDate()))
        .containsExactlyElementsOf(LocalDate.ofYearDay(year, 1).datesUntil(LocalDate.ofYearDay(year + 1, 1)).toList());
    assertThat(slots).isSortedAccordingTo(Instant::compareTo);
  }

  @Property(tries = 10) void an_hourly_entry_comes_every_hour_of_a_year(@ForAll("wholeHours") ZoneId zone,
      @ForAll @IntRange(min = 1995, max = 2040) int year, @ForAll @IntRange(min = 0, max = 59) int minute) {
    assertThat(gaps(in(Year.of(year), zone, new Cron(minute + " * * * *", zone)))).containsOnly(Duration.ofHours(1));
  }

  @Property(tries = 4) void a_quarter_of_an_hour_is_one_all_year(@ForAll("zones") ZoneId zone,
      @ForAll @IntRange(min = 1995, max = 2040) int year) {
    assertThat(gaps(in(Year.of(year), zone, new Cron("*/15 * * * *", zone)))).containsOnly(Duration.ofMinutes(15));
  }

  @Property(tries = 20) void a_step_of_hours_is_never_longer_than_it_says(@ForAll("zones") ZoneId zone,
      @ForAll @IntRange(min = 1995, max = 2040) int year, @ForAll @IntRange(min = 2, max = 12) int step) {
    assertThat(gaps(in(Year.of(year), zone, new Cron("0 */" + step + " * * *", zone))))
        .allSatisfy(gap -> assertThat(gap).isPositive().isLessThanOrEqualTo(Duration.ofHours(step)));
  }

  @Property(tries = 200) void looking_back_finds_what_looking_ahead_found(@ForAll("zones") ZoneId zone, @ForAll("entries") String entry,
      @ForAll @LongRange(min = 800_000_000, max = 2_200_000_000L) long second) {
    var cron = new Cron(entry, zone);
    var now = Instant.ofEpochSecond(second);
    var next = cron.after(LONG_AGO, now).orElseThrow();
    var last = cron.atOrBefore(LONG_AGO, now).orElseThrow();
    assertThat(last).isBeforeOrEqualTo(now);
    assertThat(next).isAfter(now);
    assertThat(cron.after(LONG_AGO, last)).contains(next);
    assertThat(cron.atOrBefore(LONG_AGO, next)).contains(next);
    assertThat(cron.atOrBefore(LONG_AGO, next.minusNanos(1))).contains(last);
  }

  @Test void on_both_nights_looking_back_finds_what_looking_ahead_found() {
    var zone = ZoneId.of("America/New_York");
    for (var entry : List.of("30 1 * * *", "30 2 * * *", "*/15 * * * *", "0 */2 * * *", "0,30 1-2 * * *")) {
      var cron = new Cron(entry, zone);
      for (var night : List.of(LocalDate.of(2026, 3, 8), LocalDate.of(2026, 11, 1))) {
        var slots = on(night, zone, cron);
        for (int n = 1; n < slots.size(); n++) {
          assertThat(cron.atOrBefore(LONG_AGO, slots.get(n).minusNanos(1))).as(entry).contains(slots.get(n - 1));
          assertThat(cron.atOrBefore(LONG_AGO, slots.get(n))).as(entry).contains(slots.get(n));
        }
      }
    }
  }

  @Test void nothing_comes_before_the_anchor() {
    var cron = new Cron("0 2 * * *", ZoneOffset.UTC);
    var noon = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(cron.after(noon, LONG_AGO)).contains(Instant.parse("2026-11-23T02:00:00Z"));
    assertThat(cron.after(Instant.parse("2026-11-23T02:00:00Z"), LONG_AGO)).contains(Instant.parse("2026-11-23T02:00:00Z"));
    assertThat(cron.atOrBefore(noon, noon.plus(Duration.ofHours(13)))).isEmpty();
    assertThat(cron.atOrBefore(noon, noon.plus(Duration.ofHours(14)))).contains(Instant.parse("2026-11-23T02:00:00Z"));
  }

  @ParameterizedTest(name = "{0} first comes on {1}")
  @CsvSource({
      "0 3 * * 1,     2026-11-23T03:00:00Z",   // driver statistics: Monday at three
      "0 3 * * MON,   2026-11-23T03:00:00Z",
      "0 0 * * 7,     2026-11-29T00:00:00Z",   // seven is Sunday, as nought is
      "0 0 29 2 *,    2028-02-29T00:00:00Z",
      "30 6 1 1-7 *,  2027-01-01T06:30:00Z",
      "0 0 13 * 5,    2026-11-27T00:00:00Z",   // on the 13th and on Fridays, as crontab has it
      "0 8-18/5 * * *, 2026-11-22T13:00:00Z",
  })
  void entries_are_read_as_crontab_reads_them(String entry, Instant first) {
    assertThat(new Cron(entry, ZoneOffset.UTC).after(LONG_AGO, Instant.parse("2026-11-22T12:00:00Z"))).contains(first);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
      "0 2 * *,      five fields",
      "@daily,       five fields",
      "61 * * * *,   61",
      "*/0 * * * *,  0",
      "x 2 * * *,    x",
      "0 0 30 2 *,   never comes",
  })
  void nonsense_is_refused(String entry, String why) {
    assertThatThrownBy(() -> new Cron(entry, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
  }

  /** The four whose races we follow, and one that changed its clocks at midnight. */
  @Provide Arbitrary<ZoneId> wholeHours() {
    return Arbitraries.of("Pacific/Auckland", "Australia/Sydney", "Europe/London", "America/New_York", "America/Sao_Paulo").map(ZoneId::of);
  }

  /** And one that changes them by half an hour. */
  @Provide Arbitrary<ZoneId> zones() {
    return Arbitraries.oneOf(wholeHours(), Arbitraries.just(ZoneId.of("Australia/Lord_Howe")));
  }

  @Provide Arbitrary<String> entries() {
    return Arbitraries.of("30 2 * * *", "0 2 * * *", "0 * * * *", "*/15 * * * *", "0 */6 * * *", "0 3 * * 1", "30 1,2 1 * *");
  }

  private static List<Instant> on(LocalDate day, ZoneId zone, Cron cron) {
    return between(day, day.plusDays(1), zone, cron);
  }

  private static List<Instant> in(Year year, ZoneId zone, Cron cron) {
    return between(year.atDay(1), year.plusYears(1).atDay(1), zone, cron);
  }

  private static List<Instant> between(LocalDate from, LocalDate to, ZoneId zone, Cron cron) {
    var end = to.atStartOfDay(zone).toInstant();
    return Stream.iterate(cron.after(LONG_AGO, from.atStartOfDay(zone).toInstant().minusNanos(1)).orElseThrow(),
        slot -> slot.isBefore(end), slot -> cron.after(LONG_AGO, slot).orElseThrow()).toList();
  }

  private static List<Instant> every(Duration step, Instant from, int count) {
    return Stream.iterate(from, slot -> slot.plus(step)).limit(count).toList();
  }

  private static List<Duration> gaps(List<Instant> slots) {
    return Stream.iterate(1, n -> n < slots.size(), n -> n + 1).map(n -> Duration.between(slots.get(n - 1), slots.get(n))).toList();
  }
}
