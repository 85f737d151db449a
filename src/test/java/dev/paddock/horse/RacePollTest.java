package dev.paddock.horse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.ScriptedHorses.Story;
import dev.paddock.horse.contract.Horses.Outcome;
import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import dev.paddock.horse.rules.RaceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A look at a race writes what changed and nothing else. */
class RacePollTest extends Ellerslie {
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
