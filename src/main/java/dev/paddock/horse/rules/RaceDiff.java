package dev.paddock.horse.rules;

import dev.paddock.horse.rules.Sighting.Runner;
import java.util.List;

/**
 * What an answer changes about a race that is known: nothing when {@link #changes()} is empty. What was not told stays as it is; a runner
 * that is left out is not gone, nor a price that is not quoted now. Results and dividends are told as a whole: a new list takes the old
 * one's place. A non-runner without a number is found by its name; one that never had a number is left out.
 *
 * @param after   the race as it is known now
 * @param runners those whose own row differs, their prices aside
 * @param prices  that moved
 */
public record RaceDiff(Sighting after, List<Change> changes, List<Runner> runners, List<Move> prices) {
  public RaceDiff {
    changes = List.copyOf(changes);
    runners = List.copyOf(runners);
    prices = List.copyOf(prices);
  }

  /** @param from thousandths, 0: the first price in this market */
  public record Move(int runner, String market, int from, int to) {}

  /** @param known as stored; its lists may be empty */
  public static RaceDiff between(Sighting known, Sighting seen) {
    return new Comparison(known).with(seen);
  }

  /** Whether there is nothing to write. */
  public boolean same() {
    return changes.isEmpty();
  }

  /** Whether the race's own row differs: status, start, track, weather or protest. */
  public boolean race() {
    return changes.stream().anyMatch(change -> change.field().ofRace());
  }

  public boolean results() {
    return has(Change.Field.RESULT);
  }

  public boolean dividends() {
    return has(Change.Field.DIVIDEND);
  }

  /** Whether nothing but prices moved. */
  public boolean pricesOnly() {
    return !changes.isEmpty() && changes.stream().allMatch(change -> change.field() == Change.Field.PRICE);
  }

  private boolean has(Change.Field field) {
    return changes.stream().anyMatch(change -> change.field() == field);
  }
}
