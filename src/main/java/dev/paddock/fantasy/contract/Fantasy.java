package dev.paddock.fantasy.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that other features may know of the fantasy game. Points are hundredths. */
public interface Fantasy {
  Address.Fact<BoardChanged> BOARD_CHANGED = new Address.Fact<>("fantasy.board.changed", BoardChanged.class);
  Address.Fact<LeagueChanged> LEAGUE_CHANGED = new Address.Fact<>("fantasy.league.changed", LeagueChanged.class);
  Address.Fact<LockMoved> LOCK_MOVED = new Address.Fact<>("fantasy.lock.moved", LockMoved.class);

  Address.Ask<GetLock, FoundLock> LOCK = new Address.Ask<>("fantasy.lock.get", GetLock.class, FoundLock.class);
  Address.Ask<GetLocks, SeasonLocks> LOCKS = new Address.Ask<>("fantasy.locks.get", GetLocks.class, SeasonLocks.class);
  Address.Ask<GetImpact, Impact> IMPACT = new Address.Ask<>("fantasy.correction.impact", GetImpact.class, Impact.class);
  Address.Ask<GetDeltas, Deltas> DELTAS = new Address.Ask<>("fantasy.team.deltas", GetDeltas.class, Deltas.class);
  Address.Ask<GetReady, Ready> READY = new Address.Ask<>("fantasy.team.ready", GetReady.class, Ready.class);
  Address.Ask<GetDriverTotals, DriverTotals> DRIVER_TOTALS =
      new Address.Ask<>("fantasy.drivers.totals", GetDriverTotals.class, DriverTotals.class);
  Address.Ask<GetPlayer, FoundPlayer> PLAYER = new Address.Ask<>("fantasy.player.get", GetPlayer.class, FoundPlayer.class);
  Address.Ask<GetSeats, Seats> SEATS = new Address.Ask<>("fantasy.league.seats", GetSeats.class, Seats.class);

  /** Who scores. */
  String SCORE = "fantasy.score";

  /** Work that scores a result's version for every team. */
  static Plan score(String sessionId, int version, Instant now) {
    return new Plan("score:" + sessionId + ":" + version, SCORE, "once", now, Optional.empty());
  }

  /** Who makes prices. */
  String PRICES = "fantasy.prices";

  /** Work that makes the prices of the round after a race, a day after its result was there. */
  static Plan prices(String raceId, Instant resultAt) {
    return new Plan("prices:" + raceId, PRICES, "once", resultAt.plus(Duration.ofDays(1)), Optional.empty());
  }

  /** Who tells the members of a league what became of it. */
  String LEAGUE_NEWS = "fantasy.league.news";

  String RENEWED = "renewed";
  String DELETED = "deleted";

  /** Work that tells everybody who was in the league before that it is {@link #RENEWED}, or who was in it that it is {@link #DELETED}. */
  static Plan leagueNews(long league, String what, Instant now) {
    return new Plan("league-news:" + league + ":" + what, LEAGUE_NEWS, "once", now, Optional.empty());
  }

  /**
   * A team came or went, or the league was made public or private.
   *
   * @param members how often that has happened: with a board's snapshot it names the league's board
   * @param open    anybody may know of it
   */
  record LeagueChanged(long league, long members, boolean open) implements Message {}

  /** @param board such as {@code season-2025} or {@code round-2025-las-vegas} */
  record BoardChanged(String board, long snapshot) implements Message {}

  /** Line-ups of a race lock at another instant than was said before. Its teams' owners are told by letter, whoever hears this. */
  record LockMoved(String raceId, Instant from, Instant to) implements Message {}

  record GetLock(String raceId) implements Message {}

  sealed interface FoundLock extends Message {
    record Found(Lock lock) implements FoundLock {}

    record NoSuchRace() implements FoundLock {}
  }

