package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.RaceHistory;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.SessionScore;
import dev.paddock.fantasy.rules.WeekendScore.TeamLine;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.fantasy.web.Scorebook.Book;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The contract's operations on how scores came to be: what changed a team's points and why, and what drivers got race by race. */
public final class ScoreOperations {
  public record History(long teamId, String raceId, String race, String ruleset, List<Entry> history) {}

  /**
   * @param version       of the race's score, see explainScore
   * @param versionBefore of that session's result; null when it was the first
   * @param reason        of the administrator who entered or approved it; null: nobody did
   * @param snapshot      the first board that was made of it
   * @param changes       of the result, which caused it
   */
  public record Entry(int version, Instant at, String session, Integer versionBefore, int versionAfter, String source, String reason,
      Instant publishedAt, long snapshot, double before, double after, double delta, List<Change> changes) {}

  public record Change(String driverId, String driver, String what, String from, String to) {}

  public record DriverScores(String driverId, String driver, int season, String ruleset, double points, List<Round> rounds) {}

  public record Round(String raceId, int round, List<Game.Line> lines, double points) {}

  private final GameStore game;
  private final Scorebook book;
  private final DriverNames names;

  public ScoreOperations(GameStore game, Scorebook book, DriverNames names) {
    this.game = game;
    this.book = book;
    this.names = names;
  }

  public List<Operation> list() {
    return List.of(new Operation("getScoreHistory", this::history), new Operation("getDriverScores", this::driver));
  }

  private Future<Answer> history(Request request) {
    long teamId = request.number("teamId");
    var raceId = request.text("raceId");
    var missing = Answer.notFound("score of team " + teamId + " in " + raceId);
    return game.teams().team(teamId).compose(team -> team.isEmpty() ? Future.succeededFuture(missing) : book.of(raceId).compose(found -> {
      if (found.isEmpty() || found.get().race().season() != team.get().season() || found.get().log().isEmpty()) {
        return Future.succeededFuture(missing);
      }
      return game.lineups().of(teamId, found.get().race().round()).compose(lineup -> names.of(team.get().season()).map(who ->
          lineup.map(fielded -> Answer.live(history(team.get(), found.get(),
              found.get().history().changes(rules(team.get().ruleSet()), fielded), who))).orElse(missing)));
    }));
  }

  private History history(Teams.Team team, Book scored, List<RaceHistory.Change> changes, Map<String, DriverNames.Name> who) {
    var rules = rules(team.ruleSet());
    return new History(team.id(), scored.race().raceId(), scored.race().name(), rules.id() + " " + rules.version(),
        changes.stream().map(change -> entry(change, scored, who)).toList());
  }

  private static Entry entry(RaceHistory.Change change, Book scored, Map<String, DriverNames.Name> who) {
    var result = change.step().result();
    var version = scored.version(result);
    return new Entry(change.number(), change.step().at(), Scorebook.code(result.sessionId()),
        change.versionBefore() == 0 ? null : change.versionBefore(), result.version(), version.source(),
        version.reason().orElse(null), version.fetchedAt(),
        scored.log().get(change.number() - 1).snapshot(), change.before() / 100.0, change.after() / 100.0,
        (change.after() - change.before()) / 100.0, version.changes().stream().map(c -> new Change(c.driverId(),
            Scorebook.name(who, c.driverId()).driver(), c.what(), c.from(), c.to())).toList());
  }

  private Future<Answer> driver(Request request) {
    var driver = request.text("driverId");
    int season = request.count("season");
    var file = game.rules().find(request.text("ruleSet"));
    if (file.isEmpty()) return Future.succeededFuture(Answer.notFound("rule set " + request.text("ruleSet")));
    // Every scored round has a board of the usual rule set, whoever plays which.
    return game.boards().rounds(season, RuleSets.USUAL).compose(boards -> {
      var rounds = boards.stream().map(board -> round(board, driver, file.get().rules())).toList();
      return Future.join(rounds).compose(read -> names.of(season)).map(who -> {
        var raced = rounds.stream().map(Future::result).filter(round -> !round.isEmpty()).toList();
        if (raced.isEmpty() && !who.containsKey(driver)) return Answer.notFound("driver " + driver + " in " + season);
        var told = raced.stream().map(lines -> told(lines, who)).toList();
        return Answer.live(new DriverScores(driver, Scorebook.name(who, driver).driver(), season,
            file.get().rules().id() + " " + file.get().rules().version(), told.stream().mapToDouble(Round::points).sum(), told));
      });
    });
  }

  /** A driver's lines in one race. */
  private record Raced(Board board, List<TeamLine> lines) {
    boolean isEmpty() {
      return lines.isEmpty();
    }
  }

  private Future<Raced> round(Board board, String driver, RuleSet rules) {
    return book.of(board.raceId()).map(found -> new Raced(board, found.map(scored ->
        scored.history().score(rules, scored.history().steps().size()).sessions().stream()
            .flatMap(session -> lines(session, driver)).toList()).orElse(List.of())));
  }

  private static Stream<TeamLine> lines(SessionScore session, String driver) {
    var score = session.drivers().get(driver);
    return score == null ? Stream.empty() : score.lines().stream()
        .map(line -> new TeamLine(session.sessionId(), driver, "", line, 100, line.points()));
  }

  private Round told(Raced raced, Map<String, DriverNames.Name> who) {
    return new Round(raced.board.raceId(), raced.board.round(), raced.lines.stream().map(line -> Scorebook.line(line, who, names)).toList(),
        raced.lines.stream().mapToInt(TeamLine::points).sum() / 100.0);
  }

  private RuleSet rules(String id) {
    return game.rules().of(id).rules();
  }
}
