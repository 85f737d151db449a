package dev.paddock.f1.store;

import dev.paddock.f1.rules.session.ComputedResult;
import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.PitStop;
import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.RadioClip;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.Stint;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.WeatherSample;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of a session's data, each column beside what it holds. */
final class SessionTables {
  /** A row whose place in the list is its key. @param seq from 1 */
  record Listed<T>(int seq, T row) {
    static <T> List<Listed<T>> of(List<T> rows) {
      return IntStream.range(0, rows.size()).mapToObj(n -> new Listed<>(n + 1, rows.get(n))).toList();
    }
  }

  /** @param what TRACK or SESSION */
  record Status(String what, int seq, StatusChange change) {}

  static final SessionTable<Entrant> ENTRANTS = SessionTable.<Entrant>named("entrant")
      .key("car", Entrant::car)
      .text("code", Entrant::code).text("first_name", Entrant::firstName).text("last_name", Entrant::lastName)
      .text("team", Entrant::team).text("colour", Entrant::colour)
      .read(r -> new Entrant(r.getInteger("car"), r.getString("code"), r.getString("first_name"), r.getString("last_name"),
          r.getString("team"), r.getString("colour")));

  static final SessionTable<Lap> LAPS = SessionTable.<Lap>named("lap")
      .key("car", lap -> lap.timed().car()).key("lap", lap -> lap.timed().number())
      .number("lap_ms", lap -> lap.timed().time())
      .number("sector1_ms", lap -> lap.timed().sector1()).number("sector2_ms", lap -> lap.timed().sector2())
      .number("sector3_ms", lap -> lap.timed().sector3())
      .number("start_ms", Lap::start).number("end_ms", lap -> lap.timed().end())
      .number("sector1_at_ms", lap -> lap.timed().sector1At()).number("sector2_at_ms", lap -> lap.timed().sector2At())
      .number("sector3_at_ms", lap -> lap.timed().sector3At())
      .number("pit_in_ms", lap -> lap.timed().pitIn()).number("pit_out_ms", lap -> lap.timed().pitOut())
      .number("pit_stops", lap -> lap.timed().pitStops())
      .number("speed_i1", lap -> lap.timed().speedI1()).number("speed_i2", lap -> lap.timed().speedI2())
      .number("speed_fl", lap -> lap.timed().speedFl()).number("speed_st", lap -> lap.timed().speedSt())
      .bool("personal_best", lap -> lap.timed().personalBest())
      .number("stint", Lap::stint).text("compound", Lap::compound).number("tyre_life", Lap::tyreLife).bool("fresh_tyre", Lap::freshTyre)
      .number("position", Lap::position).text("track_status", Lap::trackStatus)
      .bool("deleted", Lap::deleted).text("deleted_reason", Lap::deletedReason)
      .bool("generated", Lap::generated).bool("accurate", Lap::accurate)
      .read(SessionTables::lap);

  static final SessionTable<Stint> STINTS = SessionTable.<Stint>named("stint")
      .key("car", Stint::car).key("stint", Stint::number)
      .text("compound", Stint::compound).bool("fresh", Stint::fresh).number("age_at_start", Stint::ageAtStart)
      .number("first_lap", Stint::firstLap).number("last_lap", Stint::lastLap)
      .read(r -> new Stint(r.getInteger("car"), r.getInteger("stint"), r.getString("compound"), r.getBoolean("fresh"),
          r.getInteger("age_at_start"), r.getInteger("first_lap"), r.getInteger("last_lap")));

  static final SessionTable<PitStop> PIT_STOPS = SessionTable.<PitStop>named("pit_stop")
      .key("car", PitStop::car).key("stop", PitStop::number)
      .number("lap", PitStop::lap).number("in_ms", PitStop::in).number("out_ms", PitStop::out).number("lane_ms", PitStop::lane)
      .read(r -> new PitStop(r.getInteger("car"), r.getInteger("stop"), r.getInteger("lap"), r.getInteger("in_ms"), r.getInteger("out_ms"),
          r.getInteger("lane_ms")));

  static final SessionTable<WeatherSample> WEATHER = SessionTable.<WeatherSample>named("weather")
      .key("at_ms", WeatherSample::at)
      .real("air_c", WeatherSample::airTemperature).real("track_c", WeatherSample::trackTemperature)
      .real("humidity", WeatherSample::humidity).real("pressure_mbar", WeatherSample::pressure)
      .real("wind_ms", WeatherSample::windSpeed).number("wind_degrees", WeatherSample::windDirection).bool("rain", WeatherSample::rain)
      .read(r -> new WeatherSample(r.getInteger("at_ms"), real(r, "air_c"), real(r, "track_c"), real(r, "humidity"),
          real(r, "pressure_mbar"), real(r, "wind_ms"), r.getInteger("wind_degrees"), r.getBoolean("rain")));

