package dev.paddock.bench;

import java.util.Optional;

/**
 * One figure of a report, beside what it is measured against.
 *
 * @param ours  NaN: it could not be measured, which misses any limit
 * @param limit what was promised; empty: told for information
 * @param peer  what somebody else needs for the same, measured in the same run
 */
public record Row(String figure, double ours, String unit, Optional<Limit> limit, Optional<Peer> peer) {
  public enum Side { AT_MOST, AT_LEAST }

  public record Limit(Side side, double value) {
    boolean met(double ours) {
      return side == Side.AT_MOST ? ours <= value : ours >= value;
    }
  }

  public record Peer(String name, double value) {}

  /** How a figure stands to its limit. */
  public enum Verdict { OK, MISSED, NONE }

  public static Row of(String figure, double ours, String unit) {
    return new Row(figure, ours, unit, Optional.empty(), Optional.empty());
  }

  public Row atMost(double value) {
    return new Row(figure, ours, unit, Optional.of(new Limit(Side.AT_MOST, value)), peer);
  }

  public Row atLeast(double value) {
    return new Row(figure, ours, unit, Optional.of(new Limit(Side.AT_LEAST, value)), peer);
  }

  public Row beside(String name, double value) {
    return new Row(figure, ours, unit, limit, Optional.of(new Peer(name, value)));
  }

  public Verdict verdict() {
    return limit.map(l -> l.met(ours) ? Verdict.OK : Verdict.MISSED).orElse(Verdict.NONE);
  }
}
