package dev.paddock.horse.rules;

import dev.paddock.horse.rules.Change.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What an answer means for what is known of a race: nothing new, a change, or that it is not to be believed. */
public sealed interface Judgement {
  /** A provider that says FINAL and pays no final dividend for that long is taken at its word: some races have no tote. */
  Duration WITHOUT_DIVIDEND = Duration.ofMinutes(30);

  /** So many answers in a row against what is known, each newer than it, are believed. */
  int BELIEVED_AFTER = 3;

  Set<Field> RESULT = EnumSet.of(Field.RESULT, Field.DIVIDEND, Field.PROTEST);

  /** A protest alone amends nothing: it may be dismissed. */
  Set<Field> AMENDS = EnumSet.of(Field.RESULT, Field.DIVIDEND);

  record Same() implements Judgement {}

  /** @param newer whether the provider says that its answer is newer than what is known */
  record Refused(String why, boolean newer) implements Judgement {}

  /** @param race as known from now on; @param diff what is to be written of it; @param kind what it is to be told as */
  record Changed(KnownRace race, RaceDiff diff, Kind kind) implements Judgement {}

  enum Kind {
    /** Prices, runners, the start, the track: the result is as it was. */
    LIVE,
    STATUS,
    /** Placings or dividends before the result is final, or a protest at any time. */
    RESULT,
    /** The result is final for the first time. */
    FINAL,
    /** The result changed after it was final. */
    AMENDED
  }

  /**
   * Judges one answer.
   *
   * @param dividends whether this provider pays dividends at all
   * @param against   how many answers before this one were refused in a row although they were newer
   */
  static Judgement of(KnownRace known, Sighting seen, boolean dividends, int against, Instant now) {
    var diff = RaceDiff.between(known.live(), understood(known, seen));
    var after = known.next(diff.after(), known.finalAt(), now);
    boolean isFinalNow = known.finalAt().isEmpty() && isFinal(after, dividends, now);
    if (diff.same() && !isFinalNow) return new Same();
    var doubt = doubt(known, seen);
    if (doubt.isPresent() && !(newer(known, seen) && against + 1 >= BELIEVED_AFTER)) return new Refused(doubt.get(), newer(known, seen));
    return new Changed(isFinalNow ? known.next(diff.after(), Optional.of(now), now) : after, diff, kind(known, after, diff, isFinalNow));
  }

  /** When a race whose status is FINAL is taken for final although nothing more was told; empty: it is, or its status is another. */
  static Optional<Instant> finalAnyway(KnownRace race) {
    return race.status() == RaceStatus.FINAL && race.finalAt().isEmpty()
        ? Optional.of(race.statusAt().plus(WITHOUT_DIVIDEND)) : Optional.empty();
  }

  /** A word that we do not know takes back nothing that the judge has said. */
  private static Sighting understood(KnownRace known, Sighting seen) {
    boolean judged = known.status() == RaceStatus.INTERIM || known.status() == RaceStatus.FINAL;
    if (seen.status() != RaceStatus.UNKNOWN || !judged) return seen;
    return new Sighting(seen.raceId(), seen.advertisedStart(), seen.actualStart(), known.status(), seen.statusWord(), seen.trackCondition(),
        seen.weather(), seen.protest(), seen.protestReason(), seen.runners(), seen.results(), seen.dividends(), seen.providerTime());
  }

  private static boolean isFinal(KnownRace race, boolean dividends, Instant now) {
    if (race.status() != RaceStatus.FINAL) return false;
    boolean complete = race.hasResult() && (!dividends || race.hasFinalDividend());
    return complete || !now.isBefore(race.statusAt().plus(WITHOUT_DIVIDEND));
  }

  private static Kind kind(KnownRace known, KnownRace after, RaceDiff diff, boolean isFinalNow) {
    if (isFinalNow) return Kind.FINAL;
    boolean status = known.status() != after.status();
    boolean result = diff.changes().stream().anyMatch(change -> RESULT.contains(change.field()));
    boolean amended = diff.changes().stream().anyMatch(change -> AMENDS.contains(change.field()));
    if (known.finalAt().isPresent() && (status || amended)) return Kind.AMENDED;
    return result ? Kind.RESULT : status ? Kind.STATUS : Kind.LIVE;
  }

  /**
   * An older answer, and one that takes a judged race back to the gate, are doubted: a cache, a frozen provider. A protest re-opens a race
   * legitimately (FINAL to INTERIM); its placings stay until there are others.
   */
  private static Optional<String> doubt(KnownRace known, Sighting seen) {
    var before = known.live().providerTime();
    var time = seen.providerTime();
    if (before.isPresent() && time.isPresent() && time.get().isBefore(before.get()))
      return Optional.of("an answer of " + time.get() + ", older than what is known, of " + before.get());
    boolean judged = known.status() == RaceStatus.FINAL || known.status() == RaceStatus.INTERIM && known.hasResult();
    return judged && beforeTheJudge(seen.status())
        ? Optional.of("the provider says " + seen.statusWord() + " again, after " + known.live().statusWord()) : Optional.empty();
  }

  private static boolean beforeTheJudge(RaceStatus status) {
    return switch (status) {
      case SCHEDULED, OPEN, CLOSED, LIVE, POSTPONED -> true;
      case INTERIM, FINAL, ABANDONED, UNKNOWN -> false;
    };
  }

  private static boolean newer(KnownRace known, Sighting seen) {
    return seen.providerTime().isPresent()
        && known.live().providerTime().map(time -> seen.providerTime().get().isAfter(time)).orElse(false);
  }
}
