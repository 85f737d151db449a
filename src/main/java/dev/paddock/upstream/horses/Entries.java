package dev.paddock.upstream.horses;

import dev.paddock.upstream.horses.Fate.Move;
import dev.paddock.upstream.horses.Fate.Placing;
import dev.paddock.upstream.horses.Fate.Protest;
import dev.paddock.upstream.horses.Meeting.Category;
import dev.paddock.upstream.horses.Runner.Scratching;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Draws the field of a race and what becomes of it. The chances are those counted in 2025, but of protests there are more, to see some. */
final class Entries {
  static final double EARLY_SCRATCHED = 0.04;
  static final double LATE_SCRATCHED = 0.03;
  static final double PUT_FORWARD = 0.01;
  static final double PROTESTED = 0.04;
  static final double DEAD_HEAT = 0.015;
  private static final Duration FORWARD = Duration.ofMinutes(2);
  private static final int MOST_SCRATCHED = 2;

  private final String meetingId;
  private final Category category;

  Entries(String meetingId, Category category) {
    this.meetingId = meetingId;
    this.category = category;
  }

  /** @param abandoned null: it is run */
  Race race(int number, Instant start, String marketId, Instant abandoned, Draw draw) {
    int distance = category == Category.G ? 300 + 5 * draw.between(0, 80) : 1_000 + 50 * draw.between(0, 32);
    var runners = runners(start, draw.on("runners"));
    return new Race(draw.uuid(), marketId, meetingId, number, Names.race(draw, distance), distance, start, runners,
        fate(start, runners, abandoned, draw.on("fate")), draw.on("market").seed());
  }

  private List<Runner> runners(Instant start, Draw draw) {
    int field = category == Category.G ? draw.between(6, 8) : draw.between(6, 16);
    var names = Names.runners(draw, field);
    var chances = new ArrayList<Double>();
    for (int i = 0; i < field; i++) chances.add(Math.exp(1.6 * draw.unit()));
    double sum = chances.stream().mapToDouble(Double::doubleValue).sum();
    var barriers = draw.shuffled(names);
    int scratched = 0;
    var runners = new ArrayList<Runner>();
    for (int i = 0; i < field; i++) {
      var scratching = scratched < MOST_SCRATCHED ? scratching(start, draw) : Optional.<Scratching>empty();
      if (scratching.isPresent()) scratched++;
      int price = Math.max(120, (int) (85 * sum / chances.get(i)) / 10 * 10);
      runners.add(new Runner(i + 1, draw.uuid(), 40_000_000L + draw.between(0, 40_000_000), names.get(i),
          barriers.indexOf(names.get(i)) + 1,
          category == Category.G ? "" : Names.person(draw), Names.person(draw),
          category == Category.G ? 0 : 5_300 + 50 * draw.between(0, 16), price, scratching));
    }
    return runners;
  }

  private static Optional<Scratching> scratching(Instant start, Draw draw) {
    double which = draw.unit();
    if (which < LATE_SCRATCHED) return Optional.of(new Scratching(start.minusSeconds(draw.between(4 * 60, 55 * 60)), true));
    if (which >= LATE_SCRATCHED + EARLY_SCRATCHED) return Optional.empty();
    return Optional.of(new Scratching(start.minusSeconds(draw.between(6 * 3600, 12 * 3600)), false));
  }

  private static Fate fate(Instant start, List<Runner> runners, Instant abandoned, Draw draw) {
    double delay = draw.unit();
    Optional<Move> moved = delay >= 0.10 && delay < 0.10 + PUT_FORWARD
        ? Optional.of(new Move(start.minusSeconds(draw.between(5 * 60 + 5, 15 * 60)), start.minus(FORWARD))) : Optional.empty();
    var off = moved.map(Move::to).orElse(start).plusSeconds(moved.isPresent() ? draw.between(0, 26) : seconds(delay, draw));
    var interim = off.plusSeconds(draw.between(90, 240));
    var official = later(off.plusSeconds(draw.between(3 * 60, 9 * 60)), interim.plusSeconds(30));
    var order = order(runners, draw.on("order"));
    boolean deadHeat = order.stream().map(Placing::place).distinct().count() < order.size();
    Optional<Protest> protest = !deadHeat && draw.chance(PROTESTED)
        ? Optional.of(new Protest(interim.plusSeconds(draw.between(0, 30)), official.plusSeconds(draw.between(5 * 60 + 10, 9 * 60 + 50)),
            draw.chance(0.5), draw.between(1, 2))) : Optional.empty();
    return new Fate(moved, off, interim, official, protest, Optional.ofNullable(abandoned), order);
  }

  /** How late it starts: one in ten within 26 s, the half within 68 s, nine in ten within 275 s, the last within 24 min. */
  private static int seconds(double delay, Draw draw) {
    if (delay < 0.10) return draw.between(0, 26);
    if (delay < 0.51) return draw.between(27, 68);
    return delay < 0.91 ? draw.between(69, 275) : draw.between(276, 1_423);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Those who are fancied come in earlier, not always. */
  private static List<Placing> order(List<Runner> runners, Draw draw) {
    record Ran(int number, double time) {}

    var ran = new ArrayList<Ran>();
    for (var runner : runners) {
      double time = -Math.log(1 - draw.unit()) * runner.price();
      if (runner.starts()) ran.add(new Ran(runner.number(), time));
    }
    ran.sort(Comparator.comparingDouble(Ran::time));
    int shared = draw.chance(DEAD_HEAT) ? draw.between(1, 3) : 0;
    var order = new ArrayList<Placing>();
    for (int place = 1; place <= ran.size(); place++) {
      order.add(new Placing(place == shared + 1 && shared > 0 ? shared : place, ran.get(place - 1).number()));
    }
    return order;
  }
}
