package dev.paddock.f1.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.f1.rules.CalendarDiff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that other features may know of Formula 1. */
public interface Formula1 {
  Address.Fact<SessionChanged> SESSION_CHANGED = new Address.Fact<>("f1.session.changed", SessionChanged.class);
  Address.Fact<ResultStored> RESULT_STORED = new Address.Fact<>("f1.result.stored", ResultStored.class);
  Address.Fact<ResultCorrected> RESULT_CORRECTED = new Address.Fact<>("f1.result.corrected", ResultCorrected.class);
  Address.Fact<ResultFinal> RESULT_FINAL = new Address.Fact<>("f1.result.final", ResultFinal.class);

  Address.Fact<CalendarChanged> CALENDAR_CHANGED = new Address.Fact<>("f1.calendar.changed", CalendarChanged.class);
  Address.Fact<HoldsOpen> HOLDS_OPEN = new Address.Fact<>("f1.holds.open", HoldsOpen.class);

  Address.Ask<GetSeason, Season> SEASON = new Address.Ask<>("f1.season.get", GetSeason.class, Season.class);
  Address.Ask<GetEntries, Entries> ENTRIES = new Address.Ask<>("f1.entries.get", GetEntries.class, Entries.class);
  Address.Ask<GetRound, Round> ROUND = new Address.Ask<>("f1.round.get", GetRound.class, Round.class);
  Address.Ask<GetHistory, History> HISTORY = new Address.Ask<>("f1.round.history", GetHistory.class, History.class);

  Address.Ask<SyncCalendar, Synced> SYNC_CALENDAR = new Address.Ask<>("f1.calendar.sync", SyncCalendar.class, Synced.class);
  Address.Ask<LookAtResult, Looked> LOOK_AT_RESULT = new Address.Ask<>("f1.result.look", LookAtResult.class, Looked.class);

  /** Now, beside the daily synchronisation. */
  record SyncCalendar(int year) implements Message {}

  /** What came of it. */
  sealed interface Synced extends Message {
    /** @param changes of what was stored; @param troubles sources that could not be heard, and why: others stood in for them */
    record Done(int year, int races, List<CalendarDiff.Change> changes, List<String> troubles) implements Synced {
      public Done {
        changes = List.copyOf(changes);
        troubles = List.copyOf(troubles);
      }
    }

    /** No source has the season. */
    record Nothing(int year) implements Synced {}

    /** @param until before which asking again is of no use, if that is known */
    record Failed(String why, Optional<Instant> until) implements Synced {}
  }

  /** Asks the source for a session's result now, beside the checks that are planned; it does not count as one of them. */
  record LookAtResult(String sessionId) implements Message {}

  /** What came of it. */
  sealed interface Looked extends Message {
    /** A version was stored, and its checks begin anew. @param changes against the one before, for people; empty for the first */
    record Stored(int version, String changes) implements Looked {}

    /** The version that is stored stands. */
    record Same(int version) implements Looked {}

    record NothingYet() implements Looked {}

    /** @param why no such session, cancelled, or nothing that the source has results of */
    record NotAsked(String why) implements Looked {}

    /** It answered, but with what cannot be taken. What is stored stays. */
    record Refused(String why) implements Looked {}

    /** It answered with a change that is not believed yet: a second source or an administrator decides. What is stored stays. */
    record Held(String why) implements Looked {}

    /** @param until before which asking again is of no use, if that is known */
    record Unreachable(String why, Optional<Instant> until) implements Looked {}
  }

  /** A session's state, phase or check count moved on. */
  record SessionChanged(String sessionId, int version) implements Message {}

  /** The first version of a result is there. */
  record ResultStored(String sessionId, int version) implements Message {}

  /** A later version differs from the one before. */
  record ResultCorrected(String sessionId, int version) implements Message {}

  /** The third clean check in a row. */
  record ResultFinal(String sessionId, int version) implements Message {}

  /** Races or sessions of that year were added, moved or cancelled. */
  record CalendarChanged(int year) implements Message {}

  /** How many changes are held for administrators to decide, told when that may have changed. */
  record HoldsOpen(int count) implements Message {}

  record GetSeason(int year) implements Message {}

  /** @param races by round; empty before the first synchronisation */
  record Season(int year, List<Race> races) implements Message {}

  /**
   * @param raceId stable, such as {@code 2025-las-vegas}
   * @param lockAt scheduled start of the earliest scored session (UTC): line-ups close
   */
  record Race(String raceId, int season, int round, String name, Instant startsAt, Instant lockAt) implements Message {}

  record GetEntries(int year) implements Message {}

  /** Who is entered for a season, and whom an administrator has taken out. */
  record Entries(int year, List<Entry> entries) implements Message {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /**
   * @param name          as people call him
   * @param constructorId for whom he drove last, in this season or the one before; empty: for nobody
   * @param lastRound     of this season that he took part in; empty: none yet
   * @param entered       false: an administrator has taken him out
   */
  record Entry(String driverId, String name, Optional<String> constructorId, Optional<Integer> lastRound, boolean entered)
      implements Message {}

  /** @param session the session whose race is asked for, such as {@code 2025-las-vegas-R} */
  record GetRound(String session) implements Message {}

  /** @param sessions the scored ones (Q, S, R) that have a result, each in its latest version */
  record Round(Race race, List<Result> sessions) implements Message {}

  record GetHistory(String raceId) implements Message {}

  /** @param race empty: no such race; @param versions of its scored sessions, by session in calendar order, then oldest first */
  record History(Optional<Race> race, List<Version> versions) implements Message {
    public History {
      versions = List.copyOf(versions);
    }
  }

  /**
   * @param state   of the session now, in lower case: provisional, confirmed_24h, confirmed_48h, final, amended
   * @param changes against the version before
   * @param reason  of the administrator who entered or approved it
   */
  record Version(Result result, String state, String source, Instant fetchedAt, List<Change> changes, Optional<String> reason)
      implements Message {
    public Version {
      changes = List.copyOf(changes);
    }
  }

  /** @param what in words, such as position or fastest lap; @param from empty when there was none, {@code to} likewise */
  record Change(String driverId, String what, String from, String to) implements Message {}

  record Result(String sessionId, SessionKind kind, int version, List<Car> cars) implements Message {}

  enum SessionKind { QUALIFYING, SPRINT, RACE }

  /** How a car ended the session. In qualifying {@code CLASSIFIED} without a time never occurs: that is {@code NOT_CLASSIFIED}. */
  enum Status { CLASSIFIED, RETIRED, NOT_CLASSIFIED, DISQUALIFIED, DID_NOT_START }

  /**
   * What scoring needs of one car.
   *
   * @param position   place in the classification, 1 is the winner; for cars that are not classified their row's place
   * @param grid       starting place, 0 from the pit lane; empty when the source has none
   * @param fastestLap this car's best lap of the session; empty when unknown
   */
  record Car(String driverId, String constructorId, int position, Status status,
      Optional<Integer> grid, Optional<Lap> fastestLap) implements Message {}

  record Lap(int number, long millis) implements Message {}
}
