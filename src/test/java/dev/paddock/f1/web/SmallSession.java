package dev.paddock.f1.web;

import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.CircuitMap.Point;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import dev.paddock.f1.rules.circuit.MarkerDistances;
import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.RadioClip;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.WeatherSample;
import dev.paddock.f1.rules.telemetry.Packing;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.time.Instant;
import java.util.List;

/** An invented sprint of three laps by two cars: one changes to slicks and loses a time, the other does not come round again. */
public final class SmallSession {
  public static final String ID = "2025-miami-S";

  static final Instant BEGAN = Instant.parse("2025-05-03T15:00:00Z");

  static final SessionData.Entrants ENTRANTS = new SessionData.Entrants(List.of(
      new Entrant(4, "NOR", "Lando", "Norris", "McLaren", "FF8000"),
      new Entrant(44, "HAM", "Lewis", "Hamilton", "Ferrari", "E80020")));

  static final SessionData.Laps LAPS = new SessionData.Laps(List.of(
      new Lap(new TimedLap(4, 1, 112_345, null, 40_100, 35_200, 3_712_345, null, 3_677_145, 3_712_345, null, null, 0, 201, 254, 290, null,
          false), 3_600_000, 1, "INTERMEDIATE", 3, false, 1, "12", false, "", false, false),
      new Lap(new TimedLap(4, 2, 105_000, 34_000, 38_000, 33_000, 3_817_345, 3_746_345, 3_784_345, 3_817_345, 3_816_000, null, 0, 210, 260,
          null, 318, true), 3_712_345, 1, "INTERMEDIATE", 4, false, 1, "1", false, "", false, false),
      new Lap(new TimedLap(4, 3, 98_400, 31_100, 35_300, 32_000, 3_915_745, 3_848_445, 3_883_745, 3_915_745, null, 3_839_900, 1, 220, 270,
          301, 331, false), 3_817_345, 2, "SOFT", 1, true, 2, "1", true, "TRACK LIMITS AT TURN 4, LAP 3", false, false),
      new Lap(new TimedLap(44, 1, 113_000, 37_000, 40_500, 35_500, 3_713_000, 3_637_000, 3_677_500, 3_713_000, null, null, 0, 199, 251, 288,
          301, false), 3_600_000, 1, "INTERMEDIATE", 1, true, 2, "12", false, "", false, false),
      new Lap(new TimedLap(44, 2, 104_900, 33_900, 38_100, 32_900, 3_817_900, 3_746_900, 3_785_000, 3_817_900, null, null, 0, 211, 259, 297,
          316, true), 3_713_000, 1, "INTERMEDIATE", 2, true, 2, "1", false, "", false, true),
      new Lap(new TimedLap(44, 3, null, 34_000, null, null, null, 3_851_900, null, null, null, null, 0, 212, null, null, null, false),
          3_817_900, 1, "INTERMEDIATE", 3, true, null, "14", false, "", true, false)));

  static final SessionData.Stints STINTS = new SessionData.Stints(List.of(new Stint(4, 1, "INTERMEDIATE", false, 2, 1, 2),
      new Stint(4, 2, "SOFT", true, 0, 3, 3), new Stint(44, 1, "INTERMEDIATE", true, 0, 1, 3)));

  static final SessionData.PitStops PIT_STOPS = new SessionData.PitStops(List.of(new PitStop(4, 1, 2, 3_816_000, 3_839_900, 23_900)));

  static final SessionData.Weather WEATHER = new SessionData.Weather(List.of(
      new WeatherSample(12_000, 26.4, 30.1, 77.0, 1013.4, 1.6, 214, true),
      new WeatherSample(72_000, 26.5, 30.9, 76.0, 1013.4, 0.0, 0, false)));

  static final SessionData.RaceControl RACE_CONTROL = new SessionData.RaceControl(List.of(
      new RaceControlMessage(3_600_000, BEGAN.plusSeconds(3_600), 1, "Flag", "GREEN", "Track", null, null, null, null,
          "GREEN LIGHT - PIT EXIT OPEN"),
      new RaceControlMessage(3_916_000, BEGAN.plusSeconds(3_916), 3, "Other", null, null, null, 4, null, null,
          "CAR 4 (NOR) TIME 1:38.400 DELETED - TRACK LIMITS AT TURN 4, LAP 3")));

  static final SessionData.TrackStatus STATUS = new SessionData.TrackStatus(
      List.of(new StatusChange(0, "1", "AllClear"), new StatusChange(3_640_000, "2", "Yellow"),
          new StatusChange(3_690_000, "1", "AllClear")),
      List.of(new StatusChange(3_600_000, "Started", ""), new StatusChange(3_920_000, "Finished", "")));

  static final SessionData.Positions POSITIONS = new SessionData.Positions(List.of(new PositionChange(4, 0, 1),
      new PositionChange(4, 3_840_000, 2), new PositionChange(44, 0, 2), new PositionChange(44, 3_840_000, 1)));

  static final SessionData.Radio RADIO = new SessionData.Radio(List.of(
      new RadioClip(BEGAN.plusSeconds(3_855), 44, "TeamRadio/LEWHAM01_44_20250503_120415.mp3")));

  static final SessionData.Results RESULTS = new SessionData.Results(List.of(
      new ComputedResult(1, 4, 3, 105_000, 315_745, null, null, null), new ComputedResult(2, 44, 2, 104_900, 217_900, null, null, null)));

  /** Of Hamilton's second lap: full throttle from the line, five times a second. */
  static final List<TelemetryBlock> TELEMETRY = List.of(
      Packing.pack(44, 2, new Samples(Channel.CAR, new int[] {3_712_900, 3_713_100, 3_713_300, 3_817_800, 3_818_000},
          new int[][] {{10_000, 10_400, 10_800, 11_000, 11_000}, {200, 204, 208, 290, 292}, {6, 6, 6, 8, 8}, {100, 100, 100, 100, 100},
              {0, 0, 0, 0, 0}, {8, 8, 12, 0, 0}})),
      Packing.pack(44, 2, new Samples(Channel.POSITION, new int[] {3_712_800, 3_713_050, 3_713_320, 3_817_700, 3_817_950},
          new int[][] {{0, 0, 0, 0, 0}, {-100, 20, 160, -250, -80}, {1_000, 1_010, 1_030, 990, 1_000}, {5, 5, 5, 6, 6}})));

  static final CircuitMap CIRCUIT = MarkerDistances.onOutline(new CircuitMap(151, 2025, "Miami International Autodrome", "Miami",
      "United States", 2.0, List.of(new Point(0, 0), new Point(10_000, 0), new Point(10_000, 5_000), new Point(0, 5_000)),
      List.of(new Marker(Kind.CORNER, 1, "", 10_050, 40, 45.5, null), new Marker(Kind.CORNER, 1, "A", 9_900, 5_020, -90.0, null),
          new Marker(Kind.MARSHAL_LIGHT, 1, "", 2_000, -30, 180.0, null), new Marker(Kind.MARSHAL_SECTOR, 1, "", 0, 100, null, null))));

  static final List<SessionData> ALL = List.of(ENTRANTS, LAPS, STINTS, PIT_STOPS, WEATHER, RACE_CONTROL, STATUS, POSITIONS, RADIO, RESULTS);

  private SmallSession() {}
}
