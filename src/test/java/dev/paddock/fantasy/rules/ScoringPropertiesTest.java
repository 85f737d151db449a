package dev.paddock.fantasy.rules;

import static dev.paddock.fantasy.rules.Written.CLASSIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.rules.Classification.Car;
import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.Classification.Lap;
import dev.paddock.fantasy.rules.Classification.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ScoringPropertiesTest {

  @Property void a_teams_lines_sum_to_its_total(@ForAll Random random) {
    var weekend = score(weekend(random));
    var lineup = lineup(random);
    var lines = weekend.explain(lineup);
    assertThat(lines.stream().mapToInt(WeekendScore.TeamLine::points).sum()).isEqualTo(weekend.total(lineup));
    assertThat(lines).allSatisfy(line -> assertThat(line.points() * 100).isEqualTo(line.line().points() * line.multiplier()));
  }

  @Property void a_captain_counts_exactly_one_and_a_half_times(@ForAll Random random) {
    var weekend = score(weekend(random));
    var lineup = lineup(random);
    int plain = lineup.drivers().stream().mapToInt(driver -> alone(weekend, driver)).sum();
    assertThat(2 * (weekend.total(lineup) - plain)).isEqualTo(alone(weekend, weekend.captain(lineup)));
  }

  @Property void the_order_of_the_rows_does_not_matter(@ForAll Random random) {
    var sessions = weekend(random);
    var shuffled = sessions.stream().map(session -> {
      var cars = new ArrayList<>(session.cars());
      Collections.shuffle(cars, random);
      return new Classification(session.sessionId(), session.version(), session.kind(), cars);
    }).collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(shuffled, random);
    assertThat(score(shuffled).sessions()).isEqualTo(score(sessions).sessions());
  }

  private static int alone(WeekendScore weekend, String driver) {
    return weekend.total(new Lineup(List.of(driver), "nobody", "nobody"));
  }

  private static WeekendScore score(List<Classification> sessions) {
    return new WeekendScore(CLASSIC, sessions.stream().map(session -> Scoring.score(CLASSIC, session)).toList());
  }

  private static Lineup lineup(Random random) {
    var drivers = new ArrayList<>(drivers());
    Collections.shuffle(drivers, random);
    return new Lineup(drivers.subList(0, 5), drivers.get(0), drivers.get(1));
  }

  private static List<String> drivers() {
    return IntStream.range(0, 20).mapToObj(i -> "driver" + i).toList();
  }

  /** Few distinct lap times and letters enough that ties, pit lanes and gaps are common. */
  private static List<Classification> weekend(Random random) {
    var sessions = new ArrayList<Classification>();
    for (var kind : Kind.values()) {
      if (random.nextInt(4) == 0) continue;
      var drivers = new ArrayList<>(drivers());
      Collections.shuffle(drivers, random);
      var entered = drivers.subList(0, 15 + random.nextInt(6));
      var cars = new ArrayList<Car>();
      for (int i = 0; i < entered.size(); i++) {
        var outcome = random.nextInt(3) > 0 ? Outcome.CLASSIFIED : Outcome.values()[random.nextInt(Outcome.values().length)];
        Optional<Integer> grid = random.nextInt(10) == 0 ? Optional.empty() : Optional.of(random.nextInt(21));
        Optional<Lap> lap = random.nextInt(10) == 0 ? Optional.empty()
            : Optional.of(new Lap(random.nextInt(3), 90_000 + random.nextInt(4)));
        cars.add(new Car(entered.get(i), outcome, i + 1, grid, lap));
      }
      sessions.add(new Classification("s-" + kind, 1, kind, cars));
    }
    return sessions;
  }
}
