package dev.paddock.horse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.rules.Judgement.Changed;
import dev.paddock.horse.rules.Judgement.Kind;
import dev.paddock.horse.rules.Judgement.Refused;
import dev.paddock.horse.rules.Judgement.Same;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The 14:05 is on the card; what its provider says is believed, or not. */
class JudgementTest {
  static final Instant START = Instant.parse("2026-11-22T14:05:00Z");
  static final Instant NOW = START.plus(Duration.ofMinutes(8));
  static final List<Placing> PLACED = List.of(new Placing(1, 4, "Ruji", ""), new Placing(2, 7, "Frosbie", "NK"));
  static final List<Placing> REVERSED = List.of(new Placing(1, 7, "Frosbie", ""), new Placing(2, 4, "Ruji", "relegated"));
  static final List<Dividend> PAID = List.of(new Dividend("Pool Win", "4", "final", 3_400));

  @ParameterizedTest(name = "{0}, then {1}: {2}, {3}")
  @CsvSource({
      "scheduled, open,      open,      STATUS",
      "open,      closed,    closed,    STATUS",
      "closed,    open,      open,      STATUS",   // a delay: betting is open again
      "closed,    live,      live,      STATUS",
      "live,      interim,   interim,   STATUS",
      "interim,   final,     final,     STATUS",   // no placings yet
      "open,      abandoned, abandoned, STATUS",
      "interim,   abandoned, abandoned, STATUS",
      "abandoned, open,      open,      STATUS",   // it takes place after all
      "open,      unknown,   unknown,   STATUS",
      "open,      postponed, postponed, STATUS",
      "postponed, open,      open,      STATUS",
  })
  void a_status_is_followed(String known, String said, String is, Kind kind) {
    var judgement = judge(race(known, List.of(), List.of(), Optional.empty()), say(said, NOW));
    assertThat(judgement).isInstanceOfSatisfying(Changed.class, changed -> {
      assertThat(changed.race().status()).isEqualTo(status(is));
      assertThat(changed.kind()).isEqualTo(kind);
      assertThat(changed.race().statusAt()).isEqualTo(NOW);
    });
  }

  @ParameterizedTest(name = "after {0} with placings, {1} of {2} after it is {3}")
  @CsvSource({
      "final,   open,      PT1M,  refused",     // a cache woke up
      "final,   closed,    PT1M,  refused",
      "final,   live,      PT1M,  refused",
      "final,   scheduled, PT1M,  refused",
      "interim, open,      PT1M,  refused",
      "final,   interim,   PT1M,  AMENDED",     // a protest re-opens the race
      "final,   abandoned, PT1M,  AMENDED",     // the stewards void it
      "final,   interim,   -PT1S, refused",     // but not with an older answer
      "final,   abandoned, -PT1S, refused",
      "interim, final,     -PT1S, refused",
      "interim, final,     PT0S,  FINAL",       // as old as what is known is no older
  })
  void what_the_judge_said_is_not_taken_back_by_a_worse_answer(String known, String said, Duration after, String verdict) {
    var race = race(known, PLACED, PAID, known.equals("final") ? Optional.of(START.plusSeconds(300)) : Optional.empty());
    var judgement = judge(race, say(said, race.live().providerTime().orElseThrow().plus(after)));
    if (verdict.equals("refused")) assertThat(judgement).isInstanceOf(Refused.class);
    else assertThat(judgement).isInstanceOfSatisfying(Changed.class, changed -> {
      assertThat(changed.kind()).isEqualTo(Kind.valueOf(verdict));
      assertThat(changed.race().live().results()).contains(PLACED);
    });
  }

  @Test void a_provider_that_insists_is_believed_the_third_time() {
    var race = race("final", PLACED, PAID, Optional.of(START.plusSeconds(300)));
    assertThat(Judgement.of(race, say("open", NOW), true, 0, NOW))
        .isEqualTo(new Refused("the provider says open again, after final", true));
    assertThat(Judgement.of(race, say("open", NOW), true, 1, NOW)).isInstanceOf(Refused.class);
    assertThat(Judgement.of(race, say("open", NOW), true, 2, NOW)).isInstanceOfSatisfying(Changed.class,
        changed -> assertThat(changed.kind()).isEqualTo(Kind.AMENDED));
  }

  @Test void without_a_time_nobody_is_believed_for_insisting() {
    var race = race("final", PLACED, PAID, Optional.of(START.plusSeconds(300)));
    assertThat(Judgement.of(race, say("open", null), true, 9, NOW))
        .isEqualTo(new Refused("the provider says open again, after final", false));
  }

  @Test void a_word_that_we_do_not_know_takes_nothing_back() {
    var race = race("final", PLACED, PAID, Optional.of(START.plusSeconds(300)));
    assertThat(judge(race, say("unknown", NOW))).isInstanceOfSatisfying(Changed.class, changed -> {
      assertThat(changed.race().status()).isEqualTo(RaceStatus.FINAL);
      assertThat(changed.kind()).isEqualTo(Kind.LIVE);
      assertThat(changed.race().live().statusWord()).isEqualTo("unknown");
    });
  }

