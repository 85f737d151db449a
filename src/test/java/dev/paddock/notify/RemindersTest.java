package dev.paddock.notify;

import static dev.paddock.fantasy.FakeFormula1.START;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Round 1 locks on Friday 21 March 2025 at 12:00 UTC. Users 1 to 4 have an account and a team, 9 has none. */
class RemindersTest {
  static final Instant LOCK = START.plus(Duration.ofDays(6));

  final LetterNode node = new LetterNode(8);

  @BeforeEach void sign_up() {
    for (long user = 1; user <= 4; user++) node.signsUp(user);
    node.sql("insert into player (id, name, joined_at) values (9, 'Without', '2025-01-01')");
    node.signsUp(9);
    node.sql("delete from round_lock");
    lock(LOCK);
  }

  @AfterEach void close() {
    node.close();
  }

  @Test void whoever_has_a_team_is_reminded_a_day_and_an_hour_before_and_no_more() {
    node.sql("update account set time_zone = 'Europe/Vienna' where user_id = 1");
    at(LOCK.minus(Duration.ofHours(73)));
    watch();
    assertThat(titles(1)).isEmpty();
    hourly(LOCK.minus(Duration.ofHours(24)).minusSeconds(1));
    assertThat(titles(1)).isEmpty();
    hourly(LOCK.minus(Duration.ofHours(2)));
    assertThat(titles(1)).containsExactly("Line-ups for the Round 1 Grand Prix lock in 24 hours");
    assertThat(letters(1).getFirst().getString("text")).isEqualTo("They lock on Friday 21 March 2025, 13:00 (Europe/Vienna).");
    assertThat(letters(1).getFirst().getString("about")).isEqualTo("/races/" + raceId(1));
    hourly(LOCK.plus(Duration.ofHours(2)));
    assertThat(titles(1)).containsExactly("Line-ups for the Round 1 Grand Prix lock in 1 hour", "Line-ups for the Round 1 Grand Prix lock in 24 hours");
    assertThat(titles(9)).as("has no team").isEmpty();
    assertThat(node.mail(2)).hasSize(2);
  }

  @Test void hours_are_a_matter_of_choice_and_what_was_missed_comes_late_but_once() {
    node.wants(1, "deadline,security", "security", "", "48,30");
    node.wants(2, "security", "security", "", "48");
    node.wants(3, "deadline,security", "security", "", "");
    at(LOCK.minus(Duration.ofHours(40)));
    watch();
    hourly(LOCK.minus(Duration.ofHours(31)));
    assertThat(titles(1)).containsExactly("Line-ups for the Round 1 Grand Prix lock in 40 hours");
    hourly(LOCK);
    assertThat(titles(1)).hasSize(2);
    assertThat(node.count("notification where kind = 'deadline' and user_id in (2, 3)")).isZero();
  }

  @Test void a_driver_who_cannot_score_and_a_missing_line_up_are_warned_of() {
    node.sql("update lineup set drivers = array_replace(drivers, captain, 'gone_driver'), captain = 'gone_driver' where team_id in "
        + "(select id from team where player_id = 1)");
    node.sql("update lineup set drivers = array_replace(drivers, vice, 'gone_driver'), vice = 'gone_driver' where team_id in "
        + "(select id from team where player_id = 2)");
    node.sql("delete from lineup where team_id in (select id from team where player_id = 3)");
    at(LOCK.minus(Duration.ofHours(24)));
    watch();
    assertThat(letters(1).getFirst().getString("text")).endsWith(": gone_driver, your captain, is not entered and cannot score.");
    assertThat(letters(2).getFirst().getString("text")).endsWith(": gone_driver, your vice-captain, is not entered and cannot score.");
    assertThat(letters(3).getFirst().getString("text")).endsWith(" has no line-up: it will score nothing.");
    assertThat(letters(4).getFirst().getString("text")).doesNotContain("\n");
  }

  @Test void a_lock_that_moves_takes_its_reminders_along() {
    at(LOCK.minus(Duration.ofHours(26)));
    watch();
    at(LOCK.minus(Duration.ofHours(26)).plusSeconds(60));
    lock(LOCK.plus(Duration.ofHours(6)));
    node.game.bus.tell(Fantasy.LOCK_MOVED, new Fantasy.LockMoved(raceId(1), LOCK, LOCK.plus(Duration.ofHours(6))));
    settle();
    hourly(LOCK.minus(Duration.ofHours(19)));
    assertThat(titles(1)).isEmpty();
    hourly(LOCK.minus(Duration.ofHours(17)));
    assertThat(titles(1)).hasSize(1);
  }

  @Test void nobody_is_reminded_of_a_race_that_was_called_off() {
    at(LOCK.minus(Duration.ofHours(26)));
    watch();
    node.sql("update round_lock set cancelled = true");
    hourly(LOCK);
    assertThat(titles(1)).isEmpty();
  }

  @Test void the_watch_ends_with_the_last_lock_of_a_season_that_none_follows() {
    at(LOCK.minusMillis(1));
    assertThat(watched()).isInstanceOf(Ending.Next.class);
    at(LOCK);
    assertThat(watched()).isInstanceOf(Ending.Stop.class);
  }

  /** What becomes of the watch after a look. */
  private Ending watched() {
    node.game.plan(new Plan("reminders", Notifying.LOCKS, "reminder-watch", node.game.clock.instant(), Optional.empty()));
    return node.runDue().stream().filter(ended -> ended.subject().equals("reminders")).findFirst().orElseThrow().ending();
  }

  private void lock(Instant at) {
    node.sql("insert into round_lock (race_id, season, round, lock_at) values ('" + raceId(1) + "', 2025, 1, '" + at
        + "') on conflict (race_id) do update set lock_at = excluded.lock_at");
  }

  private void watch() {
    node.game.plan(Notifying.locks(Duration.ZERO));
    node.runDue();
  }

  /** Until what was told on the bus has been heard: whoever is asked after that has it behind him. */
  private void settle() {
    node.game.bus.ask(Fantasy.LOCK, new Fantasy.GetLock(raceId(1)), Duration.ofSeconds(20)).await();
    var moved = LOCK.plus(Duration.ofHours(6));
    while (node.count("work where subject like 'reminder:%' and anchor = '" + moved + "'") == 0) Thread.onSpinWait();
  }

  private void at(Instant instant) {
    node.game.clock.advance(Duration.between(node.game.clock.instant(), instant));
  }

  /** Time passes, and what is due is done every hour. */
  private void hourly(Instant until) {
    for (var next = node.game.clock.instant(); next.isBefore(until); next = next.plus(Duration.ofHours(1))) {
      at(next);
      node.runDue();
    }
    at(until);
    node.runDue();
  }

  private List<JsonObject> letters(long user) {
    return node.as(user).ask("listMyNotifications").answer().expect(200).json().getJsonArray("notifications").stream()
        .map(JsonObject.class::cast).toList();
  }

  private List<String> titles(long user) {
    return letters(user).stream().map(letter -> letter.getString("title")).toList();
  }
}
