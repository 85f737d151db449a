package dev.paddock.f1.web;

import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import dev.paddock.f1.rules.circuit.MarkerDistances;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.telemetry.Packing;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A circuit with nine corners, and what a car says that goes around it. */
final class InventedCircuit {
  private static final int OUTLINE = 240;
  private static final int CORNERS = 9;
  private static final int POSTS = 12;
  private static final int STEPS = 4_000;

  static final CircuitMap CIRCUIT = MarkerDistances.onOutline(new CircuitMap(152, 2025, "Invented Street Circuit", "Las Vegas",
      "United States", 30.0, IntStream.range(0, OUTLINE).mapToObj(InventedCircuit::point).toList(), markers()));

  private InventedCircuit() {}

  private static double x(double turn) {
    double a = turn * 2 * Math.PI;
    return 9_000 * Math.cos(a) + 1_600 * Math.cos(3 * a);
  }

  private static double y(double turn) {
    double a = turn * 2 * Math.PI;
    return 5_200 * Math.sin(a) - 1_500 * Math.sin(2 * a);
  }

  private static Point point(int i) {
    double turn = (double) i / OUTLINE;
    return new Point((int) Math.round(x(turn)), (int) Math.round(y(turn)));
  }

  private static List<Marker> markers() {
    var markers = new ArrayList<Marker>();
    for (int n = 0; n < CORNERS; n++) markers.add(marker(Kind.CORNER, n + 1, (n + 0.5) / CORNERS, 40.0 * n));
    for (int n = 0; n < POSTS; n++) markers.add(marker(Kind.MARSHAL_SECTOR, n + 1, (double) n / POSTS, null));
    for (int n = 0; n < POSTS; n++) markers.add(marker(Kind.MARSHAL_LIGHT, n + 1, (n + 0.3) / POSTS, 0.0));
    return markers;
  }

  private static Marker marker(Kind kind, int number, double turn, Double angle) {
    return new Marker(kind, number, "", x(turn), y(turn), angle, null);
  }

  /** Slow where it bends. @param bold how much less one slows down there */
  static TelemetryBlock drive(Lap lap, Channel channel, double bold) {
    var seconds = new double[STEPS + 1];
    var speed = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) speed[i] = speed((double) i / STEPS, bold);
    for (int i = 1; i <= STEPS; i++) {
      double way = Math.hypot(x((double) i / STEPS) - x((i - 1.0) / STEPS), y((double) i / STEPS) - y((i - 1.0) / STEPS));
      seconds[i] = seconds[i - 1] + way / (speed[i] + speed[i - 1]);
    }
    // A tenth of a metre in a millisecond is 360 km/h; two speeds were added above.
    double stretch = lap.timed().time() / seconds[STEPS];
    double kmh = 720 / stretch;
    var at = IntStream.iterate(-500, t -> t <= lap.timed().time() + 500, t -> t + (channel == Channel.CAR ? 240 : 220)).toArray();
    var values = new int[channel.columns()][at.length];
    for (int s = 0, i = 0; s < at.length; s++) {
      while (i < STEPS && seconds[i] * stretch < at[s]) i++;
      double turn = (double) i / STEPS;
      int slope = (int) Math.signum(speed[Math.min(STEPS, i + 20)] - speed[Math.max(0, i - 20)]);
      int v = (int) Math.round(speed[i] * kmh);
      int[] row = channel == Channel.CAR
          ? new int[] {8_000 + v * 12, v, Math.min(8, 1 + v / 40), slope < 0 ? 0 : 100, slope < 0 ? 100 : 0, v > 290 ? 12 : 0}
          : new int[] {0, (int) Math.round(x(turn)), (int) Math.round(y(turn)), 0};
      for (int c = 0; c < row.length; c++) values[c][s] = row[c];
    }
    return Packing.pack(lap.timed().car(), lap.timed().number(),
        new Samples(channel, IntStream.of(at).map(t -> lap.start() + t).toArray(), values));
  }

  private static double speed(double turn, double bold) {
    return 320 - 230 / bold * Math.pow(Math.abs(Math.sin(turn * Math.PI * CORNERS)), 6);
  }
}
