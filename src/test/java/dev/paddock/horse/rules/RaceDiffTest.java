package dev.paddock.horse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.rules.RaceDiff.Move;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What changed, as a race-goer would say it. */
class RaceDiffTest {
  static final Instant START = Instant.parse("2025-07-17T00:50:00Z");

  /** A race of which parts are replaced. */
  record Race(RaceStatus status, String word, Instant start, Optional<Instant> jump, String track, Optional<String> protest,
      List<Runner> runners, List<Placing> results, List<Dividend> dividends) {
    Sighting seen() {
      return new Sighting("r1", Optional.of(start), jump, status, word, Optional.of(track), Optional.of("Fine"),
          Optional.of(protest.isPresent()), protest, Optional.of(runners), Optional.of(results), Optional.of(dividends), Optional.empty());
    }

    Race with(Runner runner) {
      var others = runners.stream().filter(it -> it.number() != runner.number());
      return new Race(status, word, start, jump, track, protest, Stream.concat(others, Stream.of(runner)).toList(), results, dividends);
    }

    Race with(List<Placing> placings) {
      return new Race(status, word, start, jump, track, protest, runners, placings, dividends);
    }

    Race paying(Dividend... paid) {
      return new Race(status, word, start, jump, track, protest, runners, results, List.of(paid));
    }
  }

  static final Runner RUJI = new Runner(4, "Ruji", 1, "Liam Kauri", "Suzy Gordon", 54_500, false, false, Optional.empty(),
      List.of(new Price("fixed_win", 4200)));
  static final Runner FROSBIE = new Runner(2, "Frosbie", 2, "Kelly Myers", "", 57_500, false, false, Optional.empty(), List.of());
  static final Race OPEN = new Race(RaceStatus.OPEN, "Open", START, Optional.empty(), "Good4", Optional.empty(), List.of(FROSBIE, RUJI),
      List.of(), List.of());
  static final Dividend FINAL = new Dividend("Pool Win", "2", "final", 6600);

  static Runner ruji(String jockey, boolean scratched, boolean late, Instant at, int fixedWin) {
    return new Runner(4, "Ruji", 1, jockey, "Suzy Gordon", 54_500, scratched, late, Optional.ofNullable(at),
        List.of(new Price("fixed_win", fixedWin)));
  }

  static Placing placed(int place, Runner runner) {
    return new Placing(place, runner.number(), runner.name(), "");
  }

  static Stream<Arguments> changes() {
    var scratched = OPEN.with(ruji("Liam Kauri", true, true, START.minusSeconds(530), 4200));
    var result = OPEN.with(List.of(placed(1, FROSBIE), placed(2, RUJI)));
    return Stream.of(
        changes("closed", it -> new Race(RaceStatus.CLOSED, "Closed", START, it.jump, it.track, it.protest, it.runners, it.results,
            it.dividends)),
        changes("open (parading)", it -> new Race(RaceStatus.OPEN, "PARADING", START, it.jump, it.track, it.protest, it.runners, it.results,
            it.dividends)),
        changes("start moved from 17 Jul 00:50:00 UTC to 17 Jul 00:53:00 UTC", it -> new Race(it.status, it.word, START.plusSeconds(180),
            it.jump, it.track, it.protest, it.runners, it.results, it.dividends)),
        changes("jumped 17 Jul 00:52:46 UTC", it -> new Race(it.status, it.word, START, Optional.of(START.plusSeconds(166)), it.track,
            it.protest, it.runners, it.results, it.dividends)),
        changes("track Good4 → Soft5", it -> new Race(it.status, it.word, START, it.jump, "Soft5", it.protest, it.runners, it.results,
            it.dividends)),
        changes("protest: 2nd (#4) vs 1st (#2)", it -> new Race(it.status, it.word, START, it.jump, it.track,
            Optional.of("2nd (#4) vs 1st (#2)"), it.runners, it.results, it.dividends)),
        changes("4 Ruji is scratched late at 17 Jul 00:41:10 UTC", it -> scratched),
        changes(scratched, "4 Ruji is back in the race", it -> OPEN),
        changes("4 Ruji: jockey Liam Kauri → Kate Hercock", it -> it.with(ruji("Kate Hercock", false, false, null, 4200))),
        changes("4 Ruji, fixed win 4.20 → 3.80", it -> it.with(ruji("Liam Kauri", false, false, null, 3800))),
        changes("result: 1 Frosbie (2), 2 Ruji (4)", it -> result),
        changes(result, "result: =1 Frosbie (2), =1 Ruji (4); was 1 Frosbie (2), 2 Ruji (4)",
            it -> it.with(List.of(placed(1, RUJI), placed(1, FROSBIE)))),
        changes(result, "result: 1 Ruji (4), 2 Frosbie (2); was 1 Frosbie (2), 2 Ruji (4)",
            it -> it.with(List.of(placed(1, RUJI), placed(2, FROSBIE)))),
        changes("dividend Pool Win 2, final: 6.60", it -> it.paying(FINAL)),
        changes(OPEN.paying(FINAL), "dividend Pool Win 2, final: 6.60 → 7.125",
            it -> it.paying(new Dividend("Pool Win", "2", "final", 7125))),
        changes(OPEN.paying(FINAL, new Dividend("Pool Win", "4", "final", 5000)), "dividend Pool Win 4, final: withdrawn",
            it -> it.paying(FINAL)));
  }

