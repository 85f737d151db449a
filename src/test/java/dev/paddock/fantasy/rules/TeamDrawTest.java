package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.rules.LineupRules.Verdict;
import dev.paddock.fantasy.rules.LineupRules.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TeamDrawTest {
  static final RuleSet.Team RULES = Written.CLASSIC.team();

  @Property(tries = 200) void every_round_a_legal_line_up_whatever_the_field(@ForAll Random random) {
    var rounds = season(random);
    var draw = new TeamDraw(RULES, random.nextLong(), rounds);
    for (int team = 1; team <= 20; team++) {
      var lineups = draw.season(team);
      for (int round = 1; round <= rounds.size(); round++) {
        var effective = lineups.headMap(round + 1).lastEntry().getValue();
        assertThat(new LineupRules(RULES, rounds.get(round)).judge(effective)).isInstanceOf(Verdict.Legal.class);
      }
      assertThat(draw.season(team)).isEqualTo(lineups);
    }
  }

  /** Ten constructors of two, drivers who come, go and change seats; in some seasons only the cheapest five fit the budget. */
  private static SortedMap<Integer, List<Entrant>> season(Random random) {
    int price = random.nextInt(3) == 0 ? 196 : 80 + random.nextInt(100);
    var rounds = new TreeMap<Integer, List<Entrant>>();
    for (int round = 1; round <= 6; round++) {
      var drivers = IntStream.range(0, 20).map(i -> i + random.nextInt(2) * 20).boxed().collect(Collectors.toCollection(ArrayList::new));
      Collections.shuffle(drivers, random);
      rounds.put(round, IntStream.range(0, 20).mapToObj(i -> new Entrant("driver" + drivers.get(i), "team" + i / 2, price + i / 4 * 20))
          .toList());
    }
    return rounds;
  }

  @Test void about_one_in_eight_later_rounds_brings_a_new_draw() {
    var entrants = IntStream.range(0, 20).mapToObj(i -> new Entrant("driver" + i, "team" + i / 2, 150 + 5 * i)).toList();
    var rounds = new TreeMap<Integer, List<Entrant>>();
    for (int round = 1; round <= 24; round++) rounds.put(round, entrants);
    var draw = new TeamDraw(RULES, 1, rounds);
    double redraws = IntStream.rangeClosed(1, 2000).map(team -> draw.season(team).size() - 1).sum() / (2000.0 * 23);
    assertThat(redraws).isBetween(0.115, 0.135);
  }

  @Test void a_draw_is_the_same_under_every_java() {
    var random = new SplitMix(42, 7);
    assertThat(IntStream.range(0, 8).map(i -> random.below(1000)).boxed().toList()).isEqualTo(GOLDEN);
    assertThat(Names.team(1, 42)).isEqualTo(GOLDEN_TEAM);
  }

  private static final List<Integer> GOLDEN = List.of(727, 256, 115, 139, 908, 128, 113, 869);
  private static final String GOLDEN_TEAM = "Sunday Hairpin 42";

  @Test void names_are_unique_by_their_number() {
    assertThat(IntStream.rangeClosed(1, 5000).mapToObj(i -> Names.team(3, i)).distinct().count()).isEqualTo(5000);
    assertThat(Names.player(3, 17)).endsWith(" 17");
  }

  @Test void everything_wrong_is_told_at_once() {
    var entrants = List.of(new Entrant("a", "red", 400), new Entrant("b", "red", 400), new Entrant("c", "red", 300),
        new Entrant("d", "blue", 100));
    var rules = new LineupRules(RULES, entrants);
    assertThat(rules.judge(new Lineup(List.of("a", "b", "c", "c", "nobody", "d"), "e", "e"))).isEqualTo(new Verdict.Illegal(List.of(
        new Violation.WrongNumber(6, 5), new Violation.PickedTwice("c"), new Violation.NotEntered("nobody"),
        new Violation.TooManyOf("red", 3),
        new Violation.OverBudget(200), new Violation.CaptainNotPicked("e"), new Violation.ViceNotPicked("e"),
        new Violation.CaptainIsVice("e"))));
  }

  @Test void exactly_the_budget_is_legal() {
    var entrants = IntStream.range(0, 5).mapToObj(i -> new Entrant("d" + i, "c" + i, 200)).toList();
    var lineup = new Lineup(List.of("d0", "d1", "d2", "d3", "d4"), "d0", "d1");
    assertThat(new LineupRules(RULES, entrants).judge(lineup)).isEqualTo(new Verdict.Legal(1000));
  }
}
