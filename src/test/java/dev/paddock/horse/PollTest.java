package dev.paddock.horse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.bus.Message;
import dev.paddock.db.Outbox;
import dev.paddock.db.Pools;
import dev.paddock.horse.ScriptedHorses.Story;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.Outcome;
import dev.paddock.horse.contract.Horses.RaceAmended;
import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.contract.Horses.RaceFinal;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import dev.paddock.horse.contract.Horses.Taken;
import dev.paddock.horse.contract.Horses.Told;
import dev.paddock.horse.provider.HorseSource.Listed;
import dev.paddock.horse.provider.HorseSource.Look;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceCard.Meeting;
import dev.paddock.horse.rules.RaceCard.Race;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.store.CardStore;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.horse.store.RaceWrites;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The races of a meeting at Ellerslie, told by a provider, on a real database. */
class PollTest {
  static final Instant START = Instant.parse("2026-11-22T01:05:00Z");
  static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
  static final Dividend WIN_INTERIM = new Dividend("Pool Win", "1", "interim", 3_400);
  static final Dividend WIN = new Dividend("Pool Win", "1", "final", 3_400);

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Pools pools = Pools.open(vertx, TestDatabase.fresh(), new Pools.Sizes(4, 2, Duration.ofSeconds(30)));
  final Clock clock = new Clock();
  final ScriptedHorses source = new ScriptedHorses(clock, 3);
  final Turns turns = new Turns(pools.transactions(), clock);
  final Followed followed = new Followed(source, "horse", AUCKLAND, true, Duration.ofHours(12));
  final List<Message> told = new CopyOnWriteArrayList<>();
  final List<RacesLookedAt> counted = new CopyOnWriteArrayList<>();
  final List<Steer> steered = new CopyOnWriteArrayList<>();

  /** A clock that the test sets. */
  static final class Clock implements Timers {
    volatile Instant now = START.minus(Duration.ofHours(3));

    @Override public Instant instant() {
      return now;
    }

    @Override public Wakeup wakeAt(Instant when, Supplier<? extends CompletionStage<?>> task) {
      throw new UnsupportedOperationException("polls are woken by the scheduler");
    }
  }

  @BeforeEach void open() {
    bus.on(Horses.RACE_CHANGED, told::add).await();
    bus.on(Horses.RACE_FINAL, told::add).await();
    bus.on(Horses.RACE_AMENDED, told::add).await();
    bus.on(Horses.LOOKED_AT, counted::add).await();
    bus.answer(Scheduling.STEER, steer -> {
      steered.add(steer);
      return Future.succeededFuture(new Steered.Done(Optional.empty()));
    }).await();
    var stores = new PollVerticle.Stores(new RaceStore(pools.reads(), pools.transactions()), new RaceWrites(), new CardStore());
    vertx.deployVerticle(new PollVerticle(bus, clock, turns, stores, Outbox.CLOSED, List.of(followed))).await();
    PollVerticle.cardPlans(List.of(followed)).forEach(plan -> turns.plans.put(plan.subject(), plan));
  }

  @AfterEach void close() {
    pools.close().await();
    vertx.close().await();
  }

  @Test void the_days_card_is_planned_and_planned_once() {
    card(race("a", 1, START), race("b", 2, START.plusSeconds(1_800)));
    discover();
    assertThat(turns.last()).isEqualTo("changed: 2 races of 1 meetings, 2 new");
    assertThat(turns.plans.get("horse:1")).isEqualTo(new Scheduling.Plan("horse:1", "horse.poll", "horse", START,
        Optional.of(START.plus(Duration.ofHours(12))), "tabnz", Duration.ofSeconds(15)));
    assertThat(turns.plans).containsOnlyKeys("horse-day:tabnz", "horse:1", "horse:2");
    turns.plans.remove("horse:2");
    discover();
    assertThat(turns.last()).isEqualTo("done: 2 races of 1 meetings, 0 new");
    assertThat(turns.plans).as("what was planned once is its own business").doesNotContainKey("horse:2");
  }

