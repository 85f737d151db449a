package dev.paddock.f1.web;

import dev.paddock.f1.contract.Stewarding.Decide;
import dev.paddock.f1.contract.Stewarding.Decided;
import dev.paddock.f1.contract.Stewarding.Enter;
import dev.paddock.f1.contract.Stewarding.Entered;
import dev.paddock.f1.contract.Stewarding.Order;
import dev.paddock.f1.contract.Stewarding.Release;
import dev.paddock.f1.contract.Stewarding.Released;
import dev.paddock.f1.rules.ByHand.Fault;
import dev.paddock.f1.rules.ByHand.Row;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Finish;
import dev.paddock.schedule.contract.Scheduling.Ordered;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The contract's operations by which administrators look after results. The contract guards them. */
public final class StewardOperations {
  private static final String CURSOR = "holds";

  private final Orders orders;
  private final Holds holds;
  private final Function<Ordered, Future<Steered>> plans;
  private final Seal seal;

  /** Who carries out what is ordered. */
  public interface Orders {
    Future<Entered> enter(Enter enter);

    Future<Released> release(Release release);

    Future<Decided> decide(Decide decide);
  }

  /** @param plans steers a plan, and writes it down */
  public StewardOperations(Orders orders, Holds holds, Function<Ordered, Future<Steered>> plans, Seal seal) {
    this.orders = orders;
    this.holds = holds;
    this.plans = plans;
    this.seal = seal;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("verifyResult", this::verify),
        new Operation("enterResult", this::enter),
        new Operation("releaseResult", this::release),
        new Operation("listHolds", this::page),
        new Operation("getHold", this::hold),
        new Operation("decideHold", this::decide));
  }

  /** @param nextAt when it is looked at */
  private record Check(String sessionId, Instant nextAt) {}

  private Future<Answer> verify(Request request) {
    var session = session(request);
    return plans.apply(new Ordered(new Steer.Now("result:" + session), request.caller().name(), "f1.result.verify", "{}"))
        .map(steered -> switch (steered) {
          case Steered.Done(var nextAt) -> Answer.accepted(new Check(session, nextAt.orElse(null)));
          case Steered.NoSuchSubject() -> Answer.notFound("session " + session + " whose results are looked for");
          case Steered.NoSuchCadence(var cadence) -> throw new IllegalStateException("no cadence was asked for");
        });
  }

  /** @param changes null: there are none */
  private record Stored(String sessionId, int version, String changes) {}

  private Future<Answer> enter(Request request) {
    var session = session(request);
    var body = request.json();
    var rows = body.getJsonArray("rows").stream().map(row -> row((JsonObject) row)).toList();
    return orders.enter(new Enter(session, rows, order(request, body))).map(entered -> switch (entered) {
      case Entered.Stored(var version, var changes) -> Answer.accepted(new Stored(session, version, changes.isEmpty() ? null : changes));
      case Entered.Same(var version) -> Answer.accepted(new Stored(session, version, null));
      case Entered.NoSuchSession() -> Answer.notFound("session " + session);
      case Entered.NotNow(var why) -> Answer.refused(Kind.CONFLICT, why);
      case Entered.Refused(var faults) -> new Answer.Refused(new Problem(Kind.INVALID, null, faults.stream().map(StewardOperations::fault).toList()));
    });
  }

  private static Problem.Fault fault(Fault fault) {
    return new Problem.Fault(fault.row() < 0 ? "/rows" : "/rows/" + fault.row() + "/" + fault.field(), "invalid", fault.why());
  }

  private static Row row(JsonObject row) {
    var lap = Optional.ofNullable(row.getJsonObject("fastestLap"));
    var car = new CarResult(row.getString("driverId"), row.getString("constructorId", ""), row.getInteger("number", 0),
        row.getInteger("position"), Finish.valueOf(row.getString("status").toUpperCase(Locale.ROOT)), hundredths(row), row.getInteger("grid"),
        row.getInteger("laps"), row.getLong("timeMs"), lap.map(l -> l.getInteger("lap")).orElse(null),
        lap.map(l -> l.getLong("timeMs")).orElse(null), row.getLong("q1Ms"), row.getLong("q2Ms"), row.getLong("q3Ms"));
    return new Row(car, row.getBoolean("deadHeat", false));
  }

  /** The contract has them in hundredths at most. */
  private static Integer hundredths(JsonObject row) {
    var points = row.getNumber("points");
    return points == null ? null : new BigDecimal(points.toString()).movePointRight(2).intValue();
  }

  private Future<Answer> release(Request request) {
    var session = session(request);
    return orders.release(new Release(session, order(request, request.json()))).map(released -> switch (released) {
      case Released.Done() -> Answer.nothing();
      case Released.NothingToRelease() -> Answer.refused(Kind.CONFLICT, "No result of " + session + " stands that was entered by hand.");
    });
  }

  /** @param next null on the last page */
  private record Page(List<Holds.Hold> holds, String next) {}

  private Future<Answer> page(Request request) {
    var given = request.maybeText("cursor");
    var before = given.flatMap(text -> seal.open(CURSOR, text)).map(Long::parseLong);
    if (given.isPresent() && before.isEmpty()) return Future.succeededFuture(Answer.malformed("cursor", "Not the next of an earlier answer."));
    int limit = request.count("limit");
    return holds.list(request.maybeText("state"), before, limit).map(list -> Answer.personal(
        new Page(list, list.size() < limit ? null : seal.close(CURSOR, "" + list.getLast().id()))));
  }

  private Future<Answer> hold(Request request) {
    return holds.get(request.number("id")).map(found -> found.map(hold -> Answer.revised(hold, hold.revision()))
        .orElseGet(() -> missing(request)));
  }

  private Future<Answer> decide(Request request) {
    var body = request.json();
    boolean approve = body.getString("decision").equals("approve");
    return orders.decide(new Decide(request.number("id"), request.revision(), approve, order(request, body)))
        .compose(decided -> switch (decided) {
      case Decided.Done() -> hold(request);
      case Decided.NoSuchHold() -> Future.succeededFuture(missing(request));
      case Decided.Stale() -> Future.succeededFuture(Answer.stale());
      case Decided.Over(var state) -> Future.succeededFuture(Answer.refused(Kind.CONFLICT, "It is " + state + " already."));
    });
  }

  private static Answer missing(Request request) {
    return Answer.notFound("hold " + request.number("id"));
  }

  private static Order order(Request request, JsonObject body) {
    return new Order(request.caller().name(), body.getString("reason"));
  }

  private static String session(Request request) {
    return request.text("raceId") + "-" + request.text("session");
  }
}
