package dev.paddock.f1.rules;

import dev.paddock.f1.rules.VerificationPolicy.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which changes of a result are not believed at once. After FINAL none is; before it those are not that stewards' decisions do not
 * look like: the winner or others vanish, more than a third of the field is in another order or has another status, or all points
 * are gone. Such a change waits until a second source agrees or an administrator has decided. Pure.
 *
 * @param afterFinal whether changes after FINAL wait; {@code suspicious} whether odd ones before it do
 */
public record Caution(boolean afterFinal, boolean suspicious) {
  /** Believes everything. */
  public static final Caution NONE = new Caution(false, false);

  /** More than one car in so many is too much at once. */
  private static final int A_THIRD = 3;

  /** OVERRULED: it contradicts what an administrator entered. */
  public enum Doubt {
    AFTER_FINAL, OVERRULED, WINNER_GONE, CARS_GONE, REORDERED, STATUSES_CHANGED, POINTS_GONE;

    /** For the API: {@code after-final}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String spoken() {
      return switch (this) {
        case AFTER_FINAL -> "the result was final";
        case OVERRULED -> "an administrator entered another result";
        case WINNER_GONE -> "the winner is not in it";
        case CARS_GONE -> "cars are not in it that were";
        case REORDERED -> "more than a third of the field is in another order";
        case STATUSES_CHANGED -> "more than a third of the field has another status";
        case POINTS_GONE -> "all points are gone";
      };
    }
  }

  /** Why not to believe it; empty: it may become a version. */
  public List<Doubt> about(Standing standing, Classification before, Classification after) {
    var doubts = new ArrayList<Doubt>();
    boolean wasFinal = standing.state() == SessionState.FINAL || standing.state() == SessionState.AMENDED;
    if (afterFinal && wasFinal) doubts.add(Doubt.AFTER_FINAL);
    if (suspicious) oddities(before, after, doubts);
    return List.copyOf(doubts);
  }

  private static void oddities(Classification before, Classification after, List<Doubt> doubts) {
    var now = after.cars().stream().collect(Collectors.toMap(CarResult::driverId, Function.identity()));
    var gone = before.cars().stream().filter(car -> !now.containsKey(car.driverId())).toList();
    if (gone.stream().anyMatch(car -> car.position() == 1)) doubts.add(Doubt.WINNER_GONE);
    if (!gone.isEmpty()) doubts.add(Doubt.CARS_GONE);
    if (tooMany(moved(before, now), before)) doubts.add(Doubt.REORDERED);
    long statuses = before.cars().stream().filter(car -> now.containsKey(car.driverId()))
        .filter(car -> now.get(car.driverId()).finish() != car.finish()).count();
    if (tooMany(statuses, before)) doubts.add(Doubt.STATUSES_CHANGED);
    if (hasPoints(before) && !hasPoints(after)) doubts.add(Doubt.POINTS_GONE);
  }

  private static boolean tooMany(long cars, Classification of) {
    return cars * A_THIRD > of.cars().size();
  }

  private static boolean hasPoints(Classification result) {
    return result.cars().stream().anyMatch(car -> car.points() != null && car.points() > 0);
  }

  /** How many cars have to be taken out so that the others are in the same order as before: one for a penalty, whoever gains by it. */
  private static long moved(Classification before, Map<String, CarResult> now) {
    var places = before.cars().stream().map(car -> now.get(car.driverId())).filter(car -> car != null)
        .mapToInt(CarResult::position).toArray();
    return places.length - longestRise(places);
  }

  /** The length of the longest subsequence that does not fall; cars of a dead heat share a place. */
  private static int longestRise(int[] places) {
    var ends = new int[places.length];
    int length = 0;
    for (int place : places) {
      int at = Arrays.binarySearch(ends, 0, length, place);
      at = at < 0 ? -at - 1 : at;
      while (at < length && ends[at] == place) at++;
      ends[at] = place;
      if (at == length) length++;
    }
    return length;
  }
}