  @Test void a_list_that_leaves_a_race_out_takes_nothing_away() {
    card(race("a", 1, START), race("b", 2, START));
    discover();
    card(race("a", 1, START));
    discover();
    assertThat(one("select count(*) as n from horse_race").getLong("n")).isEqualTo(2);
    assertThat(turns.plans).containsKey("horse:2");
  }

  @Test void a_list_with_another_start_plans_anew_and_keeps_the_old_one() {
    onTheCard("a");
    card(race("a", 1, START.minusSeconds(7_200)));
    discover();
    assertThat(turns.last()).isEqualTo("changed: 1 races of 1 meetings, 0 new, 1 moved");
    assertThat(turns.plans.get("horse:1").anchor()).isEqualTo(START.minusSeconds(7_200));
    var moved = one("select was, start from horse_start where race_id = 1");
    assertThat(moved.getOffsetDateTime("was").toInstant()).isEqualTo(START);
    assertThat(told).containsExactly(new RaceChanged(1, 1));
  }

  @Test void a_day_that_cannot_be_listed_is_tried_again_and_the_other_is_kept() {
    card(race("a", 1, START));
    source.cards.put(LocalDate.of(2026, 11, 23), new Listed.Failed("503", Optional.empty()));
    discover();
    assertThat(turns.last()).isEqualTo("retry: 503");
    assertThat(turns.plans).containsKey("horse:1");
  }

  @Test void the_first_look_stores_the_race_and_the_same_again_touches_nothing() {
    onTheCard("a");
    source.says("a", Story.of("a", START).full());
    pollAt(START.minusSeconds(3_600));
    assertThat(turns.last()).startsWith("changed: open");
    assertThat(told).containsExactly(new RaceChanged(1, 1));
    assertThat(column("select number || ' ' || name || ' ' || (prices->>'fixed_win') from horse_runner order by number"))
        .containsExactly("1 Ruji 3400", "2 Frosbie 5000", "3 Ballinran 12000");
    var rows = versions();
    told.clear();
    turns.transactions = 0;
    pools.reads().query("alter table horse_race rename to nobody_may_look").execute().await();
    pollAt(START.minusSeconds(3_300));
    assertThat(turns.last()).isEqualTo("done: unchanged");
    pools.reads().query("alter table nobody_may_look rename to horse_race").execute().await();
    assertThat(turns.transactions).isZero();
    assertThat(versions()).isEqualTo(rows);
    assertThat(told).isEmpty();
    assertThat(counted).last().isEqualTo(new RacesLookedAt("tabnz", Map.of(Outcome.UNCHANGED, 1)));
  }

  @Test void only_what_changed_is_written() {
    onTheCard("a");
    var story = Story.of("a", START);
    source.says("a", story.full());
    pollAt(START.minusSeconds(600));
    var before = runnerVersions();
    source.says("a", story.price(2, 4_800).full());
    pollAt(START.minusSeconds(540));
    assertThat(turns.last()).isEqualTo("changed: 1 prices moved");
    assertThat(runnerVersions()).satisfies(after -> assertThat(after.get(0)).isEqualTo(before.get(0)))
        .satisfies(after -> assertThat(after.get(1)).isNotEqualTo(before.get(1)))
        .satisfies(after -> assertThat(after.get(2)).isEqualTo(before.get(2)));
    assertThat(prices(2)).containsExactly(5_000, 4_800);
    assertThat(prices(1)).containsExactly(3_400);
    assertThat(told).last().isEqualTo(new RaceChanged(1, 2));
  }

  @Test void one_race_is_asked_alone_and_several_together() {
    onTheCard("a", "b", "c", "d");
    for (var id : List.of("a", "b", "c", "d")) source.says(id, Story.of(id, START).full());
    pollAt(START.minusSeconds(300), 1);
    pollAt(START.minusSeconds(285), 1, 2, 3, 4);
    assertThat(source.asked).containsExactly(List.of("a"), List.of("a", "b", "c"), List.of("d"));
    assertThat(one("select count(*) as n from horse_race where revision = 1").getLong("n")).isEqualTo(4);
  }

