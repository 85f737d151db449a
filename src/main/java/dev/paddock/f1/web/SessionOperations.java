package dev.paddock.f1.web;

import dev.paddock.f1.web.Sessions.Found;
import dev.paddock.f1.web.Sessions.Wanted;
import dev.paddock.f1.web.Sessions.What;
import dev.paddock.sheet.Format;
import dev.paddock.sheet.Sheet;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.StreamSupport;

/** The contract's operations on what a session was made of: JSON, or CSV for those who would rather have it. */
public final class SessionOperations {
  private final Sessions sessions;

  public SessionOperations(Sessions sessions) {
    this.sessions = sessions;
  }

  public List<Operation> list() {
    return List.of(operation("listLaps", What.LAPS), operation("listSessionResults", What.RESULTS), operation("listWeather", What.WEATHER),
        operation("listLapWeather", What.LAP_WEATHER),
        operation("listRaceControl", What.RACE_CONTROL), operation("listStints", What.STINTS), operation("listPitStops", What.PIT_STOPS),
        operation("listPositions", What.POSITIONS), operation("listTrackStatus", What.TRACK_STATUS), operation("listRadio", What.RADIO),
        operation("getTelemetry", What.TELEMETRY),
        new Operation("getCircuit", this::circuit));
  }

  private Operation operation(String id, What what) {
    return new Operation(id, request -> answer(request, what));
  }

  private Future<Answer> answer(Request request, What what) {
    var wanted = Wanted.of(request.maybeText("driver"), request.maybeText("lap"));
    return sessions.sheet(request.text("sessionId"), what, wanted).compose(found -> answer(request, found));
  }

  private Future<Answer> circuit(Request request) {
    return sessions.circuit(request.text("circuitId"), request.maybeNumber("year").map(Math::toIntExact))
        .compose(found -> answer(request, found));
  }

  /** A race's laps or a lap's samples take milliseconds to write, so a worker does it. */
  private static Future<Answer> answer(Request request, Found found) {
    return switch (found) {
      case Found.Missing(var why) -> Future.succeededFuture(Answer.refused(Problem.Kind.NOT_FOUND, why));
      case Found.Here(var sheet) -> Vertx.currentContext().executeBlocking(() ->
          request.prefers("text/csv", "application/json") ? csv(sheet) : Answer.written(json(sheet)), false);
    };
  }

  private static <T> LinkedHashMap<String, Object> json(Sheet<T> sheet) {
    var body = new LinkedHashMap<>(sheet.about());
    body.put(sheet.name(), StreamSupport.stream(sheet.rows().spliterator(), false).map(sheet::row).toList());
    return body;
  }

  private static Answer csv(Sheet<?> sheet) {
    var bytes = new ByteArrayOutputStream();
    try {
      Format.CSV.write(sheet, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.text(200, "text/csv; charset=utf-8", bytes.toString(StandardCharsets.UTF_8));
  }
}