  static final SessionTable<Listed<RaceControlMessage>> RACE_CONTROL = SessionTable.<Listed<RaceControlMessage>>named("race_control")
      .key("seq", Listed::seq)
      .number("at_ms", m -> m.row().at()).time("utc", m -> m.row().utc()).number("lap", m -> m.row().lap())
      .text("category", m -> m.row().category()).text("flag", m -> m.row().flag()).text("scope", m -> m.row().scope())
      .number("sector", m -> m.row().sector()).number("car", m -> m.row().car()).text("status", m -> m.row().status())
      .text("mode", m -> m.row().mode()).text("message", m -> m.row().message())
      .read(r -> new Listed<>(r.getInteger("seq"), new RaceControlMessage(r.getInteger("at_ms"), time(r, "utc"), r.getInteger("lap"),
          r.getString("category"), r.getString("flag"), r.getString("scope"), r.getInteger("sector"), r.getInteger("car"),
          r.getString("status"), r.getString("mode"), r.getString("message"))));

  static final SessionTable<Status> STATUS = SessionTable.<Status>named("status_change")
      .keyText("what", Status::what).key("seq", Status::seq)
      .number("at_ms", s -> s.change().at()).text("status", s -> s.change().status()).text("message", s -> s.change().message())
      .read(r -> new Status(r.getString("what"), r.getInteger("seq"),
          new StatusChange(r.getInteger("at_ms"), r.getString("status"), r.getString("message"))));

  static final SessionTable<PositionChange> POSITIONS = SessionTable.<PositionChange>named("position_change")
      .key("car", PositionChange::car).key("at_ms", PositionChange::at).number("position", PositionChange::position)
      .read(r -> new PositionChange(r.getInteger("car"), r.getInteger("at_ms"), r.getInteger("position")));

  static final SessionTable<Listed<RadioClip>> RADIO = SessionTable.<Listed<RadioClip>>named("team_radio")
      .key("seq", Listed::seq)
      .time("utc", clip -> clip.row().utc()).number("car", clip -> clip.row().car()).text("path", clip -> clip.row().path())
      .read(r -> new Listed<>(r.getInteger("seq"), new RadioClip(time(r, "utc"), r.getInteger("car"), r.getString("path"))));

  static final SessionTable<ComputedResult> RESULTS = SessionTable.<ComputedResult>named("computed_result")
      .key("car", ComputedResult::car)
      .number("position", ComputedResult::position).number("laps", ComputedResult::laps).number("best_ms", ComputedResult::best)
      .number("total_ms", ComputedResult::total)
      .number("q1_ms", ComputedResult::q1).number("q2_ms", ComputedResult::q2).number("q3_ms", ComputedResult::q3)
      .read(r -> new ComputedResult(r.getInteger("position"), r.getInteger("car"), r.getInteger("laps"), r.getInteger("best_ms"),
          r.getInteger("total_ms"), r.getInteger("q1_ms"), r.getInteger("q2_ms"), r.getInteger("q3_ms")));

  private SessionTables() {}

  private static Lap lap(Row r) {
    return new Lap(
        new TimedLap(r.getInteger("car"), r.getInteger("lap"), r.getInteger("lap_ms"), r.getInteger("sector1_ms"),
            r.getInteger("sector2_ms"), r.getInteger("sector3_ms"), r.getInteger("end_ms"), r.getInteger("sector1_at_ms"),
            r.getInteger("sector2_at_ms"), r.getInteger("sector3_at_ms"), r.getInteger("pit_in_ms"), r.getInteger("pit_out_ms"),
            r.getInteger("pit_stops"), r.getInteger("speed_i1"), r.getInteger("speed_i2"), r.getInteger("speed_fl"),
            r.getInteger("speed_st"), r.getBoolean("personal_best")),
        r.getInteger("start_ms"), r.getInteger("stint"), r.getString("compound"), r.getInteger("tyre_life"), r.getBoolean("fresh_tyre"),
        r.getInteger("position"), r.getString("track_status"), r.getBoolean("deleted"), r.getString("deleted_reason"),
        r.getBoolean("generated"), r.getBoolean("accurate"));
  }

  /** The shortest number that is this one as single precision: what the source wrote, up to six digits. */
  static Double real(Row r, String column) {
    var value = r.getFloat(column);
    return value == null ? null : Double.valueOf(value.toString());
  }

  private static Instant time(Row r, String column) {
    var value = r.getOffsetDateTime(column);
    return value == null ? null : value.toInstant();
  }
}
