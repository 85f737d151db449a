package dev.paddock.fantasy.web;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.rules.Classification;
import dev.paddock.fantasy.rules.Line;
import dev.paddock.fantasy.rules.RaceHistory;
import dev.paddock.fantasy.rules.RaceHistory.Step;
import dev.paddock.fantasy.rules.WeekendScore.TeamLine;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.Results;
import dev.paddock.fantasy.store.ScoringLog;
import dev.paddock.fantasy.web.DriverNames.Name;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Races as they were scored, step by step: any score can be computed again from it, under any rules. */
public final class Scorebook {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  /** How far a result may be from final; what is missing is furthest. */
  private static final List<String> STATES = List.of("provisional", "confirmed_24h", "confirmed_48h", "final", "amended");

  /** @param log one entry a step of the history, in its order */
  public record Book(Formula1.Race race, Map<String, Formula1.Version> versions, RaceHistory history, List<ScoringLog.Entry> log) {
    Formula1.Version version(Classification result) {
      return versions.get(key(result.sessionId(), result.version()));
    }

    /**
     * The least final of the sessions; amended when all are final and one was amended after that.
     *
     * @param lines whether a starting place is missing is said in them: then nothing is final
     */
    String state(List<TeamLine> lines) {
      var latest = history.latest();
      boolean raced = latest.stream().anyMatch(session -> session.kind() == Classification.Kind.RACE);
      boolean incomplete = lines.stream().anyMatch(line -> line.line().note().equals(Line.DATA_INCOMPLETE));
      if (!raced || incomplete) return STATES.getFirst();
      var states = latest.stream().map(session -> version(session).state()).toList();
      var least = states.stream().min(Comparator.comparingInt(STATES::indexOf)).orElseThrow();
      return least.equals("final") && states.contains("amended") ? "amended" : least;
    }
  }

  private final Bus bus;
  private final GameStore game;

  public Scorebook(Bus bus, GameStore game) {
    this.bus = bus;
    this.game = game;
  }

  /** Empty: no such race. Without a step: not scored yet. */
  public Future<Optional<Book>> of(String raceId) {
    return game.log().of(raceId).compose(log -> bus.ask(Formula1.HISTORY, new Formula1.GetHistory(raceId), PATIENCE)
        .map(found -> found.race().map(race -> book(race, found.versions(), log))));
  }

  private static Book book(Formula1.Race race, List<Formula1.Version> all, List<ScoringLog.Entry> log) {
    var versions = all.stream().collect(Collectors.toUnmodifiableMap(
        version -> key(version.result().sessionId(), version.result().version()), Function.identity()));
    var steps = log.stream().map(entry -> new Step(
        Results.classification(versions.get(key(entry.sessionId(), entry.version())).result()), entry.at())).toList();
    return new Book(race, versions, new RaceHistory(steps), log);
  }

  /** A line as people read it. */
  static Game.Line line(TeamLine line, Map<String, Name> who, DriverNames names) {
    var session = line.sessionId().isEmpty() ? null : code(line.sessionId());
    var driver = line.driverId().isEmpty() ? null : line.driverId();
    var constructor = line.constructorId().isEmpty() ? null : line.constructorId();
    return new Game.Line(LineText.of(session, line.line()), driver, driver == null ? null : name(who, driver).driver(), constructor,
        constructor == null ? null : names.constructor(constructor), session, line.line().points() / 100.0, line.multiplier() / 100.0,
        line.points() / 100.0);
  }

  static Name name(Map<String, Name> who, String driver) {
    return who.getOrDefault(driver, new Name(driver, null));
  }

  static String code(String sessionId) {
    return sessionId.substring(sessionId.lastIndexOf('-') + 1);
  }

  private static String key(String sessionId, int version) {
    return sessionId + ":" + version;
  }
}
