package dev.paddock.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a provider allows, as the provider counts it: by when our requests arrive. A grant is for now and worth something for
 * {@link #validity()} only; its request arrives in that time and a little network later. So a sliding window is held wider than it
 * is, by the validity and by what two requests' ways may differ; and near the edge of a calendar window a grant counts on both sides.
 *
 * <p>When it is short, those near to their start take what there is. Those far from it share what the near leave over, as much as
 * they took in the last window and as they come now, and not at once: a tenth of it in a tenth of the window.
 *
 * @param limits   all of them hold; empty: nothing is limited
 * @param heaviest a single call's weight at most; 0: any
 */
public record Quota(List<Limit> limits, int heaviest) {
  public static final Quota NONE = new Quota(List.of(), 0);

  /** How fast near calls come is seen over one interval of the last five minutes before a start. */
  private static final long SEEN = micros(Duration.ofSeconds(15));
  /** After a silence it is seen for less, but a single call does not tell. */
  private static final long BEGINNING = micros(Duration.ofSeconds(2));
  private static final String NEAR = "near";
  private static final long NEAR_GRAIN = micros(Duration.ofSeconds(1));

  /** That fast they will come for so long, not for all of an hour or a day. */
  private static final long FORESEEN = micros(Duration.ofMinutes(1));

  /** Calls seldom come as evenly as they came. */
  private static final double SPARE = 1.02;
  private static final int PARTS = 10;

  /** A window shorter than this needs no even pace: nobody minds waiting for the next one. */
  private static final long PACED = micros(Duration.ofSeconds(10));

  /** Above so many calls a window, takes are counted by the 256th of it instead of one by one. */
  private static final int EXACT = 128;
  private static final int GRAINS = 256;

  public Quota {
    limits = List.copyOf(limits);
  }

  public static Quota of(Limit... limits) {
    return new Quota(List.of(limits), 0);
  }

  /** @param near to a start, within five minutes of it */
  public record Ask(int weight, boolean near) {}

  /** @param opens when to ask again; @param step how much later each of those who wait in a row is to ask */
  public record Wait(Instant opens, Duration step) {}

  /** @param resets when some of what is used is free again */
  public record Allowance(Limit limit, long used, Instant resets) {}

  /**
   * How long a grant is good for: later nothing may be sent on it. A hundredth of the shortest sliding window, which is held wider
   * for it, a tenth of the shortest calendar window, where only edges are; from 20 to 250 ms.
   */
  public Duration validity() {
    long shortest = limits.stream().mapToLong(limit -> micros(limit.length()) / (limit.window() == Limit.Window.SLIDING ? 100 : 10))
        .min().orElse(Long.MAX_VALUE);
    return Duration.of(Math.clamp(shortest, 20_000, 250_000), ChronoUnit.MICROS);
  }

  /** A request that arrives later than that after its grant counts where it should not any more: its take has to be moved. */
  public Duration slack() {
    long least = limits.stream().mapToLong(limit -> limit.window() == Limit.Window.SLIDING ? keep(limit) - micros(limit.length()) : late(limit))
        .min().orElse(Long.MAX_VALUE);
    return Duration.of(Math.min(least, micros(Duration.ofHours(1))), ChronoUnit.MICROS);
  }

  /** Such a call is a mistake of who makes it: it would be refused whenever it is sent. */
  public boolean tooHeavy(int weight) {
    return heaviest > 0 && weight > heaviest
        || limits.stream().anyMatch(limit -> limit.unit() == Limit.Unit.WEIGHT && weight > limit.amount());
  }

  /** @param nearWaiting how many near calls wait for their turn already */
  public Round at(Instant now, Taken taken, int nearWaiting) {
    return new Round(now, taken, nearWaiting);
  }

  /** The quota at one instant: takes calls for as long as they fit. Not thread-safe. */
  public final class Round {
    private final long now;
    private final List<Tally> tallies = new ArrayList<>();
    private final Tally near;
    private final int nearWaiting;

    private Round(Instant now, Taken taken, int nearWaiting) {
      this.now = micros(now);
      this.nearWaiting = nearWaiting;
      for (var limit : limits) tallies.add(new Tally(grain(limit), taken.of(limit.measure())));
      near = new Tally(NEAR_GRAIN, taken.of(NEAR));
    }

    /** Takes the call, or answers when to ask again. */
    public Optional<Wait> take(Ask ask) {
      long free = now;
      double step = 0;
      for (int i = 0; i < limits.size(); i++) {
        var limit = limits.get(i);
        long opens = limit.window() == Limit.Window.SLIDING ? sliding(limit, tallies.get(i), ask) : calendar(limit, tallies.get(i), ask);
        if (opens > free) {
          free = opens;
          step = step(limit, ask);
        }
      }
      if (free > now) return Optional.of(new Wait(instant(free), Duration.of(Math.round(step), ChronoUnit.MICROS)));
      for (int i = 0; i < limits.size(); i++) tallies.get(i).add(now, limits.get(i).of(ask), ask.near() ? 0 : limits.get(i).of(ask));
      if (ask.near()) near.add(now, 1, ask.weight());
      return Optional.empty();
    }

    /** A request arrived late, or is still on its way: what was taken for it at {@code from} counts at {@code to}. */
    public void move(Instant from, Instant to, Ask ask) {
      for (int i = 0; i < limits.size(); i++) {
        int amount = limits.get(i).of(ask);
        tallies.get(i).move(micros(from), micros(to), amount, ask.near() ? 0 : amount);
      }
    }

    /** What was taken, with this round's takes, without what no longer counts. */
    public Taken taken() {
      var measures = new TreeMap<String, List<Tally.Entry>>();
      for (int i = 0; i < limits.size(); i++) {
        tallies.get(i).forget(now - keep(limits.get(i)));
        measures.put(limits.get(i).measure(), tallies.get(i).entries());
      }
      near.forget(now - FORESEEN);
      measures.put(NEAR, near.entries());
      return new Taken(measures);
    }

    /** As it would look to an operator. */
    public List<Allowance> allowances() {
      var all = new ArrayList<Allowance>();
      for (int i = 0; i < limits.size(); i++) {
        var limit = limits.get(i);
        var tally = tallies.get(i);
        if (limit.window() == Limit.Window.SLIDING) {
          long after = now - keep(limit);
          long used = tally.amount(after);
          all.add(new Allowance(limit, used, instant(used == 0 ? now : tally.shrinksTo(used - 1, false, after, keep(limit)))));
        } else {
          long begin = Math.floorDiv(now, micros(limit.length())) * micros(limit.length());
          long end = begin + micros(limit.length());
          all.add(new Allowance(limit, tally.touching(begin, end, early(limit), late(limit)).amount(), instant(end)));
        }
      }
      return all;
    }

    private double step(Limit limit, Ask ask) {
      double coming = ask.near() ? 0 : coming(limit, keep(limit));
      return limit.of(ask) * keep(limit) / Math.max(limit.amount() - coming, limit.amount() / 100.0);
    }

    private long sliding(Limit limit, Tally tally, Ask ask) {
      int amount = limit.of(ask);
      long window = keep(limit);
      long used = tally.amount(now - window);
      long opens = used + amount <= limit.amount() ? now : tally.shrinksTo(limit.amount() - amount, false, now - window, window);
      if (ask.near()) return opens;
      long far = tally.far(now - window);
      double left = Math.max(coming(limit, window), window > SEEN ? used - far : 0);
      long share = Math.max(0, limit.amount() - Math.round(SPARE * left));
      long parts = Math.clamp(share, 1, PARTS);
      long part = window / parts;
      long atOnce = Math.max(amount, share / parts + 1);
      if (far + amount > share) opens = Math.max(opens, Math.max(now + part / PARTS,
          tally.shrinksTo(Math.max(0, share - amount), true, now - window, window)));
      if (tally.far(now - part) + amount > atOnce) opens = Math.max(opens, tally.shrinksTo(atOnce - amount, true, now - part, part));
      return opens;
    }

    private long calendar(Limit limit, Tally tally, Ask ask) {
      int amount = limit.of(ask);
      long length = micros(limit.length());
      long opens = now;
      for (long window = Math.floorDiv(now - early(limit), length); window <= Math.floorDiv(now + late(limit), length); window++) {
        var used = tally.touching(window * length, (window + 1) * length, early(limit), late(limit));
        if (used.amount() + amount > limit.amount()) opens = (window + 1) * length + early(limit);
      }
      if (ask.near() || opens > now) return opens;
      long begin = Math.floorDiv(now, length) * length;
      var used = tally.touching(begin, begin + length, early(limit), late(limit));
      // what is kept for the near melts with what is left of the window
      long share = limit.amount() - (used.amount() - used.far()) - Math.round(SPARE * coming(limit, begin + length - now));
      long elapsed = now - begin;
      double ripe = length < PACED ? 1 : Math.min(1, (double) elapsed / length + 1.0 / PARTS);
      if (used.far() + amount <= Math.ceil(share * ripe)) return now;
      return Math.min(begin + length + early(limit), now + Math.max(length / 100, 10_000));
    }

    /** What near calls will ask for in a window to come. */
    private double coming(Limit limit, long window) {
      long calls = near.amount(now - SEEN);
      long seen = Math.clamp(now - near.since(now), BEGINNING, SEEN);
      double each = limit.unit() == Limit.Unit.CALLS || calls == 0 ? 1 : (double) near.far(now - SEEN) / calls;
      return (calls + nearWaiting) * each * Math.min(window, FORESEEN) / seen;
    }
  }

  /** How long a take counts: a sliding window as we hold it; a calendar window with both its edges. */
  private long keep(Limit limit) {
    long length = micros(limit.length());
    return limit.window() == Limit.Window.CALENDAR ? length + early(limit) + late(limit)
        : length + micros(validity()) + Math.clamp(length / 100, 20_000, 1_000_000);
  }

  /** So far behind our clock the provider's may be: its window before then still lasts. */
  private static long early(Limit limit) {
    return Math.clamp(micros(limit.length()) / 20, 20_000, 1_000_000);
  }

  /** So long after its grant a request may arrive, by the provider's clock: in its next window then. */
  private long late(Limit limit) {
    return micros(validity()) + Math.clamp(micros(limit.length()) / 5, 20_000, 2_000_000);
  }

  private static long grain(Limit limit) {
    return limit.amount() <= EXACT ? 0 : micros(limit.length()) / GRAINS;
  }

  private static long micros(Duration d) {
    return d.toNanos() / 1000;
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
