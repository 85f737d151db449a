package dev.paddock.f1.web;

import dev.paddock.f1.web.Races.Correction;
import dev.paddock.f1.web.Races.Corrections;
import dev.paddock.f1.web.Races.Effect;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The contract's racing operations. */
public final class RaceOperations {
  private final Races races;
  private final BiFunction<String, Integer, Future<Effect>> effects;
  private final InstantSource clock;

  /** @param effects what the correction that made a session's version did to the game */
  public RaceOperations(Races races, BiFunction<String, Integer, Future<Effect>> effects, InstantSource clock) {
    this.races = races;
    this.effects = effects;
    this.clock = clock;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listSeasons", request -> races.seasons().map(seasons -> Answer.live(Map.of("seasons", seasons)))),
        new Operation("getSeason", request -> races.season(request.count("year"), clock.instant())
            .map(found -> found.map(season -> Answer.timed(season, season.races()))
                .orElseGet(() -> Answer.notFound("season " + request.text("year"))))),
        new Operation("getRace", request -> races.race(race(request), clock.instant())
            .map(found -> found.map(race -> Answer.timed(race, race.at(Instant.EPOCH)))
                .orElseGet(() -> Answer.notFound("race " + race(request))))),
        new Operation("getResults", this::results),
        new Operation("listVersions", request -> races.versions(race(request), session(request)).map(found -> live(found, what(request)))),
        new Operation("getDiff", this::diff),
        new Operation("listCorrections", this::corrections));
  }

  private Future<Answer> results(Request request) {
    var version = request.maybeNumber("version").map(Math::toIntExact);
    return races.results(race(request), session(request), version).map(found -> live(found,
        version.map(v -> "version " + v + " of ").orElse("result yet for ") + what(request)));
  }

  private Future<Answer> diff(Request request) {
    return races.diff(race(request), session(request), request.count("a"), request.count("b"))
        .map(found -> found.map(Answer::lasting).orElseGet(() -> Answer.notFound("such pair of versions of " + what(request))));
  }

  private Future<Answer> corrections(Request request) {
    return races.corrections(race(request)).compose(found -> found.isEmpty()
        ? Future.succeededFuture(Answer.notFound("race " + race(request)))
        : Future.all(found.get().stream().map(this::withEffect).toList())
            .map(all -> Answer.live(new Corrections(race(request), all.list()))));
  }

  private Future<Correction> withEffect(Correction correction) {
    return effects.apply(correction.sessionId(), correction.toVersion()).map(correction::with);
  }

  private static Answer live(Optional<?> found, String what) {
    return found.map(Answer::live).orElseGet(() -> Answer.notFound(what));
  }

  private static String race(Request request) {
    return request.text("raceId");
  }

  private static String session(Request request) {
    return request.text("session");
  }

  private static String what(Request request) {
    return "session " + race(request) + "-" + session(request);
  }
}
