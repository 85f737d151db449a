package dev.paddock.upstream.horses;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prices of a race at an instant. Every 15 seconds one or two of them move, with a chance of one in four; the start ends it. */
public final class Market {
  static final double MOVES = 0.25;
  static final int TICK = 15;
  private static final Duration OPEN = Duration.ofHours(2);

  private final Race race;
  private final long first;
  private final long last;

  Market(Race race, Instant now) {
    this.race = race;
    this.first = tick(race.start().minus(OPEN));
    this.last = tick(now.isBefore(race.fate().off()) ? now : race.fate().off());
  }

  /** Hundredths of decimal odds. */
  public record Prices(int fixedWin, int fixedPlace, int poolWin, int poolPlace) {}

  /** @param win fixed, in hundredths */
  public record Move(Instant at, int win) {}

  /** None for one that is scratched: its price is withdrawn, which the caller knows. */
  public Prices prices(Runner runner) {
    return prices(runner, lastMove(runner, last));
  }

  /** The latest moves of a price, newest first, at most so many; the price it opened with is the first of all. */
  public List<Move> moves(Runner runner, int most) {
    var moves = new ArrayList<Move>();
    for (long tick = lastMove(runner, last); moves.size() < most; tick = lastMove(runner, tick - 1)) {
      moves.add(new Move(Instant.ofEpochSecond(tick * TICK), prices(runner, tick).fixedWin()));
      if (tick == first) break;
    }
    return moves;
  }

  /** Money in the pool to win, in hundredths: grows until the start. */
  public long pool() {
    return 50_000 + Math.max(0, last - first) * (1_000 + Math.floorMod(race.seed(), 5_000));
  }

  private Prices prices(Runner runner, long tick) {
    long hash = Draw.mix(Draw.mix(race.seed(), runner.number()), tick);
    int win = tick == first ? runner.price() : round((int) (runner.price() * (0.75 + 0.5 * Draw.unit(hash))));
    int pool = round((int) (win * (0.9 + 0.25 * Draw.unit(Draw.mix(hash, 1)))));
    return new Prices(win, place(win), pool, place(pool));
  }

  private long lastMove(Runner runner, long from) {
    for (long tick = from; tick > first; tick--) {
      long hash = Draw.mix(race.seed(), tick);
      if (Draw.unit(hash) < MOVES && touches(hash, runner)) return tick;
    }
    return first;
  }

  private boolean touches(long hash, Runner runner) {
    int index = runner.number() - 1;
    int runners = race.runners().size();
    return Math.floorMod(hash, runners) == index || Math.floorMod(Long.rotateRight(hash, 17), runners) == index;
  }

  private static int place(int win) {
    return round(100 + (win - 100) * 3 / 10);
  }

  /** To what bookmakers write: steps of five, of ten from 5.00, of fifty from 20.00; never below 1.05. */
  private static int round(int price) {
    int step = price < 500 ? 5 : price < 2000 ? 10 : 50;
    return Math.max(105, (price + step / 2) / step * step);
  }

  private static long tick(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), TICK);
  }
}
