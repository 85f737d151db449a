package dev.paddock.f1.provider.livetiming;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A race that nobody drove, as the archive would have it: cars go round a made-up circuit of 5.3 km, slower where it bends, each at its
 * own pace and none quite steadily. Car data about every 240 ms, positions about every 220 ms, four entries a line, some of them late;
 * and as much of the timing as it takes to know the laps.
 */
public final class SyntheticRace {
  public static final Instant BEGAN = Instant.parse("2025-03-16T03:00:00Z");

  private static final int BENDS = 720;
  /** A lap. */
  public static final double METRES = 5_300;

  private final int cars;
  private final int startMs;
  private final int endMs;
  private final Random random = new Random(2025);
  private final double[] speeds = new double[BENDS];
  private final double[] x = new double[BENDS];
  private final double[] y = new double[BENDS];
  private long plainBytes;

  /** @param start minutes after the stream began; {@code end} likewise */
  public SyntheticRace(int cars, int start, int end) {
    this.cars = cars;
    this.startMs = start * 60_000;
    this.endMs = end * 60_000;
    layOut();
  }

  /** Writes its topics into a folder. */
  public Map<Topic, Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    var files = new LinkedHashMap<Topic, Path>();
    for (var topic : List.of(Topic.CAR_DATA, Topic.POSITION, Topic.TIMING_DATA)) files.put(topic, folder.resolve(topic.file()));
    try (var out = open(files.get(Topic.CAR_DATA))) {
      write(new ZippedStream(out), "Entries", 240, true);
    }
    try (var out = open(files.get(Topic.POSITION))) {
      write(new ZippedStream(out), "Position", 220, false);
    }
    try (var out = open(files.get(Topic.TIMING_DATA))) {
      timing(out);
    }
    return files;
  }

  /** Of the JSON that was packed into what was written. */
  public long plainBytes() {
    return plainBytes;
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  /** A curve of some waves; how tightly it bends says how fast it can be driven. */
  private void layOut() {
    for (int i = 0; i < BENDS; i++) {
      double angle = 2 * Math.PI * i / BENDS;
      double radius = 7_000 + 1_500 * Math.sin(3 * angle + 1) + 900 * Math.sin(7 * angle) + 300 * Math.sin(13 * angle + 2);
      x[i] = radius * Math.cos(angle);
      y[i] = radius * Math.sin(angle);
    }
    for (int i = 0; i < BENDS; i++) {
      int before = Math.floorMod(i - 6, BENDS);
      int after = (i + 6) % BENDS;
      double turn = Math.abs(Math.IEEEremainder(Math.atan2(y[after] - y[i], x[after] - x[i])
          - Math.atan2(y[i] - y[before], x[i] - x[before]), 2 * Math.PI));
      speeds[i] = Math.clamp(345 - turn * 520, 75, 325);
    }
    // Nobody brakes harder than 5 g or gains more than 1.2 g: a few passes of letting the corners reach out.
    for (int pass = 0; pass < 3 * BENDS; pass++) {
      int i = Math.floorMod(-pass, BENDS);
      speeds[Math.floorMod(i - 1, BENDS)] = Math.min(speeds[Math.floorMod(i - 1, BENDS)], speeds[i] + 14);
      int j = pass % BENDS;
      speeds[(j + 1) % BENDS] = Math.min(speeds[(j + 1) % BENDS], speeds[j] + 4);
    }
  }

  private void write(ZippedStream stream, String name, int every, boolean carData) throws IOException {
    var places = new double[cars];
    int line = 0;
    var entries = new ArrayList<String>();
    for (int at = 0; at < endMs; ) {
      int step = every + random.nextInt(-60, 61) / 20 * 20;
      at += step;
      var values = new LinkedHashMap<Integer, int[]>();
      for (int car = 0; car < cars; car++) {
        double speed = at < startMs ? 0 : speed(car, places[car]);
        double before = places[car];
        places[car] += speed / 3.6 * step / 1000;
        values.put(number(car), carData ? sent(speed, speed(car, before + 20)) : seen(places[car]));
      }
      var utc = BEGAN.plusMillis(at).plusNanos(random.nextInt(1_000_000) / 100 * 100);
      entries.add(carData ? ZippedStream.carEntry(utc, values) : ZippedStream.positionEntry(utc, values));
      if (entries.size() < 4) continue;
      stream.line(at + (++line % 50 == 0 ? 1 : 50 + random.nextInt(1_500)), "{\"" + name + "\":[" + String.join(",", entries) + "]}");
      entries.clear();
    }
    plainBytes += stream.plainBytes();
  }

  /** Lap times are of the same pace, without its unsteadiness. */
  private void timing(OutputStream out) throws IOException {
    var lines = new ArrayList<String>();
    for (int car = 0; car < cars; car++) {
      lines.add(line(startMs - 1000, number(car), "\"InPit\":true"));
      lines.add(line(startMs - 500, number(car), "\"InPit\":false"));
      double place = 0;
      int lap = 0;
      for (int at = startMs; at < endMs; at += 100) {
        place += speed(car, place) / 36;
        if (place / METRES < lap + 1) continue;
        lap++;
        lines.add(line(at, number(car), "\"NumberOfLaps\":" + lap + ",\"LastLapTime\":{\"Value\":\"1:30." + 100 + lap + "\"}"));
      }
    }
    lines.sort(null);
    out.write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static String line(int at, int car, String delta) {
    return "%02d:%02d:%02d.%03d{\"Lines\":{\"%d\":{%s}}}".formatted(at / 3_600_000, at / 60_000 % 60, at / 1000 % 60, at % 1000, car, delta);
  }

  private static int number(int car) {
    return car * 4 + 1;
  }

  private double speed(int car, double place) {
    double bend = Math.floorMod((long) (place / METRES * BENDS * 1000), BENDS * 1000L) / 1000.0;
    int i = (int) bend;
    double between = speeds[i] + (bend - i) * (speeds[(i + 1) % BENDS] - speeds[i]);
    return between * (1 - car * 0.002) + random.nextGaussian() * 0.7;
  }

  private int[] sent(double speed, double ahead) {
    if (speed == 0) return new int[] {0, 0, 0, 104, 104, 0};
    int gear = (int) Math.clamp(speed / 38 + 1, 1, 8);
    boolean brakes = ahead < speed - 6;
    int rpm = (int) (7_500 + (speed - (gear - 1) * 38) * 95 * (gear == 8 ? 0.6 : 1) + random.nextGaussian() * 60);
    int throttle = brakes ? 0 : ahead > speed + 1 ? 100 : (int) Math.clamp(60 + (ahead - speed) * 8 + random.nextGaussian() * 5, 0, 100);
    return new int[] {rpm, (int) speed, gear, throttle, brakes ? 100 : 0, speed > 290 ? 12 : 1};
  }

  private int[] seen(double place) {
    double bend = place / METRES * BENDS % BENDS;
    int i = (int) bend;
    int next = (i + 1) % BENDS;
    double share = bend - i;
    return new int[] {0, (int) Math.round(x[i] + share * (x[next] - x[i]) + random.nextGaussian()),
        (int) Math.round(y[i] + share * (y[next] - y[i]) + random.nextGaussian()), (int) Math.round(80 + 40 * Math.sin(bend / 40))};
  }
}
