package dev.paddock.f1.rules.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Fixtures.Race;
import dev.paddock.f1.rules.gaps.Fixtures.Session;
import dev.paddock.f1.rules.gaps.GapPlanner.Question;
import dev.paddock.f1.rules.gaps.Gaps.SessionGap;
import dev.paddock.f1.rules.session.DataKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any season and whatever is on record of it. */
class GapPropertiesTest {
  static final Instant NOW = Instant.parse("2025-07-01T00:00:00Z");

  final GapPlanner planner = new GapPlanner(GapPlannerTest.RECIPES, Duration.ofMinutes(30));

  @Property(tries = 200) void once_all_gaps_are_closed_there_are_none(@ForAll("seasons") Fixtures season,
      @ForAll("rows") List<Coverage> known) {
    var gaps = gaps(season, known);
    var closed = new ArrayList<>(known);
    gaps.sessions().forEach(gap -> gap.missing().forEach(kind -> closed.add(stored(gap.sessionId(), kind))));
    gaps.circuits().forEach(gap -> gap.missing().forEach(kind -> closed.add(stored(gap.raceId(), kind))));
    assertThat(gaps(season, closed).count()).isZero();
    assertThat(gaps(season, closed).calls()).isEmpty();
  }

  @Property(tries = 200) void gaps_come_in_the_order_of_the_calendar(@ForAll("seasons") Fixtures season,
      @ForAll("rows") List<Coverage> known) {
    assertThat(gaps(season, known).sessions())
        .isSortedAccordingTo(Comparator.comparingInt(SessionGap::round).thenComparing(SessionGap::startsAt));
  }

  @Property(tries = 200) void calls_are_those_of_the_gaps_and_at_most_an_index(@ForAll("seasons") Fixtures season,
      @ForAll("rows") List<Coverage> known) {
    var gaps = gaps(season, known);
    int single = gaps.sessions().stream().mapToInt(gap -> sum(gap.calls())).sum()
        + gaps.circuits().stream().mapToInt(gap -> sum(gap.calls())).sum();
    assertThat(gaps.total() - single).isBetween(0, 1);
  }

  @Property(tries = 200) void what_is_there_or_known_to_be_absent_is_no_gap(@ForAll("seasons") Fixtures season,
      @ForAll("rows") List<Coverage> known) {
    var gaps = gaps(season, known);
    for (var gap : gaps.sessions()) for (var row : known) {
      if (row.subject().equals(gap.sessionId()) && row.state() == Coverage.State.STORED) {
        assertThat(gap.missing()).doesNotContain(row.kind());
      }
    }
    gaps.absent().forEach(absence -> assertThat(gaps.sessions()).noneMatch(gap -> gap.sessionId().equals(absence.subject())
        && gap.missing().contains(absence.kind())));
  }

  private Gaps gaps(Fixtures season, List<Coverage> known) {
    return planner.plan(new Question(season, known, Optional.empty(), NOW), GapPlannerTest.shelf(Set.of(), false)).gaps();
  }

  private static Coverage stored(String subject, DataKind kind) {
    return Coverage.stored(subject, kind, "livetiming", "", 1, NOW);
  }

  private static int sum(Map<String, Integer> calls) {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Provide Arbitrary<Fixtures> seasons() {
    var session = Combinators.combine(Arbitraries.of(SessionCode.class), Arbitraries.integers().between(2, 5),
        Arbitraries.of(true, false, false)).as((code, days, cancelled) ->
        new Session("?", code, NOW.minus(Duration.ofDays(days)), Optional.empty(), cancelled));
    return session.list().ofMinSize(1).ofMaxSize(5).list().ofMinSize(1).ofMaxSize(4).map(weekends -> {
      var races = new ArrayList<Race>();
      for (int round = 1; round <= weekends.size(); round++) {
        var id = "2025-r" + round;
        int shift = 14 * (weekends.size() - round);
        var unique = weekends.get(round - 1).stream()
            .collect(Collectors.toMap(Session::code, s -> s, (one, other) -> one)).values().stream()
            .map(s -> new Session(id + "-" + s.code(), s.code(), s.startsAt().minus(Duration.ofDays(shift)), s.endsAt(), s.cancelled()))
            .sorted(Comparator.comparing(Session::startsAt)).toList();
        races.add(new Race(id, round, "Race " + round, unique));
      }
      return new Fixtures(2025, races);
    });
  }

  @Provide Arbitrary<List<Coverage>> rows() {
    var row = Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.of(SessionCode.class), Arbitraries.of(DataKind.class),
        Arbitraries.of(Coverage.State.class), Arbitraries.integers().between(0, 20)).as((round, code, kind, state, days) ->
        new Coverage("2025-r" + round + (kind.ofCircuit() ? "" : "-" + code), kind, state, "livetiming", "", 0,
            NOW.minus(Duration.ofDays(days))));
    return row.list().ofMaxSize(30).uniqueElements(r -> r.subject() + r.kind());
  }
}
