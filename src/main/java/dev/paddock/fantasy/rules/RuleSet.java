package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the game counts. Data from a file, never changed once it has scored: a change is a new version. All points are hundredths.
 *
 * @param hash              SHA-256 of the file, hex: on every score
 * @param captainMultiplier in hundredths: 150 is ×1.5
 */
public record RuleSet(String id, String version, String hash, Team team, int captainMultiplier, Map<Kind, Session> sessions) {
  /** What a team plays under if nobody says otherwise. */
  public static final String CLASSIC = "classic";

  /** Refuses a set under which a captain's points would not be whole hundredths: nothing is ever rounded. */
  public RuleSet {
    sessions = Map.copyOf(sessions);
    if (!sessions.keySet().containsAll(List.of(Kind.values()))) throw new IllegalArgumentException("rules of a session are missing: " + id);
    for (var session : sessions.values()) {
      session.values().filter(points -> Math.multiplyExact(points, captainMultiplier) % 100 != 0).findFirst().ifPresent(points -> {
        throw new IllegalArgumentException(points + " hundredths for a captain are not whole hundredths");
      });
    }
  }

  /** What the captain's points become. Exact: see the constructor. */
  public int multiplied(int points) {
    return Math.multiplyExact(points, captainMultiplier) / 100;
  }

  /** @param budgetTenths the most that the drivers may cost together */
  public record Team(int drivers, int perConstructor, int budgetTenths) {}

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
}
