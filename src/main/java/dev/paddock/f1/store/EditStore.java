package dev.paddock.f1.store;

import dev.paddock.f1.rules.Edits;
import dev.paddock.f1.rules.Edits.DriverEdit;
import dev.paddock.f1.rules.Edits.Place;
import dev.paddock.f1.rules.Edits.RaceEdit;
import dev.paddock.f1.rules.SessionCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What administrators have set in the calendar, beside what the sources say. */
public final class EditStore {
  private static final String RACES = """
      select e.race_id, e.by_hand, e.edit::text as edit from race_edit e join race r using (race_id) where r.season = $1::int
      """;
  private static final String RACE = "select by_hand, edit::text as edit from race_edit where race_id = $1::text";
  private static final String DRIVERS = "select driver_id, by_hand, edit::text as edit from driver_edit where season = $1::int";
  private static final String DRIVER =
      "select by_hand, edit::text as edit from driver_edit where season = $1::int and driver_id = $2::text";
  private static final String PUT_RACE = """
      insert into race_edit (race_id, by_hand, edit) values ($1::text, $2::boolean, $3::text::jsonb)
      on conflict (race_id) do update set by_hand = excluded.by_hand, edit = excluded.edit
      """;
  private static final String PUT_DRIVER = """
      insert into driver_edit (season, driver_id, by_hand, edit) values ($1::int, $2::text, $3::boolean, $4::text::jsonb)
      on conflict (season, driver_id) do update set by_hand = excluded.by_hand, edit = excluded.edit
      """;

  /** All of a season. */
  public Future<Edits> of(SqlClient in, int season) {
    return in.preparedQuery(RACES).collecting(Collectors.toMap((Row r) -> r.getString("race_id"), EditStore::race))
        .execute(Tuple.of(season))
        .compose(races -> in.preparedQuery(DRIVERS).collecting(Collectors.toMap((Row r) -> r.getString("driver_id"), EditStore::driver))
            .execute(Tuple.of(season)).map(drivers -> new Edits(races.value(), drivers.value())));
  }

  public Future<RaceEdit> race(SqlClient in, String raceId) {
    return in.preparedQuery(RACE).execute(Tuple.of(raceId))
        .map(rows -> rows.size() == 0 ? RaceEdit.NONE : race(rows.iterator().next()));
  }

  public Future<DriverEdit> driver(SqlClient in, int season, String driverId) {
    return in.preparedQuery(DRIVER).execute(Tuple.of(season, driverId))
        .map(rows -> rows.size() == 0 ? DriverEdit.NONE : driver(rows.iterator().next()));
  }

  public Future<Void> put(SqlConnection tx, String raceId, RaceEdit edit) {
    var json = new JsonObject();
    edit.round().ifPresent(round -> json.put("round", round));
    edit.name().ifPresent(name -> json.put("name", name));
    edit.place().ifPresent(place -> json.put("place", new JsonObject().put("circuitId", place.circuitId()).put("circuit", place.circuit())
        .put("locality", place.locality()).put("country", place.country())));
    edit.cancelled().ifPresent(cancelled -> json.put("cancelled", cancelled));
    var sessions = new JsonObject();
    edit.sessions().forEach((code, start) -> sessions.put(code.name(), start.toString()));
    if (!sessions.isEmpty()) json.put("sessions", sessions);
    return tx.preparedQuery(PUT_RACE).execute(Tuple.of(raceId, edit.byHand(), json.encode())).mapEmpty();
  }

  public Future<Void> put(SqlConnection tx, int season, String driverId, DriverEdit edit) {
    var json = new JsonObject();
    if (edit.deleted()) json.put("deleted", true);
    edit.code().ifPresent(code -> json.put("code", code));
    edit.number().ifPresent(number -> json.put("number", number));
    edit.givenName().ifPresent(name -> json.put("givenName", name));
    edit.familyName().ifPresent(name -> json.put("familyName", name));
    edit.nationality().ifPresent(nationality -> json.put("nationality", nationality));
    return tx.preparedQuery(PUT_DRIVER).execute(Tuple.of(season, driverId, edit.byHand(), json.encode())).mapEmpty();
  }

  private static RaceEdit race(Row r) {
    var json = new JsonObject(r.getString("edit"));
    var place = Optional.ofNullable(json.getJsonObject("place")).map(p ->
        new Place(p.getString("circuitId"), p.getString("circuit"), p.getString("locality"), p.getString("country")));
    Map<SessionCode, Instant> sessions = json.getJsonObject("sessions", new JsonObject()).stream().collect(Collectors.toMap(
        start -> SessionCode.valueOf(start.getKey()), start -> Instant.parse((String) start.getValue())));
    return new RaceEdit(r.getBoolean("by_hand"), Optional.ofNullable(json.getInteger("round")), Optional.ofNullable(json.getString("name")),
        place, Optional.ofNullable(json.getBoolean("cancelled")), sessions);
  }

  private static DriverEdit driver(Row r) {
    var json = new JsonObject(r.getString("edit"));
    return new DriverEdit(r.getBoolean("by_hand"), json.getBoolean("deleted", false), Optional.ofNullable(json.getString("code")),
        Optional.ofNullable(json.getInteger("number")), Optional.ofNullable(json.getString("givenName")),
        Optional.ofNullable(json.getString("familyName")), Optional.ofNullable(json.getString("nationality")));
  }
}