  /** When the line-ups of a race lock. @param cancelled it does not take place: nothing can be saved for it */
  record Lock(String raceId, int season, int round, Instant lockAt, boolean cancelled) implements Message {
    public boolean open(Instant now) {
      return !cancelled && now.isBefore(lockAt);
    }
  }

  record GetLocks(int season) implements Message {}

  /** @param locks by instant; those of races that were called off too */
  record SeasonLocks(int season, List<Lock> locks) implements Message {
    public SeasonLocks {
      locks = List.copyOf(locks);
    }
  }

  record GetImpact(String sessionId, int version) implements Message {}

  /**
   * What a correction did to the round's board. Asking for a version that was not scored fails.
   *
   * @param before  snapshot of the round's board before the correction, empty when the round had none; {@code after} the one with it
   * @param teams   on the board, {@code changed} of them with other points than before
   * @param players active ones at this moment
   * @param drivers whose points of that session changed, the largest change first
   */
  record Impact(String board, Optional<Long> before, long after, int teams, int changed, int players, List<DriverChange> drivers)
      implements Message {
    public Impact {
      drivers = List.copyOf(drivers);
    }
  }

  record DriverChange(String driverId, int before, int after) implements Message {}

  record GetDriverTotals() implements Message {}

  record DriverTotals(List<DriverTotal> totals) implements Message {
    public DriverTotals {
      totals = List.copyOf(totals);
    }
  }

  /** What a driver was worth in a season by the classic rules. @param owners of {@code teams} that field him now */
  record DriverTotal(int season, String driverId, int points, int rounds, int owners, int teams) implements Message {}

  /** What the correction that made a session's version did to players' own teams of that season. */
  record GetDeltas(int season, String sessionId, int version, List<Long> players) implements Message {
    public GetDeltas {
      players = List.copyOf(players);
    }
  }

  /** @param teams by player, those that are on a board of the round, by their ids; players without one are left out */
  record Deltas(Map<Long, List<Delta>> teams) implements Message {
    public Deltas {
      teams = Map.copyOf(teams);
    }

    public List<Delta> of(long player) {
      return teams.getOrDefault(player, List.of());
    }
  }

  /** @param before empty where the team was not on the board before it */
  record Delta(long team, String name, Optional<Integer> before, int after) implements Message {
    public boolean changed() {
      return before.isPresent() && before.get() != after;
    }
  }

  /** Whether players' teams are ready for a race of that season. */
  record GetReady(String raceId, int season, List<Long> players) implements Message {
    public GetReady {
      players = List.copyOf(players);
    }
  }

  /** @param teams by player, by their ids; players without one are left out */
  record Ready(Map<Long, List<TeamReady>> teams) implements Message {
    public Ready {
      teams = Map.copyOf(teams);
    }
  }

  /**
   * What keeps a team from scoring.
   *
   * @param lineup whether there is one that holds for that race
   * @param absent those of it who will hardly score
   */
  record TeamReady(long team, String name, boolean lineup, List<Absent> absent) implements Message {
    public TeamReady {
      absent = List.copyOf(absent);
    }
  }

  /** @param entered false: he is not, or not any more; true: he is, but took no part in the latest round */
  record Absent(String driverId, String name, Role role, boolean entered) implements Message {}

  /** What a driver is in a line-up. */
  enum Role { CAPTAIN, VICE, DRIVER }

  /** Who may look at a league's board. @param player 0: nobody that is known */
  record Seat(long league, long player) implements Message {}

  record GetSeats(Set<Seat> wanted) implements Message {
    public GetSeats {
      wanted = Set.copyOf(wanted);
    }
  }

  /** @param taken those that may, each with the name of the board that ranks its league */
  record Seats(Map<Seat, String> taken) implements Message {
    public Seats {
      taken = Map.copyOf(taken);
    }
  }

  record GetPlayer(long playerId) implements Message {}

  sealed interface FoundPlayer extends Message {
    record Player(long id, String name, boolean active, Instant joinedAt) implements FoundPlayer {}

    record NoSuchPlayer() implements FoundPlayer {}
  }
}
