package dev.paddock.f1.web;

import static dev.paddock.sheet.Column.number;
import static dev.paddock.sheet.Column.text;
import static dev.paddock.sheet.Column.whole;
import static dev.paddock.sheet.Column.yes;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Row;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.sheet.Column;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A lap's telemetry, car data and positions on one time base, under FastF1's names. @param start of the lap, session time in ms */
record TelemetryRow(int car, int lap, int start, Row sample) {
  static List<Column<TelemetryRow>> columns(Drivers drivers) {
    return List.of(
        text("Driver", row -> drivers.code(row.car)),
        whole("DriverNumber", TelemetryRow::car),
        whole("LapNumber", TelemetryRow::lap),
        whole("Time", "ms", row -> row.sample.at()),
        whole("SessionTime", "ms", row -> row.start + row.sample.at()),
        number("RPM", "1/min", thousandths(Row::rpm)),
        number("Speed", "km/h", thousandths(Row::speed)),
        whole("nGear", row -> row.sample.gear()),
        number("Throttle", "%", thousandths(Row::throttle)),
        yes("Brake", row -> row.sample.brake()),
        whole("DRS", row -> row.sample.drs()),
        text("Source", row -> source(row.sample.source())),
        number("Distance", "m", thousandths(Row::distance)),
        text("Status", row -> status(row.sample.onTrack())),
        number("X", "1/10 m", thousandths(Row::x)),
        number("Y", "1/10 m", thousandths(Row::y)),
        number("Z", "1/10 m", thousandths(Row::z)));
  }

  /** A lap as it is stored, with the samples next to it. Its beginning and its end are known. */
  record Packed(Lap lap, List<TelemetryBlock> blocks) {
    private Stream<TelemetryRow> rows() {
      return LapTelemetry.of(lap.start(), lap.timed().end(), blocks).rows().stream()
          .map(sample -> new TelemetryRow(lap.timed().car(), lap.timed().number(), lap.start(), sample));
    }
  }

  /** Unpacked lap by lap, as it is asked for. */
  static Iterable<TelemetryRow> unpacked(List<Packed> laps) {
    return () -> laps.stream().filter(lap -> !lap.blocks.isEmpty()).flatMap(Packed::rows).iterator();
  }

  /** What was interpolated has more digits than anybody measured. */
  private static Function<TelemetryRow, Double> thousandths(Function<Row, Double> value) {
    return row -> {
      var exact = value.apply(row.sample);
      return exact == null ? null : Double.valueOf(Math.round(exact * 1_000) / 1_000.0);
    };
  }

  private static String source(LapTelemetry.Source source) {
    return switch (source) {
      case CAR -> "car";
      case POSITION -> "pos";
      case INTERPOLATION -> "interpolation";
    };
  }

  private static String status(Boolean onTrack) {
    return onTrack == null ? null : onTrack ? "OnTrack" : "OffTrack";
  }
}
