package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the game counts. Data from a file, never changed once it has scored: a change is a new version. All points are hundredths.
 *
 * @param hash              SHA-256 of the file, hex: on every score
 * @param captainMultiplier in hundredths: 150 is ×1.5
 * @param viceStepsIn       whether the vice-captain gets the multiplier when the captain took part in nothing
 * @param constructors      how constructors score; empty: a line-up has none
 * @param transfers         empty: changes are free
 * @param chips             those that can be played
 * @param prices            how prices follow form; empty: they stay those of the season
 */
public record RuleSet(String id, String version, String hash, Team team, int captainMultiplier, boolean viceStepsIn,
                      Map<Kind, Session> sessions, Optional<Constructors> constructors, Optional<Transfers> transfers,
                      Map<Chip, ChipRule> chips, Optional<Prices> prices) {

  /** Refuses a set under which somebody's points would not be whole hundredths: nothing is ever rounded. */
  public RuleSet {
    sessions = Map.copyOf(sessions);
    chips = Map.copyOf(chips);
    if (!sessions.keySet().containsAll(List.of(Kind.values()))) throw new IllegalArgumentException("rules of a session are missing: " + id);
    if ((team.constructors() > 0) != constructors.isPresent()) {
      throw new IllegalArgumentException("constructors that are picked score, and the other way round: " + id);
    }
    var multipliers = IntStream.concat(IntStream.of(captainMultiplier),
        chips.values().stream().flatMapToInt(chip -> IntStream.of(chip.captain, chip.vice))).toArray();
    for (var session : sessions.values()) {
      session.values().forEach(points -> {
        for (int multiplier : multipliers) {
          if (Math.multiplyExact(points, multiplier) % 100 == 0) continue;
          throw new IllegalArgumentException(points + " hundredths for a captain are not whole hundredths");
        }
      });
    }
  }

  /** Whether what a team may do in a round depends on all that it did before: then it does one round after the other. */
  public boolean countsChanges() {
    return transfers.isPresent() || !chips.isEmpty();
  }

  /** What points become under a multiplier of this set. Exact: see the constructor. */
  static int multiplied(int points, int multiplier) {
    return Math.multiplyExact(points, multiplier) / 100;
  }

  /** Whose prices count: a list of their own for those whose prices move, the season's for all others. */
  public String priceList() {
    return prices.isPresent() ? id : SEASON_PRICES;
  }

  /** The price list of all rule sets under which prices stay. */
  public static final String SEASON_PRICES = "season";

  /**
   * @param perConstructor the most drivers of one constructor
   * @param budgetTenths   the most that drivers and constructors may cost together
   * @param constructors   how many are picked
   */
  public record Team(int drivers, int perConstructor, int budgetTenths, int constructors) {
    public Team(int drivers, int perConstructor, int budgetTenths) {
      this(drivers, perConstructor, budgetTenths, 0);
    }
  }

  /**
   * @param position    for P1, P2 and so on; 0 below the last
   * @param placeGained for each place from the grid to the classification; {@code placeLost} likewise, negative
   * @param retired     replaces all else, as the three after it do
   */
  public record Session(List<Integer> position, int placeGained, int placeLost, int fastestLap,
                        int retired, int notClassified, int disqualified, int didNotStart) {
    public Session {
      position = List.copyOf(position);
    }

    boolean countsPlaces() {
      return placeGained != 0 || placeLost != 0;
    }

    private Stream<Integer> values() {
      return Stream.concat(position.stream(),
          Stream.of(placeGained, placeLost, fastestLap, retired, notClassified, disqualified, didNotStart));
    }
  }

  /**
   * A constructor gets what its drivers get, without captaincy, and in qualifying one of these.
   *
   * @param thirdPart how many go through to the third part of qualifying; the better half of the others goes through to the second
   */
  public record Constructors(int thirdPart, int neitherInSecond, int oneInSecond, int bothInSecond, int oneInThird, int bothInThird) {}

  /**
   * @param free        a round
   * @param carriedOver the most that stay over for the next round
   * @param penalty     points of each that is charged, negative
   */
  public record Transfers(int free, int carriedOver, int penalty) {}

  /**
   * @param fromRound the first round in which it can be played
   * @param captain   multiplier of the captain under it, hundredths; 100 where it leaves him alone, {@code vice} likewise
   */
  public record ChipRule(int fromRound, int captain, int vice) {}

  /**
   * How a price follows form: points a round over the last rounds, for each million that it cost.
   *
   * @param opening       a price at first, in hundredths of the season's
   * @param floorTenths   none falls below
   * @param rounds        over which form is taken
   * @param dearFrom      tenths; prices from there on move by {@code dear}, the others by {@code cheap}
   * @param great         hundredths of a point a million and round, at least that; {@code good} and {@code poor} likewise
   */
  public record Prices(int opening, int floorTenths, int rounds, int dearFrom, int great, int good, int poor, Steps dear, Steps cheap) {}

  /** Tenths, by form. */
  public record Steps(int great, int good, int poor, int terrible) {}
}