  @ParameterizedTest(name = "{0} placings, {1} dividends, {2} after the status was final: {3}")
  @CsvSource({
      "some, final,   PT0S,     true,  true",
      "some, interim, PT0S,     true,  false",  // the tote has not confirmed
      "some, none,    PT0S,     true,  false",
      "some, none,    PT0S,     false, true",   // this provider pays none
      "none, final,   PT0S,     true,  false",
      "some, none,    PT29M59S, true,  false",
      "some, none,    PT30M,    true,  true",   // a race without a tote
  })
  void final_is_the_status_with_placings_and_a_final_dividend(String placings, String dividend, Duration since, boolean pays,
      boolean isFinal) {
    var known = race("final", List.of(), List.of(), Optional.empty());
    var seen = new Sighting("r", Optional.empty(), Optional.empty(), RaceStatus.FINAL, "final", Optional.empty(), Optional.of("rain"),
        Optional.empty(), Optional.empty(), Optional.empty(), placings.equals("none") ? Optional.empty() : Optional.of(PLACED),
        dividend.equals("none") ? Optional.empty() : Optional.of(List.of(new Dividend("Pool Win", "4", dividend, 3_400))),
            Optional.empty());
    var now = known.statusAt().plus(since);
    assertThat(Judgement.of(known, seen, pays, 0, now)).isInstanceOfSatisfying(Changed.class, changed -> {
      assertThat(changed.race().finalAt()).isEqualTo(isFinal ? Optional.of(now) : Optional.empty());
      assertThat(changed.kind() == Kind.FINAL).isEqualTo(isFinal);
    });
  }

  @Test void without_a_dividend_it_becomes_final_though_nothing_changed() {
    var known = race("final", PLACED, List.of(), Optional.empty());
    var again = say("final", NOW);
    assertThat(judge(known, again)).isInstanceOf(Same.class);
    assertThat(Judgement.finalAnyway(known)).contains(known.statusAt().plus(Judgement.WITHOUT_DIVIDEND));
    assertThat(Judgement.of(known, again, true, 0, known.statusAt().plus(Judgement.WITHOUT_DIVIDEND)))
        .isInstanceOfSatisfying(Changed.class, changed -> assertThat(changed.kind()).isEqualTo(Kind.FINAL));
  }

  @Test void after_it_was_final_another_order_is_an_amendment_and_another_price_is_not() {
    var race = race("final", PLACED, PAID, Optional.of(START.plusSeconds(300)));
    assertThat(kind(race, results(REVERSED))).isEqualTo(Kind.AMENDED);
    var weather = new Sighting("r", Optional.empty(), Optional.empty(), RaceStatus.FINAL, "final", Optional.empty(), Optional.of("rain"),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(kind(race, weather)).isEqualTo(Kind.LIVE);
  }

  @Test void before_it_is_final_placings_are_a_result() {
    assertThat(kind(race("interim", List.of(), List.of(), Optional.empty()), results(PLACED, RaceStatus.INTERIM))).isEqualTo(Kind.RESULT);
  }

  @Test void an_answer_without_runners_placings_or_dividends_takes_none_away() {
    var race = race("final", PLACED, PAID, Optional.of(START.plusSeconds(300)));
    var empty = new Sighting("r", Optional.empty(), Optional.empty(), RaceStatus.FINAL, "final", Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.of(List.of()), Optional.of(List.of()), Optional.of(List.of()), Optional.of(NOW));
    assertThat(judge(race, empty)).isInstanceOf(Same.class);
  }

  private static Kind kind(KnownRace race, Sighting seen) {
    return ((Changed) judge(race, seen)).kind();
  }

  private static Judgement judge(KnownRace race, Sighting seen) {
    return Judgement.of(race, seen, true, 0, NOW);
  }

  private static Sighting results(List<Placing> placings) {
    return results(placings, RaceStatus.FINAL);
  }

  private static Sighting results(List<Placing> placings, RaceStatus status) {
    return new Sighting("r", Optional.empty(), Optional.empty(), status, status.name().toLowerCase(Locale.ROOT), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(placings), Optional.empty(), Optional.of(NOW));
  }

  private static Sighting say(String word, Instant at) {
    return new Sighting("r", Optional.empty(), Optional.empty(), status(word), word, Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.ofNullable(at));
  }

  private static KnownRace race(String word, List<Placing> results, List<Dividend> dividends, Optional<Instant> finalAt) {
    var live = new Sighting("r", Optional.of(START), Optional.empty(), status(word), word, Optional.empty(), Optional.empty(),
        Optional.of(false), Optional.empty(), Optional.empty(), Optional.of(results), Optional.of(dividends),
            Optional.of(START.plusSeconds(240)));
    return new KnownRace(live, START, START.plusSeconds(240), finalAt, 3);
  }

  private static RaceStatus status(String word) {
    return RaceStatus.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