  @Test void a_batch_that_tells_half_leaves_the_other_half_as_it_was() {
    onTheCard("a", "b");
    source.says("a", Story.of("a", START).full());
    source.says("b", Story.of("b", START).full());
    pollAt(START.minusSeconds(300), 1, 2);
    turns.log.clear();
    source.says("a", Story.of("a", START).price(1, 3_000).full());
    source.answers("b", new Look.Missing("not in the answer", source.exchange()));
    pollAt(START.minusSeconds(285), 1, 2);
    assertThat(turns.log).containsExactlyInAnyOrder("retry: not in the answer", "changed: 1 prices moved");
    assertThat(one("select status from horse_race where id = 2").getString("status")).isEqualTo("OPEN");
    assertThat(one("select count(*) as n from horse_runner where race_id = 2").getLong("n")).isEqualTo(3);
  }

  @Test void failures_are_retried_and_limits_waited_for() {
    onTheCard("a");
    source.answers("a", new Look.Failed("a body that is cut off", Optional.of(source.exchange())));
    pollAt(START.minusSeconds(300));
    source.answers("a", new Look.Later(START.minusSeconds(200), "429", Optional.empty()));
    pollAt(START.minusSeconds(285));
    assertThat(turns.log).endsWith("retry: a body that is cut off", "deferred: 429");
    assertThat(counted).extracting(RacesLookedAt::races).endsWith(Map.of(Outcome.FAILED, 1), Map.of(Outcome.DEFERRED, 1));
  }

  @Test void a_row_of_a_meeting_and_the_race_in_full_are_each_compared_with_their_like() {
    onTheCard("a");
    var story = Story.of("a", START);
    source.says("a", story.full());
    pollAt(START.minusSeconds(600));
    source.says("a", story.brief());
    pollAt(START.minusSeconds(540));
    assertThat(turns.last()).isEqualTo("done: unchanged");
    source.says("a", story.is(RaceStatus.CLOSED).brief());
    pollAt(START.minusSeconds(480));
    assertThat(turns.last()).isEqualTo("changed: closed");
    source.says("a", story.is(RaceStatus.CLOSED).full());
    pollAt(START.minusSeconds(420));
    assertThat(turns.last()).isEqualTo("done: unchanged");
    assertThat(one("select count(*) as n from horse_runner").getLong("n")).isEqualTo(3);
  }

  @Test void a_race_from_the_gate_to_its_confirmed_result() {
    onTheCard("a");
    var story = Story.of("a", START);
    source.says("a", story.full());
    pollAt(START.minusSeconds(15));
    source.says("a", story.is(RaceStatus.CLOSED).jumped(START.plusSeconds(68)).full());
    pollAt(START.plusSeconds(300));
    story = story.jumped(START.plusSeconds(68)).placed(1, 2, 3).paid(WIN_INTERIM);
    source.says("a", story.is(RaceStatus.INTERIM).full());
    pollAt(START.plusSeconds(600));
    source.says("a", story.is(RaceStatus.FINAL).full());
    pollAt(START.plusSeconds(900));
    assertThat(turns.plans.get("horse:1").cadence()).as("the tote has not confirmed").isEqualTo("horse");
    source.says("a", story.is(RaceStatus.FINAL).paid(WIN_INTERIM, WIN).full());
    pollAt(START.plusSeconds(1_200));
    assertThat(turns.last()).endsWith(": final");
    assertThat(turns.plans.get("horse:1")).satisfies(plan -> assertThat(plan.cadence()).isEqualTo("horse-final"))
        .satisfies(plan -> assertThat(plan.anchor()).isEqualTo(START.plusSeconds(1_200)));
    assertThat(told).contains(new RaceFinal(1, 5));
    pollAt(START.plusSeconds(1_260)); // an operator looked: that is no confirmation five minutes later
    pollAt(START.plusSeconds(1_500));
    assertThat(turns.plans).containsKey("horse:1");
    pollAt(START.plusSeconds(1_800));
    assertThat(turns.last()).isEqualTo("stopped: unchanged: final, confirmed 2 times");
    assertThat(turns.plans).doesNotContainKey("horse:1");
    assertThat(told).noneMatch(RaceAmended.class::isInstance);
    assertThat(column("select kind from horse_revision order by revision"))
        .containsExactly("STATUS", "STATUS", "RESULT", "STATUS", "FINAL");
    assertThat(column("select status from horse_dividend order by status")).as("both stand side by side")
        .containsExactly("final", "interim");
    assertThat(source.wanted.getLast().seen().cardAt()).as("a confirmation is asked for in full").isEqualTo(Instant.EPOCH);
  }

