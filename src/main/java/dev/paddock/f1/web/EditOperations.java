package dev.paddock.f1.web;

import dev.paddock.f1.contract.Cataloguing.Edit;
import dev.paddock.f1.contract.Cataloguing.Edited;
import dev.paddock.f1.contract.Stewarding.Order;
import dev.paddock.f1.rules.Edits.DriverEdit;
import dev.paddock.f1.rules.Edits.Place;
import dev.paddock.f1.rules.Edits.RaceEdit;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.store.CatalogueReads;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The contract's operations by which administrators edit drivers and races. The contract guards them. */
public final class EditOperations {

  private final CatalogueReads reads;
  private final Function<Edit, Future<Edited>> edits;

  /** @param edits carries out what is ordered, and writes it down */
  public EditOperations(CatalogueReads reads, Function<Edit, Future<Edited>> edits) {
    this.reads = reads;
    this.edits = edits;
  }

  /** @param edited fields that were set by hand and win over the sources; {@code byHand} no source need list it */
  private record Race(String raceId, int season, int round, String name, String circuitId, String circuit, String locality, String country,
      Instant startsAt, boolean cancelled, List<CatalogueReads.Start> sessions, List<String> edited, boolean byHand, long revision) {}

  private record Driver(String driverId, int season, String code, Integer number, String givenName, String familyName, String nationality,
      boolean deleted, List<String> edited, boolean byHand, long revision) {}

  public List<Operation> list() {
    return List.of(
        new Operation("getRaceEdit", request -> race(request.text("raceId"))),
        new Operation("createRace", this::createRace),
        new Operation("changeRace", this::changeRace),
        new Operation("deleteRace", request -> edit(new Edit.RemoveRace(request.text("raceId"), request.revision(), asked(request)),
            id -> Future.succeededFuture(Answer.nothing()))),
        new Operation("getDriverEdit", request -> driver(request.count("season"), request.text("driverId"))),
        new Operation("createDriver", this::createDriver),
        new Operation("changeDriver", this::changeDriver),
        new Operation("deleteDriver", request -> edit(new Edit.RemoveDriver(request.count("season"), request.text("driverId"),
            request.revision(), asked(request)), id -> Future.succeededFuture(Answer.nothing()))));
  }

  private Future<Answer> edit(Edit edit, Function<String, Future<Answer>> then) {
    return edits.apply(edit).compose(edited -> switch (edited) {
      case Edited.Done(var id, var gone) -> then.apply(id);
      case Edited.NoSuch() -> Future.succeededFuture(Answer.notFound("such race or driver"));
      case Edited.Stale() -> Future.succeededFuture(Answer.stale());
      case Edited.Conflict(var why) -> Future.succeededFuture(Answer.refused(Kind.CONFLICT, why));
      case Edited.Refused(var pointer, var why) -> Future.succeededFuture(Answer.invalid(pointer, why));
    });
  }

  private Future<Answer> createRace(Request request) {
    var body = request.json();
    var unreal = unrealStart(body);
    if (unreal.isPresent()) return Future.succeededFuture(unreal.get());
    var content = raceEdit(body, true);
    if (!content.sessions().containsKey(SessionCode.R)) {
      return Future.succeededFuture(Answer.invalid("/sessions", "A race weekend has a race: say when R begins."));
    }
    return edit(new Edit.CreateRace(body.getInteger("season"), content, order(request, body)),
        id -> reads.race(id).map(found -> Answer.created(shown(found.orElseThrow()))));
  }

  private Future<Answer> changeRace(Request request) {
    var body = request.json();
    var unreal = unrealStart(body);
    if (unreal.isPresent()) return Future.succeededFuture(unreal.get());
    var set = raceEdit(body, false);
    var released = texts(body.getJsonArray("release"));
    var both = set.fields().stream().filter(released::contains).findFirst();
    if (both.isPresent()) return Future.succeededFuture(Answer.invalid("/release", both.get() + " is set and released at once."));
    var raceId = request.text("raceId");
    return edit(new Edit.ChangeRace(raceId, request.revision(), set, released, order(request, body)), this::race);
  }