  static Arguments changes(String text, UnaryOperator<Race> change) {
    return changes(OPEN, text, change);
  }

  static Arguments changes(Race from, String text, UnaryOperator<Race> change) {
    return Arguments.of(text, from, change.apply(from));
  }

  @ParameterizedTest(name = "{0}") @MethodSource void changes(String text, Race before, Race now) {
    var diff = RaceDiff.between(before.seen(), now.seen());
    assertThat(diff.changes()).extracting(Change::text).containsExactly(text);
    assertThat(RaceDiff.between(diff.after(), now.seen()).same()).as("told twice").isTrue();
    assertThat(RaceDiff.between(before.seen(), before.seen()).same()).isTrue();
  }

  @Test void only_the_rows_that_differ_are_named() {
    var scratched = RaceDiff.between(OPEN.seen(), OPEN.with(ruji("Liam Kauri", true, false, null, 4200)).seen());
    assertThat(scratched.runners()).extracting(Runner::number).containsExactly(4);
    assertThat(scratched.prices()).isEmpty();
    assertThat(scratched.race()).isFalse();
    var price = RaceDiff.between(OPEN.seen(), OPEN.with(ruji("Liam Kauri", false, false, null, 3800)).seen());
    assertThat(price.runners()).isEmpty();
    assertThat(price.prices()).containsExactly(new Move(4, "fixed_win", 4200, 3800));
    assertThat(price.pricesOnly()).isTrue();
  }

  @Test void what_was_not_told_has_not_changed() {
    var rich = OPEN.with(List.of(placed(1, FROSBIE))).paying(FINAL);
    var diff = RaceDiff.between(rich.seen(), SeenTest.standing(RaceStatus.OPEN));
    assertThat(diff.changes()).extracting(Change::field).containsExactly(Change.Field.START);
    assertThat(diff.after().runners()).contains(List.of(FROSBIE, RUJI));
    assertThat(diff.after().results()).contains(List.of(placed(1, FROSBIE)));
    assertThat(diff.after().dividends()).contains(List.of(FINAL));
  }

  @Test void a_runner_left_out_is_not_gone_nor_a_price_that_is_not_quoted() {
    var bare = new Runner(4, "", 0, "", "", 0, false, false, Optional.empty(), List.of());
    var now = new Race(OPEN.status, OPEN.word, START, OPEN.jump, OPEN.track, OPEN.protest, List.of(bare), List.of(), List.of());
    var diff = RaceDiff.between(OPEN.seen(), now.seen());
    assertThat(diff.same()).isTrue();
    assertThat(diff.after().runners()).contains(List.of(FROSBIE, RUJI));
  }

  @Test void a_non_runner_without_a_number_is_found_by_its_name() {
    var ruji = new Runner(0, "RUJI", 0, "", "", 0, true, false, Optional.empty(), List.of());
    var stranger = new Runner(0, "Never Declared", 0, "", "", 0, true, false, Optional.empty(), List.of());
    var now = new Race(OPEN.status, OPEN.word, START, OPEN.jump, OPEN.track, OPEN.protest, List.of(FROSBIE, ruji, stranger), List.of(),
        List.of());
    assertThat(RaceDiff.between(OPEN.seen(), now.seen()).changes()).extracting(Change::field).contains(Change.Field.SCRATCHING);
    assertThat(RaceDiff.between(OPEN.seen(), now.seen()).after().runners().orElseThrow()).extracting(Runner::number).containsExactly(2, 4);
  }

  @Test void a_placing_without_a_name_gets_the_runners() {
    var diff = RaceDiff.between(OPEN.seen(), OPEN.with(List.of(new Placing(1, 4, "", ""))).seen());
    assertThat(diff.changes()).extracting(Change::text).containsExactly("result: 1 Ruji (4)");
  }
}
