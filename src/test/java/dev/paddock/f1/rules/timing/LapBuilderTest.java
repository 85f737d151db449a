package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.News.IN_PIT;
import static dev.paddock.f1.rules.timing.News.LAPS;
import static dev.paddock.f1.rules.timing.News.LAP_TIME;
import static dev.paddock.f1.rules.timing.News.POSITION;
import static dev.paddock.f1.rules.timing.News.STOPPED;
import static dev.paddock.f1.rules.timing.Said.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LapBuilderTest {
  @Test void stops_are_counted_when_they_end_but_for_the_first_time_out() {
    var lines = new ArrayList<Delta>();
    lines.add(line(0, IN_PIT, 0));
    for (int lap = 1; lap <= 5; lap++) lines.add(line(100_000 * lap, LAPS, lap, LAP_TIME, 100_000));
    lines.addAll(List.of(line(199_000, IN_PIT, 1), line(220_000, IN_PIT, 0), line(395_000, IN_PIT, 1), line(400_000, IN_PIT, 0)));
    lines.sort(Comparator.comparingInt(Delta::at));
    assertThat(laps(Map.of(44, lines))).extracting(TimedLap::pitStops).containsExactly(0, 0, 1, 1, 2);
  }

  @Test void cars_come_by_their_numbers_with_positions_by_their_times() {
    var timing = heard(Map.of(
        44, List.of(line(0, IN_PIT, 0, POSITION, 2), line(50_000, POSITION, 1), line(60_000, POSITION, 1),
            line(100_000, LAPS, 1, LAP_TIME, 9)),
        1, List.of(line(0, IN_PIT, 0, POSITION, 1), line(50_000, POSITION, 2), line(100_500, LAPS, 1, LAP_TIME, 9),
            line(200_000, STOPPED, 1))), 7);
    assertThat(timing.laps()).extracting(TimedLap::car).containsExactly(1, 44);
    assertThat(timing.positions()).containsExactly(new PositionChange(1, 0, 1), new PositionChange(44, 0, 2),
        new PositionChange(44, 50_000, 1), new PositionChange(1, 50_000, 2));
    assertThat(timing.stopped()).isEqualTo(Map.of(1, 200_000));
    assertThat(timing.undecoded()).isEqualTo(7);
  }

  @Test void cars_that_come_an_hour_later_are_of_another_series() {
    var timing = heard(Map.of(44, List.of(line(5_000, IN_PIT, 0, POSITION, 1)), 1, List.of(line(3_605_000, POSITION, 2)),
        2, List.of(line(3_605_001, POSITION, 3))), 0);
    assertThat(timing.positions()).extracting(PositionChange::car).containsExactly(44, 1);
  }

  @Test void nothing_said_is_nothing() {
    var timing = heard(Map.of(), 0);
    assertThat(timing.laps()).isEmpty();
    assertThat(timing.parts()).isEmpty();
  }

  /** Messages are late, each by up to 3 s, and a first sector or a lap time that is the same again is not sent. */
  @Property(tries = 200) void laps_are_found_whatever_is_late(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int cars,
      @ForAll @IntRange(min = 2, max = 20) int laps) {
    var random = new Random(seed);
    var lines = new TreeMap<Integer, List<Delta>>();
    var truth = new TreeMap<Integer, int[][]>();
    for (int car = 1; car <= cars; car++) {
      var driven = new int[laps][];
      for (int i = 0; i < laps; i++) driven[i] = new int[] {28_000 + random.nextInt(2), 35_000 + random.nextInt(2), 25_000};
      truth.put(car, driven);
      lines.put(car, told(driven, random));
    }
    for (var lap : laps(lines)) {
      var driven = truth.get(lap.car())[lap.number() - 1];
      assertThat(lap.sector2()).isEqualTo(driven[1]);
      assertThat(lap.sector3()).isEqualTo(driven[2]);
      var before = lap.number() == 1 ? new int[3] : truth.get(lap.car())[lap.number() - 2];
      // What is known is true, and unknown is at most what was not sent.
      assertThat(lap.sector1()).isIn(driven[0], before[0] == driven[0] ? null : driven[0]);
      assertThat(lap.time()).isIn(sum(driven), sum(before) == sum(driven) ? null : sum(driven));
    }
    for (var car : truth.keySet()) {
      var own = laps(lines).stream().filter(lap -> lap.car() == car).toList();
      assertThat(own).hasSize(laps);
      for (int i = 1; i < laps; i++) {
        if (own.get(i).time() != null) assertThat(own.get(i).end() - own.get(i - 1).end()).isEqualTo(own.get(i).time());
      }
    }
  }

  private static List<Delta> told(int[][] driven, Random random) {
    var lines = new ArrayList<Delta>();
    lines.add(line(0, IN_PIT, 0));
    int at = 10_000;
    for (int lap = 0; lap < driven.length; lap++) {
      for (int sector = 0; sector < 3; sector++) {
        at += driven[lap][sector];
        var line = Delta.at(at + random.nextInt(3_000));
        if (sector > 0 || lap == 0 || driven[lap][0] != driven[lap - 1][0]) line.say(News.SECTOR_1.plus(sector), driven[lap][sector]);
        if (sector == 0) line.say(News.SECTOR_2, Delta.BLANK).say(News.SECTOR_3, Delta.BLANK);
        if (sector == 2) line.say(LAPS, lap + 1);
        if (sector == 2 && (lap == 0 || sum(driven[lap]) != sum(driven[lap - 1]))) line.say(LAP_TIME, sum(driven[lap]));
        lines.add(line);
      }
    }
    return lines;
  }

  private static int sum(int[] sectors) {
    return sectors[0] + sectors[1] + sectors[2];
  }

  private static Timing heard(Map<Integer, List<Delta>> lines, int undecoded) {
    var cars = new HashMap<Integer, Heard>();
    lines.forEach((car, all) -> all.forEach(cars.computeIfAbsent(car, _ -> new Heard())::hear));
    return LapBuilder.build(cars, undecoded);
  }

  private static List<TimedLap> laps(Map<Integer, List<Delta>> lines) {
    return heard(lines, 0).laps();
  }
}
