package dev.paddock.f1.rules.telemetry;

import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A lap's car data and positions in one table, by time. What a row's own sample does not say is interpolated: rpm, speed and throttle
 * by straight lines, the place and the distance by a quadratic spline, the others are what they were last. The lap's beginning and end
 * have rows of their own, for which the samples next to it on either side are needed too.
 *
 * @param start session time in ms, {@code end} likewise
 */
public record LapTelemetry(int start, int end, List<Row> rows) {
  /** Whose sample a row is; of both: POSITION. Rows without any are at the lap's beginning and end. */
  public enum Source { CAR, POSITION, INTERPOLATION }

  /**
   * null: unknown, so are all numbers where one channel is missing.
   *
   * @param at       ms since the lap's start
   * @param rpm      1/min
   * @param speed    km/h
   * @param gear     0 to 8
   * @param throttle %
   * @param drs      as sent: 0 and 1 off, 8 eligible, 10, 12 and 14 open; null since 2026
   * @param distance m from the lap's start, the sum of speed × time over the car's samples
   * @param x        1/10 m from the circuit's origin, {@code y} and {@code z} likewise
   */
  public record Row(int at, Source source, Double rpm, Double speed, Integer gear, Double throttle, Boolean brake, Integer drs,
      Double distance, Double x, Double y, Double z, Boolean onTrack) {}

  public LapTelemetry {
    rows = List.copyOf(rows);
  }

  /** @param blocks of one car, both channels: the lap's own and those of the laps beside it */
  public static LapTelemetry of(int start, int end, List<TelemetryBlock> blocks) {
    return of(start, end, window(start, end, Channel.CAR, blocks), window(start, end, Channel.POSITION, blocks));
  }

  /** A lap that ends before it begins has no rows. @param car may begin before the lap and end after it, as may {@code position} */
  public static LapTelemetry of(int start, int end, Samples car, Samples position) {
    if (end <= start) return new LapTelemetry(start, end, List.of());
    var sent = new CarCurves(start, car.around(start, end));
    var seen = new PositionCurves(position.around(start, end));
    var sources = new TreeMap<Integer, Source>();
    sources.put(start, Source.INTERPOLATION);
    sources.put(end, Source.INTERPOLATION);
    put(sent.samples, Source.CAR, start, end, sources);
    put(seen.samples, Source.POSITION, start, end, sources);
    var rows = new ArrayList<Row>(sources.size());
    sources.forEach((time, source) -> rows.add(row(time, time - start, source, sent, seen)));
    return new LapTelemetry(start, end, rows);
  }

  /** Metres of the lap; null: there are no car data at its end. */
  public Double length() {
    return rows.isEmpty() ? null : rows.getLast().distance();
  }

  private static Samples window(int start, int end, Channel channel, List<TelemetryBlock> blocks) {
    var parts = blocks.stream().filter(b -> b.channel() == channel).sorted(Comparator.comparingInt(TelemetryBlock::from))
        .map(Packing::unpack).toList();
    return Samples.join(channel, parts).around(start, end);
  }

  private static void put(Samples samples, Source source, int start, int end, TreeMap<Integer, Source> into) {
    for (int time : samples.at()) if (time >= start && time <= end) into.put(time, source);
  }

  private static Row row(int time, int at, Source source, CarCurves car, PositionCurves position) {
    int sent = car.samples.lastUntil(time);
    int seen = position.samples.lastUntil(time);
    return new Row(at, source, known(car.rpm.at(time)), known(car.speed.at(time)), value(car.samples, Samples.GEAR, sent),
        known(car.throttle.at(time)), brake(value(car.samples, Samples.BRAKE, sent)), value(car.samples, Samples.DRS, sent),
        known(car.distance.at(time)), known(position.x.at(time)), known(position.y.at(time)), known(position.z.at(time)),
        onTrack(value(position.samples, Samples.STATUS, seen)));
  }

  private static Integer value(Samples samples, int column, int index) {
    if (index < 0 || samples.values()[column][index] == Samples.ABSENT) return null;
    return samples.values()[column][index];
  }

  private static Boolean brake(Integer sent) {
    return sent == null || sent == Samples.INVALID ? null : Boolean.valueOf(sent > 0);
  }

  private static Boolean onTrack(Integer status) {
    return status == null ? null : Boolean.valueOf(status == 0);
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }

  private static double[] times(Samples samples) {
    var times = new double[samples.size()];
    for (int i = 0; i < times.length; i++) times[i] = samples.at()[i];
    return times;
  }

  /** @param invalid is no value, beside {@link Samples#ABSENT} */
  private static double[] column(Samples samples, int column, int invalid) {
    var values = new double[samples.size()];
    for (int i = 0; i < values.length; i++) {
      int value = samples.values()[column][i];
      values[i] = value == Samples.ABSENT || value == invalid ? Double.NaN : value;
    }
    return values;
  }

  private static final class CarCurves {
    final Samples samples;
    final Curve rpm;
    final Curve speed;
    final Curve throttle;
    final Curve distance;

    CarCurves(int start, Samples samples) {
      this.samples = samples;
      var times = times(samples);
      var speeds = column(samples, Samples.SPEED, Samples.ABSENT);
      rpm = Curve.linear(times, column(samples, Samples.RPM, Samples.ABSENT));
      speed = Curve.linear(times, speeds);
      throttle = Curve.linear(times, column(samples, Samples.THROTTLE, Samples.INVALID));
      distance = Curve.quadratic(times, distances(start, times, speeds));
    }

    /** The sample before the lap lies at a negative distance, so that the lap's start is 0 or nearly so. */
    private static double[] distances(int start, double[] times, double[] speeds) {
      var distances = new double[times.length];
      double metres = 0;
      for (int i = 0; i < times.length; i++) {
        metres += speeds[i] / 3.6 * (times[i] - (i == 0 ? start : times[i - 1])) / 1000;
        distances[i] = metres;
      }
      return distances;
    }
  }

  private static final class PositionCurves {
    final Samples samples;
    final Curve x;
    final Curve y;
    final Curve z;

    PositionCurves(Samples samples) {
      this.samples = samples;
      var times = times(samples);
      x = Curve.quadratic(times, column(samples, Samples.X, Samples.ABSENT));
      y = Curve.quadratic(times, column(samples, Samples.Y, Samples.ABSENT));
      z = Curve.quadratic(times, column(samples, Samples.Z, Samples.ABSENT));
    }
  }
}