  @Test void an_upheld_protest_amends_the_result_and_is_confirmed_anew() {
    var story = finished("a");
    var upheld = story.placings(List.of(new Placing(1, 2, "", ""), new Placing(2, 1, "", "relegated"), new Placing(3, 3, "", "")))
        .paid(new Dividend("Pool Win", "2", "final", 5_000)).protest("Protest UPHELD 2nd (#2) vs 1st (#1)");
    source.says("a", upheld.at(START.plusSeconds(890)).full());
    pollAt(START.plusSeconds(900));
    assertThat(turns.last()).startsWith("changed: amended: ").contains("Protest UPHELD");
    assertThat(told).endsWith(new RaceAmended(1, 3), new RaceChanged(1, 3));
    assertThat(turns.plans.get("horse:1").anchor()).isEqualTo(START.plusSeconds(900));
    source.says("a", upheld.at(START.plusSeconds(1_190)).full());
    pollAt(START.plusSeconds(1_200));
    assertThat(turns.plans).containsKey("horse:1");
    source.says("a", upheld.at(START.plusSeconds(1_490)).full());
    pollAt(START.plusSeconds(1_500));
    assertThat(turns.last()).startsWith("stopped");
    assertThat(column("select number::text from horse_result order by place")).containsExactly("2", "1", "3");
    assertThat(column("select description from horse_dividend")).containsExactly("2");
    assertThat(column("select rows->'results'->0->>'number' from horse_revision order by revision")).as("what it was stays")
        .endsWith("1", "2");
  }

  @Test void a_provider_that_hangs_confirms_nothing() {
    var story = Story.of("a", START).is(RaceStatus.FINAL).placed(1, 2, 3).paid(WIN);
    onTheCard("a");
    source.says("a", story.at(START.plusSeconds(600)).full());
    for (int minutes = 10; minutes <= 40; minutes += 5) pollAt(START.plusSeconds(60L * minutes));
    assertThat(turns.plans.get("horse:1").cadence()).as("the same answer for half an hour").isEqualTo("horse-final");
    source.says("a", story.placed(2, 1, 3).at(START.plusSeconds(2_690)).full());
    pollAt(START.plusSeconds(2_700));
    assertThat(turns.last()).startsWith("changed: amended: ");
    for (int minutes = 50; minutes <= 55; minutes += 5) {
      source.says("a", story.placed(2, 1, 3).at(START.plusSeconds(60L * minutes)).full());
      pollAt(START.plusSeconds(60L * minutes));
    }
    assertThat(turns.last()).isEqualTo("stopped: unchanged: final, confirmed 2 times");
  }

  @Test void a_protest_re_opens_a_final_race_with_its_placings() {
    var story = finished("a");
    source.says("a", story.is(RaceStatus.INTERIM).protest("Protest 2nd vs 1st").full());
    pollAt(START.plusSeconds(900));
    assertThat(told).endsWith(new RaceAmended(1, 3), new RaceChanged(1, 3));
    assertThat(turns.plans.get("horse:1").cadence()).isEqualTo("horse");
    assertThat(column("select number::text from horse_result order by place")).containsExactly("1", "2", "3");
    source.says("a", story.full());
    pollAt(START.plusSeconds(1_200));
    assertThat(turns.plans.get("horse:1").cadence()).isEqualTo("horse-final");
  }