  /** The contract knows the form; which days and hours there are, the calendar knows. */
  private static Optional<Answer> unrealStart(JsonObject body) {
    return body.getJsonObject("sessions", new JsonObject()).stream().filter(start -> !isInstant((String) start.getValue())).findFirst()
        .map(start -> Answer.invalid("/sessions/" + start.getKey(), "There is no such time."));
  }

  private static boolean isInstant(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException unreal) {
      return false;
    }
  }

  private static RaceEdit raceEdit(JsonObject body, boolean byHand) {
    var place = Optional.ofNullable(body.getJsonObject("place")).map(p ->
        new Place(p.getString("circuitId"), p.getString("circuit"), p.getString("locality"), p.getString("country")));
    Map<SessionCode, Instant> sessions = body.getJsonObject("sessions", new JsonObject()).stream().collect(Collectors.toMap(
        start -> SessionCode.valueOf(start.getKey()), start -> Instant.parse((String) start.getValue())));
    return new RaceEdit(byHand, Optional.ofNullable(body.getInteger("round")), Optional.ofNullable(body.getString("name")), place,
        Optional.ofNullable(body.getBoolean("cancelled")), sessions);
  }

  private Future<Answer> race(String raceId) {
    return reads.race(raceId).map(found -> found.map(race -> Answer.revised(shown(race), race.revision()))
        .orElseGet(() -> Answer.notFound("race " + raceId)));
  }

  private static Race shown(CatalogueReads.RaceRow r) {
    return new Race(r.raceId(), r.season(), r.round(), r.name(), r.circuitId(), r.circuit(), r.locality(), r.country(), r.startsAt(),
        r.cancelled(), r.sessions(), r.edit().fields(), r.edit().byHand(), r.revision());
  }

  private Future<Answer> createDriver(Request request) {
    var body = request.json();
    int season = body.getInteger("season");
    return edit(new Edit.CreateDriver(season, body.getString("driverId"), driverEdit(body, true), order(request, body)),
        id -> shown(season, id).map(found -> Answer.created(found.orElseThrow())));
  }

  private Future<Answer> changeDriver(Request request) {
    var body = request.json();
    var set = driverEdit(body, false);
    var released = texts(body.getJsonArray("release"));
    var both = set.fields().stream().filter(released::contains).findFirst();
    if (both.isPresent()) return Future.succeededFuture(Answer.invalid("/release", both.get() + " is set and released at once."));
    int season = request.count("season");
    return edit(new Edit.ChangeDriver(season, request.text("driverId"), request.revision(), set, released, order(request, body)),
        id -> driver(season, id));
  }

  private static DriverEdit driverEdit(JsonObject body, boolean byHand) {
    return new DriverEdit(byHand, false, Optional.ofNullable(body.getString("code")), Optional.ofNullable(body.getInteger("number")),
        Optional.ofNullable(body.getString("givenName")), Optional.ofNullable(body.getString("familyName")),
        Optional.ofNullable(body.getString("nationality")));
  }

  private Future<Answer> driver(int season, String driverId) {
    return shown(season, driverId).map(found -> found.map(driver -> Answer.revised(driver, driver.revision()))
        .orElseGet(() -> Answer.notFound("driver " + driverId + " in " + season)));
  }

  private Future<Optional<Driver>> shown(int season, String driverId) {
    return Future.all(reads.driver(driverId), reads.edit(season, driverId)).map(both -> {
      DriverEdit edit = both.resultAt(1);
      return both.<List<CatalogueReads.DriverRow>>resultAt(0).stream().filter(d -> d.season() == season).findFirst().map(d ->
          new Driver(d.driverId(), season, d.code(), d.number(), d.givenName(), d.familyName(), d.nationality(), d.deleted(), edit.fields(),
              edit.byHand(), d.revision()));
    });
  }

  private static Set<String> texts(JsonArray array) {
    return array == null ? Set.of() : array.stream().map(Object::toString).collect(Collectors.toSet());
  }

  private static Order order(Request request, JsonObject body) {
    return new Order(request.caller().name(), body.getString("reason"));
  }

  /** Where there is no body. */
  private static Order asked(Request request) {
    return new Order(request.caller().name(), request.text("reason"));
  }
}
