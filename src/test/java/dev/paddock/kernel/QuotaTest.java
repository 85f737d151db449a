package dev.paddock.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.kernel.Quota.Ask;
import dev.paddock.kernel.Quota.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final Ask NEAR = new Ask(1, true);
  static final Ask FAR = new Ask(1, false);

  /** A provider's book of one quota, as the database keeps it: packed between any two takes. */
  static final class Book {
    final Quota quota;
    byte[] packed = new byte[0];

    Book(Quota quota) {
      this.quota = quota;
    }

    Optional<Wait> take(Instant now, Ask ask) {
      var round = quota.at(now, Taken.unpack(packed), 0);
      var wait = round.take(ask);
      if (wait.isEmpty()) packed = round.taken().pack();
      return wait;
    }

    int takeAll(Instant now, Ask ask) {
      int taken = 0;
      while (take(now, ask).isEmpty()) taken++;
      return taken;
    }
  }

  @ParameterizedTest(name = "{0} reads as {1}")
  @CsvSource({"4/PT1S, 4/PT1S", "20/second, 20/second", "600/minute, 600/minute", "1000/day, 1000/day", "weight 400/pt5s, weight 400/PT5S"})
  void limits_are_read_as_they_are_written(String text, String limit) {
    assertThat(Limit.parse(text)).hasToString(limit.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "0/PT1S", "4/", "4/week", "4/PT0S", "-4/PT1S", "4/PT-1S", "99999999999/day", "weight/day"})
  void nonsense_is_refused(String text) {
    assertThatThrownBy(() -> Limit.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test void the_fifth_call_within_a_second_waits_until_the_first_is_surely_a_second_ago() {
    var jolpica = new Book(Quota.of(new Limit(4, Duration.ofSeconds(1)), new Limit(500, Duration.ofHours(1))));
    for (int n = 0; n < 4; n++) assertThat(jolpica.take(NOON.plusMillis(10 * n), NEAR)).isEmpty();
    assertThat(jolpica.take(NOON.plusMillis(50), NEAR)).map(Wait::opens).contains(NOON.plusMillis(1_040));
    assertThat(jolpica.take(NOON.plusMillis(1_040), NEAR)).isEmpty();
    assertThat(jolpica.take(NOON.plusMillis(1_041), NEAR)).map(Wait::opens).contains(NOON.plusMillis(1_050));
  }

  @Test void a_full_second_begins_anew_but_for_those_near_its_edge() {
    var betfair = new Book(Quota.of(Limit.parse("20/second")));
    assertThat(betfair.takeAll(NOON.plusMillis(500), NEAR)).isEqualTo(20);
    assertThat(betfair.take(NOON.plusMillis(900), NEAR)).map(Wait::opens).contains(NOON.plusMillis(1_050));
    assertThat(betfair.takeAll(NOON.plusMillis(1_050), NEAR)).isEqualTo(20);
    assertThat(betfair.takeAll(NOON.plusMillis(3_900), NEAR)).isEqualTo(20);
    assertThat(betfair.takeAll(NOON.plusMillis(4_200), NEAR)).as("those of 3.9 may arrive after 4.0").isZero();
    assertThat(betfair.takeAll(NOON.plusMillis(5_050), NEAR)).isEqualTo(20);
  }

  @Test void a_day_ends_at_midnight_in_utc() {
    var daily = new Book(Quota.of(Limit.parse("1000/day")));
    assertThat(daily.takeAll(NOON, NEAR)).isEqualTo(1000);
    assertThat(daily.take(NOON.plusSeconds(60), NEAR)).map(Wait::opens).contains(Instant.parse("2025-03-17T00:00:01Z"));
    assertThat(daily.takeAll(Instant.parse("2025-03-17T00:00:01Z"), NEAR)).isEqualTo(1000);
  }

  @Test void weights_are_counted_where_they_are_limited_and_one_that_is_too_heavy_for_ever_is_a_mistake() {
    var quota = new Quota(List.of(Limit.parse("weight 400/PT10S")), 200);
    var book = new Book(quota);
    assertThat(book.take(NOON, new Ask(200, true))).isEmpty();
    assertThat(book.take(NOON, new Ask(150, true))).isEmpty();
    assertThat(book.take(NOON, new Ask(51, true))).isPresent();
    assertThat(book.take(NOON, new Ask(50, true))).isEmpty();
    assertThat(quota.tooHeavy(200)).isFalse();
    assertThat(quota.tooHeavy(201)).isTrue();
  }

  @Test void without_limits_everybody_may() {
    var round = Quota.NONE.at(NOON, Taken.NOTHING, 0);
    assertThat(IntStream.range(0, 1000).allMatch(n -> round.take(NEAR).isEmpty())).isTrue();
  }

  @Test void those_far_from_their_start_leave_room_for_as_many_near_ones_as_came_lately() {
    var book = new Book(Quota.of(new Limit(600, Duration.ofMinutes(1))));
    int far = 0;
    for (int second = 0; second < 60; second++) { // five near ones a second, which is half of it
      for (int n = 0; n < 5; n++) assertThat(book.take(NOON.plusSeconds(second).plusMillis(n), NEAR)).as("second %s", second).isEmpty();
      far += book.takeAll(NOON.plusSeconds(second).plusMillis(500), FAR);
    }
    assertThat(far).isBetween(270, 300);
  }

  @Test void those_far_from_their_start_do_not_take_a_window_at_once() {
    var book = new Book(Quota.of(new Limit(600, Duration.ofMinutes(1))));
    assertThat(book.takeAll(NOON, FAR)).isEqualTo(61);
    assertThat(book.takeAll(NOON.plusSeconds(1), FAR)).isZero();
    assertThat(book.takeAll(NOON.plusSeconds(7), FAR)).isEqualTo(61);
  }

  @Test void a_limit_that_is_changed_keeps_its_history_and_one_that_is_gone_is_forgotten() {
    var book = new Book(Quota.of(new Limit(10, Duration.ofHours(1)), Limit.parse("100/day")));
    assertThat(book.takeAll(NOON, NEAR)).isEqualTo(10);
    var raised = new Book(Quota.of(new Limit(12, Duration.ofHours(1))));
    raised.packed = book.packed;
    assertThat(raised.takeAll(NOON.plusSeconds(1), NEAR)).isEqualTo(2);
    assertThat(Taken.unpack(raised.packed).measures()).containsOnlyKeys("/PT1H", "near");
  }

  @Test void the_book_stays_small() {
    var book = new Book(new Quota(Limit.parseAll("weight 5000/PT5S, 20/second, 6000/PT1H, 100000/day"), 200));
    for (int n = 0; n < 20_000; n++) book.take(NOON.plusMillis(250L * n), new Ask(40, n % 2 == 0));
    assertThat(book.packed).hasSizeLessThan(12_000);
  }

  @Test void what_is_used_and_when_some_of_it_is_free_again_can_be_seen() {
    var book = new Book(Quota.of(new Limit(4, Duration.ofSeconds(1)), Limit.parse("1000/day")));
    book.takeAll(NOON, NEAR);
    var seen = book.quota.at(NOON.plusMillis(100), Taken.unpack(book.packed), 0).allowances();
    assertThat(seen).extracting(a -> a.limit() + " " + a.used() + " " + a.resets())
        .containsExactly("4/PT1S 4 2025-03-16T12:00:01.040Z", "1000/day 4 2025-03-17T00:00:00Z");
  }

  /** Requests as they arrive: some time in their validity and on the way later, by a clock that is not ours. */
  @Property(tries = 300) void no_window_of_the_provider_ever_holds_more_than_it_allows(@ForAll("quotas") Quota quota,
      @ForAll @Size(max = 400) List<@IntRange(max = 700) Integer> gaps, @ForAll Random chance) {
    var book = new Book(quota);
    var arrived = new ArrayList<Arrival>();
    var now = NOON.minusSeconds(chance.nextInt(100));
    var clock = Duration.ofMillis(chance.nextInt(20));
    for (int gap : gaps) {
      now = now.plusMillis(gap);
      var ask = new Ask(1 + chance.nextInt(5), chance.nextBoolean());
      if (book.take(now, ask).isEmpty()) arrived.add(new Arrival(now.plusNanos(chance.nextLong(quota.validity().toNanos()))
          .plusMillis(chance.nextInt(20)).minus(clock), ask.weight()));
    }
    assertThat(violations(quota, arrived)).isEmpty();
  }

  @Property(tries = 100) void whoever_comes_back_when_told_gets_a_turn_in_the_end(@ForAll("quotas") Quota quota,
      @ForAll @IntRange(min = 1, max = 60) int askers, @ForAll boolean near) {
    var book = new Book(quota);
    var now = NOON;
    for (int asked = 0, served = 0; served < askers; asked++) {
      assertThat(asked).as("somebody asks again and again").isLessThan(50_000);
      var wait = book.take(now, new Ask(1, near));
      if (wait.isEmpty()) served++;
      else {
        assertThat(wait.get().opens()).isAfter(now);
        now = wait.get().opens();
      }
    }
  }

  /** Ten minutes of three times what is allowed, from a standing start: half of it is near and comes every 15 s, the rest always waits. */
  @ParameterizedTest(name = "{0}: {1} near races")
  @CsvSource(delimiter = '|', value = {
      "20/second, 600/minute      | 75",
      "20/second, 600/PT1M        | 75",
      "100/PT10S                  | 75",
      "100/PT10S                  | 140",
      "5/second                   | 30",
      "10/PT1S                    | 60",
      "15/second, 9000/PT1H       | 100",
  })
  void of_three_times_the_quota_the_near_ones_are_on_time_and_nearly_all_of_it_is_used(String limits, int races) {
    var quota = new Quota(Limit.parseAll(limits), 0);
    var day = new Rush(quota, races, Duration.ofMinutes(10));
    day.run();
    assertThat(violations(quota, day.arrived)).isEmpty();
    assertThat(day.onTime()).as("near on time").isGreaterThanOrEqualTo(0.99);
    assertThat(day.used()).as("used").isGreaterThanOrEqualTo(0.95);
  }

  record Arrival(Instant at, int weight) {}

  private static final class Rush {
    final Book book;
    final int races;
    final Duration length;
    final Random chance = new Random(7);
    final List<Arrival> arrived = new ArrayList<>();
    int due;
    int late;

    Rush(Quota quota, int races, Duration length) {
      this.book = new Book(quota);
      this.races = races;
      this.length = length;
    }

    void run() {
      var waiting = new ArrayDeque<Instant>();
      for (long ms = 0; ms < length.toMillis(); ms += 5) {
        var now = NOON.plusMillis(ms);
        for (int race = 0; race < races; race++) {
          if ((ms + 15_000L * race / races / 5 * 5) % 15_000 != 0) continue;
          waiting.add(now);
          due++;
        }
        while (!waiting.isEmpty() && take(now, true)) if (waiting.poll().plusSeconds(1).isBefore(now)) late++;
        while (waiting.isEmpty() && take(now, false)) {}
      }
      late += waiting.size();
    }

    boolean take(Instant now, boolean near) {
      if (book.take(now, new Ask(1, near)).isPresent()) return false;
      arrived.add(new Arrival(now.plusNanos(chance.nextLong(book.quota.validity().toNanos())).plusMillis(chance.nextInt(20)), 1));
      return true;
    }

    double onTime() {
      return 1 - (double) late / due;
    }

    /** Of what the tightest limit allows in that time. */
    double used() {
      var allowed = book.quota.limits().stream().mapToDouble(l -> (double) l.amount() * length.toMillis() / l.length().toMillis()).min();
      return arrived.size() / allowed.orElseThrow();
    }
  }

  @Provide Arbitrary<Quota> quotas() {
    return Arbitraries.of("3/PT1S", "20/second", "30/PT10S", "60/minute", "200/PT1M", "weight 30/PT2S", "weight 100/minute", "150/PT30S",
            "7/second")
        .list().ofMinSize(1).ofMaxSize(3).uniqueElements().map(texts -> new Quota(texts.stream().map(Limit::parse).toList(), 0));
  }

  /** In words, each window that holds too much, as the provider counts them. */
  private static List<String> violations(Quota quota, List<Arrival> arrivals) {
    var all = arrivals.stream().sorted(Comparator.comparing(Arrival::at)).toList();
    var found = new ArrayList<String>();
    for (var limit : quota.limits()) {
      long length = limit.length().toNanos() / 1000;
      long sum = 0;
      for (int first = 0, last = 0; last < all.size(); last++) {
        sum += limit.unit() == Limit.Unit.CALLS ? 1 : all.get(last).weight();
        for (; !same(limit, length, all.get(first).at(), all.get(last).at()); first++) {
          sum -= limit.unit() == Limit.Unit.CALLS ? 1 : all.get(first).weight();
        }
        if (sum > limit.amount()) found.add(sum + " instead of " + limit + " from " + all.get(first).at() + " to " + all.get(last).at());
      }
    }
    return found;
  }

  private static boolean same(Limit limit, long length, Instant first, Instant last) {
    long from = ChronoUnit.MICROS.between(Instant.EPOCH, first);
    long to = ChronoUnit.MICROS.between(Instant.EPOCH, last);
    return limit.window() == Limit.Window.SLIDING ? to - from < length : Math.floorDiv(from, length) == Math.floorDiv(to, length);
  }
}