  @Test void a_frozen_answer_takes_no_result_back() {
    var story = finished("a");
    source.says("a", Story.of("a", START).at(START.minusSeconds(60)).full());
    pollAt(START.plusSeconds(900));
    assertThat(turns.last()).startsWith("retry: refused: an answer of " + START.minusSeconds(60) + ", older than what is known");
    assertThat(one("select status from horse_race").getString("status")).isEqualTo("FINAL");
    assertThat(column("select number::text from horse_result order by place")).containsExactly("1", "2", "3");
    source.says("a", story.at(START.plusSeconds(1_100)).full());
    pollAt(START.plusSeconds(1_200));
    for (int at = 1_500; at <= 1_800; at += 300) {
      source.says("a", story.at(START.plusSeconds(at - 100)).full());
      pollAt(START.plusSeconds(at));
    }
    assertThat(turns.last()).as("two confirmations, counted anew").startsWith("stopped");
    assertThat(counted).extracting(RacesLookedAt::races).contains(Map.of(Outcome.REFUSED, 1));
  }

  @Test void a_dead_heat_has_one_place_twice() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.INTERIM)
        .placings(List.of(new Placing(1, 1, "", ""), new Placing(1, 3, "", "DH"), new Placing(3, 2, "", ""))).full());
    pollAt(START.plusSeconds(300));
    assertThat(column("select place || ':' || number from horse_result order by place, number")).containsExactly("1:1", "1:3", "3:2");
  }

  @Test void a_start_that_moved_is_followed_at_once_and_remembered() {
    onTheCard("a");
    source.says("a", Story.of("a", START).full());
    pollAt(START.minusSeconds(900));
    source.says("a", Story.of("a", START.minusSeconds(120)).full());
    pollAt(START.minusSeconds(840));
    assertThat(turns.plans.get("horse:1").anchor()).isEqualTo(START.minusSeconds(120));
    source.says("a", Story.of("a", START.plusSeconds(86_400)).full());
    pollAt(START.minusSeconds(780));
    assertThat(turns.last()).startsWith("stopped: ").endsWith("followed anew from " + START.plusSeconds(86_400));
    assertThat(turns.plans.get("horse:1").until()).contains(START.plusSeconds(86_400).plus(Duration.ofHours(12)));
    assertThat(column("select to_char(start at time zone 'utc', 'DD HH24:MI') from horse_start order by seen_at"))
        .containsExactly("22 01:03", "23 01:05");
  }

  @Test void a_late_scratching_is_kept_with_its_time() {
    onTheCard("a");
    source.says("a", Story.of("a", START).full());
    pollAt(START.minusSeconds(300));
    source.says("a", Story.of("a", START).scratched(3, START.minusSeconds(290)).full());
    pollAt(START.minusSeconds(285));
    assertThat(turns.last()).contains("3 Ballinran is scratched");
    var runner = one("select scratched, late, scratched_at from horse_runner where number = 3");
    assertThat(runner.getBoolean("scratched")).isTrue();
    assertThat(runner.getOffsetDateTime("scratched_at").toInstant()).isEqualTo(START.minusSeconds(290));
  }

  @Test void an_abandoned_race_is_looked_at_no_more() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.ABANDONED).full());
    pollAt(START.minusSeconds(600));
    assertThat(turns.last()).startsWith("stopped: abandoned").endsWith(": abandoned");
    assertThat(turns.plans).doesNotContainKey("horse:1");
    assertThat(told).containsExactly(new RaceChanged(1, 1));
  }

  @Test void a_race_that_never_ends_is_given_up_and_counted() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.CLOSED).full());
    pollAt(START.plusSeconds(300));
    pollAt(START.plus(Duration.ofHours(12)));
    assertThat(turns.last()).endsWith("never became final");
    assertThat(counted.getLast().races()).containsEntry(Outcome.GIVEN_UP, 1).containsEntry(Outcome.FROZEN, 1);
  }

  @Test void so_is_one_that_cannot_be_asked_about() {
    onTheCard("a");
    source.answers("a", new Look.Failed("503", Optional.empty()));
    pollAt(START.plus(Duration.ofHours(12)));
    assertThat(turns.last()).isEqualTo("stopped: 503: never became final");
  }

  @Test void silence_after_the_start_is_noted_once() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.CLOSED).full());
    pollAt(START.plusSeconds(60));
    pollAt(START.plusSeconds(1_800));
    assertThat(turns.last()).isEqualTo("done: unchanged");
    pollAt(START.plusSeconds(2_100));
    assertThat(turns.last()).isEqualTo("done: unchanged; frozen? nothing new for 34 min");
    pollAt(START.plusSeconds(2_400));
    assertThat(counted.stream().mapToInt(c -> c.races().getOrDefault(Outcome.FROZEN, 0)).sum()).isEqualTo(1);
  }

  @Test void a_word_that_nobody_knows_is_counted_and_polled_on() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.UNKNOWN).full());
    pollAt(START.minusSeconds(300));
    assertThat(one("select status, status_word from horse_race").getString("status")).isEqualTo("UNKNOWN");
    assertThat(turns.plans).containsKey("horse:1");
    assertThat(counted.getLast().races()).containsEntry(Outcome.UNKNOWN_STATUS, 1);
  }

  @Test void a_race_without_a_dividend_is_final_after_half_an_hour() {
    onTheCard("a");
    source.says("a", Story.of("a", START).is(RaceStatus.FINAL).placed(1, 2, 3).full());
    pollAt(START.plusSeconds(600));
    pollAt(START.plusSeconds(2_100));
    assertThat(turns.last()).isEqualTo("done: unchanged");
    pollAt(START.plusSeconds(2_400));
    assertThat(turns.last()).isEqualTo("changed: no dividend came: final");
    assertThat(turns.plans.get("horse:1").cadence()).isEqualTo("horse-final");
  }

  @Test void one_odd_race_does_not_hold_up_the_others() {
    onTheCard("a", "b");
    source.says("a", Story.of("a", START).placings(List.of(new Placing(0, 1, "", ""))).full()); // a place that no row can have
    source.says("b", Story.of("b", START).full());
    pollAt(START.minusSeconds(300), 1, 2);
    assertThat(one("select revision from horse_race where id = 2").getLong("revision")).isEqualTo(1);
    assertThat(one("select revision from horse_race where id = 1").getLong("revision")).isZero();
    assertThat(told).containsExactly(new RaceChanged(2, 1));
  }

  @Test void a_pushed_body_is_entered_like_an_answer_and_the_next_poll_does_not_trust_its_memo() {
    onTheCard("a");
    var story = Story.of("a", START);
    source.says("a", story.full());
    pollAt(START.minusSeconds(60));
    source.says("a", story.is(RaceStatus.CLOSED).full());
    clock.now = START.minusSeconds(50);
    assertThat(tell("a", Optional.of("as polled"))).isEqualTo(new Taken.Applied(true));
    assertThat(tell("a", Optional.of("as polled"))).isEqualTo(new Taken.Applied(false));
    assertThat(told).last().isEqualTo(new RaceChanged(1, 2));
    assertThat(steered).containsExactly(new Steer.Now("horse:1"));
    source.says("a", story.full());
    pollAt(START.minusSeconds(45));
    assertThat(turns.last()).isEqualTo("changed: open");
  }

  @Test void a_push_without_a_body_is_a_reason_to_look_and_nonsense_is_refused() {
    onTheCard("a");
    assertThat(tell("a", Optional.empty())).isEqualTo(new Taken.PolledNow());
    assertThat(tell("a", Optional.of("<html>"))).isInstanceOf(Taken.Malformed.class);
    assertThat(tell("z", Optional.empty())).isEqualTo(new Taken.NoSuchRace());
    assertThat(steered).containsExactly(new Steer.Now("horse:1"));
  }

  @Test void races_of_a_provider_that_is_not_configured_wait_for_it() {
    turns.plans.put("horse:9", new Scheduling.Plan("horse:9", "horse.poll", "horse", START, Optional.of(START.plusSeconds(43_200)), "neds",
        Duration.ZERO));
    clock.now = START;
    due("horse.poll", "horse:9");
    assertThat(turns.last()).isEqualTo("deferred: provider neds is not configured");
    clock.now = START.plusSeconds(50_000);
    due("horse.poll", "horse:9");
    assertThat(turns.last()).isEqualTo("stopped: provider neds is not configured");
  }

  /** The race ran, 1 before 2 before 3, and its result is final. */
  private Story finished(String id) {
    onTheCard(id);
    source.says(id, Story.of(id, START).at(START.minusSeconds(60)).full());
    pollAt(START.minusSeconds(15));
    var story = Story.of(id, START).is(RaceStatus.FINAL).placed(1, 2, 3).paid(WIN).at(START.plusSeconds(590));
    source.says(id, story.full());
    pollAt(START.plusSeconds(600));
    assertThat(turns.plans.get("horse:1").cadence()).isEqualTo("horse-final");
    return story;
  }

  private Taken tell(String raceId, Optional<String> body) {
    return bus.ask(Horses.TOLD, new Told("tabnz", raceId, body), Duration.ofSeconds(5)).await();
  }

  private void onTheCard(String... ids) {
    card(IntStream.range(0, ids.length).mapToObj(n -> race(ids[n], n + 1, START)).toArray(Race[]::new));
    discover();
    turns.log.clear();
  }

  private static Race race(String id, int number, Instant start) {
    return new Race(id, number, "Race " + number, start, 1_400, RaceStatus.OPEN, Optional.of("Good 4"), Optional.of("fine"));
  }

  private void card(Race... races) {
    source.card(LocalDate.of(2026, 11, 22), new RaceCard(List.of(new Meeting("m", "Ellerslie", LocalDate.of(2026, 11, 22),
        "thoroughbred", "NZ", "Ellerslie", List.of(races))), Optional.of(clock.now)));
  }

  private void discover() {
    due("horse.day", "horse-day:tabnz");
  }

  private void pollAt(Instant when, int... races) {
    clock.now = when;
    due("horse.poll", (races.length == 0 ? IntStream.of(1) : IntStream.of(races)).mapToObj(id -> "horse:" + id).toArray(String[]::new));
  }

  private void due(String kind, String... subjects) {
    var claims = List.of(subjects).stream().map(turns::claim).toList();
    bus.<DueWork, Worked>ask(Scheduling.due(kind), new DueWork(claims), Duration.ofSeconds(10)).await();
  }

  private Row one(String sql) {
    return pools.reads().query(sql).execute().await().iterator().next();
  }

  private List<String> column(String sql) {
    return StreamSupport.stream(pools.reads().query(sql).execute().await().spliterator(), false).map(row -> row.getString(0)).toList();
  }

  /** Which transaction wrote each row last: of a race that nobody touched they stay. */
  private List<String> versions() {
    var all = new ArrayList<String>();
    for (var table : List.of("horse_race", "horse_runner", "horse_price", "horse_revision"))
      all.addAll(column("select '" + table + " ' || xmin::text from " + table + " order by 1"));
    return all;
  }

  private List<String> runnerVersions() {
    return column("select xmin::text from horse_runner order by number");
  }

  private List<Integer> prices(int number) {
    return column("select thousandths::text from horse_price where number = " + number + " order by at").stream().map(Integer::valueOf)
        .toList();
  }
}
