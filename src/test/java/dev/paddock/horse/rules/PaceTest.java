package dev.paddock.horse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.rules.Pace.Follow;
import dev.paddock.horse.rules.Pace.Keep;
import dev.paddock.horse.rules.Pace.Plan;
import dev.paddock.horse.rules.Pace.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The 14:05, look by look. */
class PaceTest {
  static final Instant START = Instant.parse("2026-11-22T14:05:00Z");
  static final Instant UNTIL = START.plus(Duration.ofHours(12));

  @ParameterizedTest(name = "followed by {0}, {1} after the start, {2}{3}: {4}")
  @CsvSource({
      "horse,       -PT1H,     scheduled, ,       keep",
      "horse,       -PT15S,    open,      ,       keep",
      "horse,       PT5M,      closed,    ,       keep",
      "horse,       PT5M,      interim,   ,       keep",
      "horse,       PT10M,     final,     ,       keep",                 // its dividends are not final
      "horse,       PT10M,     final,     final,  horse-final",
      "horse,       -PT10M,    abandoned, ,       stop abandoned",
      "horse,       PT40M,     abandoned, ,       stop abandoned",
      "horse,       PT5M,      unknown,   ,       keep",
      "horse,       PT11H54M,  closed,    ,       keep",
      "horse,       PT11H56M,  closed,    ,       stop never became final",
      "horse,       PT11H56M,  final,     final,  horse-final",
      "horse-close, -PT15S,    open,      ,       keep",
      "horse-close, PT15S,     closed,    ,       keep",                 // loading
      "horse-close, PT75S,     closed,    off,    horse-run",
      "horse-close, PT75S,     live,      off,    horse-run",
      "horse-close, PT3M,      interim,   off,    horse-run",
      "horse-close, PT8M,      final,     final,  horse-final",
      "horse-run,   PT3M,      interim,   off,    keep",
      "horse-run,   PT8M,      final,     final,  horse-final",
      "horse-run,   PT11H56M,  interim,   off,    stop never became final",
      "horse-final, PT20M,     interim,   off,    horse",                // a protest
      "horse-final, PT20M,     abandoned, ,       stop abandoned",
  })
  void after_a_look(String cadence, Duration at, String status, String sign, String expected) {
    var race = new Standing(RaceStatus.valueOf(status.toUpperCase(Locale.ROOT)), "final".equals(sign), START, sign != null, 0);
    var pace = Pace.after(new Plan(cadence, "horse", START, UNTIL), race, false, START.plus(at));
    assertThat(switch (pace) {
      case Keep() -> "keep";
      case Follow(var other, var anchor) -> other;
      case Pace.Anew(var start) -> "anew";
      case Pace.Stop(var why) -> "stop " + why;
    }).isEqualTo(expected);
  }

  @Test void a_protest_takes_a_race_of_the_close_profile_back_to_the_minute() {
    var reopened = new Standing(RaceStatus.INTERIM, false, START, true, 0);
    assertThat(Pace.after(new Plan("horse-final", "horse-close", START, UNTIL), reopened, true, START.plusSeconds(900)))
        .isEqualTo(new Follow("horse-run", START));
  }

  @ParameterizedTest(name = "a start moved by {0}: {1}")
  @CsvSource({"PT2M, follow", "-PT2M, follow", "PT5H, follow", "PT7H, anew", "P1D, anew", "-PT3H, follow"})
  void a_moved_start_is_another_anchor(Duration by, String how) {
    var pace = Pace.after(new Plan("horse", "horse", START, UNTIL), new Standing(RaceStatus.OPEN, false, START.plus(by), false, 0), false,
        START.minus(Duration.ofMinutes(30)));
    assertThat(pace).isEqualTo(how.equals("follow") ? new Follow("horse", START.plus(by)) : new Pace.Anew(START.plus(by)));
  }

  @Test void two_confirmations_end_it_and_an_amendment_begins_them_again() {
    var plan = new Plan("horse-final", "horse", START.plusSeconds(480), UNTIL);
    var now = START.plusSeconds(1_080);
    assertThat(Pace.after(plan, isFinal(1), false, START.plusSeconds(780))).isEqualTo(new Keep());
    assertThat(Pace.after(plan, isFinal(2), false, now)).isEqualTo(new Pace.Stop("final, confirmed 2 times"));
    assertThat(Pace.after(plan, isFinal(0), true, now)).isEqualTo(new Follow("horse-final", now));
  }

  @Test void looks_that_did_not_confirm_begin_again_until_the_race_is_given_up() {
    var plan = new Plan("horse-final", "horse", START.plusSeconds(480), UNTIL);
    var now = START.plusSeconds(1_080);
    assertThat(Pace.after(plan, isFinal(1), false, now)).isEqualTo(new Follow("horse-final", now));
    assertThat(Pace.after(plan, isFinal(1), false, UNTIL)).isEqualTo(new Pace.Stop("final, but confirmed 1 times only"));
  }

  @ParameterizedTest(name = "{0} after the start, the last news {1} after it: {2}")
  @CsvSource({"PT29M, -PT1H, ", "PT30M, -PT1H, PT30M", "-PT5M, -PT2H, ", "PT45M, PT20M, ", "PT50M, PT20M, PT30M"})
  void past_its_start_a_silent_race_is_frozen(Duration at, Duration newsAt, Duration silent) {
    assertThat(Pace.frozenFor(START, START.plus(newsAt), START.plus(at))).isEqualTo(Optional.ofNullable(silent));
  }

  @Test void a_memo_is_read_as_it_was_written() {
    var memo = new Memo("uuid-1", "1.23|x", Seen.NOTHING, isFinal(1), START, Optional.of(START.plusSeconds(2)),
        START.plusSeconds(3), true, 2, Optional.of(UNTIL));
    assertThat(Memo.read(memo.write())).contains(memo);
    assertThat(Memo.read("")).isEmpty();
    assertThat(Memo.read(memo.write().replace("FINAL", "FANAL"))).isEmpty();
    assertThat(Memo.read(memo.write() + "\n")).isEmpty();
  }

  private static Standing isFinal(int confirmed) {
    return new Standing(RaceStatus.FINAL, true, START, true, confirmed);
  }
}
