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
import org.junit.jupiter.api.Test;

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

  /** The rules once more, as a spectator with pencil and paper would apply them, from the text and not from the code. */
  @Test void a_second_implementation_agrees_on_a_hundred_thousand_weekends() {
    var random = new Random(20251122);
    for (int i = 0; i < 100_000; i++) {
      var sessions = weekend(random);
      var lineup = lineup(random);
      int total = 0;
      boolean captainRan = false;
      for (var session : sessions) {
        for (var car : session.cars()) captainRan |= car.driverId().equals(lineup.captain()) && car.outcome() != Outcome.DID_NOT_START;
      }
      for (var session : sessions) {
        for (var car : session.cars()) {
          if (!lineup.drivers().contains(car.driverId())) continue;
          int points = 100 * byHand(session, car);
          boolean boosted = car.driverId().equals(captainRan ? lineup.captain() : lineup.vice());
          total += boosted ? points + points / 2 : points;
        }
      }
      assertThat(score(sessions).total(lineup)).as("weekend %d %s %s", i, sessions, lineup).isEqualTo(total);
    }
  }

  private static int byHand(Classification session, Car car) {
    if (car.outcome() == Outcome.DID_NOT_START) return 0;
    boolean race = session.kind() == Kind.RACE;
    if (session.kind() == Kind.QUALIFYING) {
      if (car.outcome() != Outcome.CLASSIFIED) return -5;
      return car.position() <= 10 ? 11 - car.position() : 0;
    }
    if (car.outcome() != Outcome.CLASSIFIED) return race ? -20 : -10;
    int[] table = race ? new int[] {25, 18, 15, 12, 10, 8, 6, 4, 2, 1} : new int[] {8, 7, 6, 5, 4, 3, 2, 1};
    int points = car.position() > table.length ? 0 : table[car.position() - 1];
    if (car.grid().isPresent()) {
      int start = car.grid().get();
      if (start == 0) for (var other : session.cars()) if (other.grid().isPresent()) start++;
      points += start - car.position();
    }
    boolean fastest = car.fastestLap().isPresent();
    for (var other : session.cars()) {
      if (!fastest || other == car || other.outcome() != Outcome.CLASSIFIED || other.fastestLap().isEmpty()) continue;
      var mine = car.fastestLap().get();
      var theirs = other.fastestLap().get();
      if (theirs.millis() < mine.millis()) fastest = false;
      if (theirs.millis() == mine.millis() && theirs.number() < mine.number()) fastest = false;
      if (theirs.equals(mine) && other.position() < car.position()) fastest = false;
    }
    return points + (fastest ? race ? 10 : 5 : 0);
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
