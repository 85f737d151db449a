package dev.paddock.f1.web;

import static dev.paddock.sheet.Column.instant;
import static dev.paddock.sheet.Column.number;
import static dev.paddock.sheet.Column.text;
import static dev.paddock.sheet.Column.whole;
import static dev.paddock.sheet.Column.yes;

import dev.paddock.f1.rules.laps.LapWeather;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.RadioClip;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.WeatherSample;
import dev.paddock.sheet.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What else a session was made of, under FastF1's names where it has any. Time is session time: ms since the session's stream began. */
final class SessionColumns {
  static final List<Column<WeatherSample>> WEATHER = List.of(
      whole("Time", "ms", WeatherSample::at),
      number("AirTemp", "°C", WeatherSample::airTemperature),
      number("Humidity", "%", WeatherSample::humidity),
      number("Pressure", "mbar", WeatherSample::pressure),
      yes("Rainfall", WeatherSample::rain),
      number("TrackTemp", "°C", WeatherSample::trackTemperature),
      whole("WindDirection", "°", WeatherSample::windDirection),
      number("WindSpeed", "m/s", WeatherSample::windSpeed));

  static final List<Column<Status>> STATUS = List.of(
      whole("Time", "ms", status -> status.change().at()),
      text("Subject", Status::subject),
      text("Status", status -> status.change().status()),
      text("Message", status -> status.change().message()));

  /** @param sample the first during the lap, else the last before its end */
  record LapSky(Lap lap, WeatherSample sample) {
    /** Of the laps before whose end there is a sample. */
    static List<LapSky> of(List<Lap> laps, List<WeatherSample> samples) {
      return laps.stream().flatMap(lap -> LapWeather.of(lap, samples).map(sample -> new LapSky(lap, sample)).stream()).toList();
    }
  }

  /** @param subject whose status it is: track or session */
  record Status(String subject, StatusChange change) {
    /** Both kinds in the order in which they happened. */
    static List<Status> of(SessionData.TrackStatus all) {
      return Stream.concat(all.track().stream().map(change -> new Status("track", change)),
              all.session().stream().map(change -> new Status("session", change)))
          .sorted(Comparator.comparingInt(status -> status.change().at())).toList();
    }
  }

  private SessionColumns() {}

  static List<Column<LapSky>> lapWeather(Drivers drivers) {
    var columns = new ArrayList<Column<LapSky>>(List.of(
        text("Driver", sky -> drivers.code(sky.lap().timed().car())),
        whole("DriverNumber", sky -> sky.lap().timed().car()),
        whole("LapNumber", sky -> sky.lap().timed().number())));
    WEATHER.forEach(column -> columns.add(
        new Column<>(column.name(), column.type(), column.unit(), sky -> column.value().apply(sky.sample()))));
    return columns;
  }

  static List<Column<RaceControlMessage>> raceControl(Drivers drivers) {
    return List.of(
        whole("Time", "ms", RaceControlMessage::at),
        instant("UTC", RaceControlMessage::utc),
        whole("Lap", RaceControlMessage::lap),
        text("Category", RaceControlMessage::category),
        text("Message", RaceControlMessage::message),
        text("Status", RaceControlMessage::status),
        text("Flag", RaceControlMessage::flag),
        text("Scope", RaceControlMessage::scope),
        whole("Sector", RaceControlMessage::sector),
        whole("RacingNumber", RaceControlMessage::car),
        text("Driver", message -> drivers.code(message.car())),
        text("Mode", RaceControlMessage::mode));
  }

  static List<Column<Stint>> stints(Drivers drivers) {
    return List.of(
        text("Driver", stint -> drivers.code(stint.car())),
        whole("DriverNumber", Stint::car),
        whole("Stint", Stint::number),
        text("Compound", Stint::compound),
        yes("FreshTyre", Stint::fresh),
        whole("TyreAgeAtStart", "laps", Stint::ageAtStart),
        whole("FirstLap", Stint::firstLap),
        whole("LastLap", Stint::lastLap));
  }

  static List<Column<PitStop>> pitStops(Drivers drivers) {
    return List.of(
        text("Driver", stop -> drivers.code(stop.car())),
        whole("DriverNumber", PitStop::car),
        whole("Stop", PitStop::number),
        whole("Lap", PitStop::lap),
        whole("PitInTime", "ms", PitStop::in),
        whole("PitOutTime", "ms", PitStop::out),
        whole("PitLaneTime", "ms", PitStop::lane));
  }

  static List<Column<PositionChange>> positions(Drivers drivers) {
    return List.of(
        text("Driver", change -> drivers.code(change.car())),
        whole("DriverNumber", PositionChange::car),
        whole("Time", "ms", PositionChange::at),
        whole("Position", PositionChange::position));
  }

  static List<Column<RadioClip>> radio(Drivers drivers) {
    return List.of(
        instant("UTC", RadioClip::utc),
        text("Driver", clip -> drivers.code(clip.car())),
        whole("DriverNumber", RadioClip::car),
        text("Path", RadioClip::path));
  }
}
