package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Classification;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.LineupRules;
import dev.paddock.fantasy.rules.LineupRules.Verdict;
import dev.paddock.fantasy.rules.LineupRules.Violation;
import dev.paddock.fantasy.rules.Penalty;
import dev.paddock.fantasy.rules.Placing;
import dev.paddock.fantasy.rules.RoundLineups;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.Weekend;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.store.Boards;
import dev.paddock.fantasy.store.Fields.Field;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.store.Teams.Team;
import dev.paddock.fantasy.web.Scorebook.Book;
import dev.paddock.web.Answer;
import dev.paddock.web.Caller;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The contract's operation on what might have been: another line-up, captain, chip or rule set, or a penalty, and the score and ranks that
 * follow, for everybody's boards with the same penalty. Nothing is kept.
 */
public final class WhatIfOperations {
  /**
   * @param teamId null without a team
   * @param was    what the team has
   * @param doubts why this line-up could not have been fielded; empty: it could
   * @param season null without a team, and under another rule set than the team's
   * @param league null where none is asked about, the round does not count for it, and likewise
   */
  public record Simulated(String raceId, String race, String ruleset, Long teamId, Double was, double points, String captain,
      List<Game.Line> lines, List<String> doubts, Place round, Place season, Place league) {}

  /** @param of so many teams, this one included */
  public record Place(int rank, int of, double points) {}

  /** Null where it stands nowhere. */
  private record Places(Place round, Place season, Place league) {}

  /** The league in which the team stands, and the teams that are in. */
  private record Contest(League league, long[] members) {}

  private record Case(Book book, Optional<Team> team, Optional<Contest> contest, RuleSet rules, Lineup lineup,
      List<Classification> results) {
    /** The rule set that the team plays. */
    boolean own() {
      return team.isPresent() && team.get().ruleSet().equals(rules.id());
    }
  }

  private final InstantSource clock;
  private final GameStore game;
  private final Leagues leagues;
  private final Scorebook book;
  private final DriverNames names;
  private final WorkerExecutor workers;

  /** @param workers to score everybody on */
  public WhatIfOperations(InstantSource clock, GameStore game, Leagues leagues, Scorebook book, DriverNames names, WorkerExecutor workers) {
    this.clock = clock;
    this.game = game;
    this.leagues = leagues;
    this.book = book;
    this.names = names;
    this.workers = workers;
  }

  public List<Operation> list() {
    return List.of(new Operation("simulate", this::simulate));
  }

  private Future<Answer> simulate(Request request) {
    var body = request.json();
    var raceId = body.getString("raceId");
    var teamId = Optional.ofNullable(body.getLong("teamId"));
    if (teamId.isEmpty() && body.getJsonObject("lineup") == null) {
      return Future.succeededFuture(Answer.invalid("/lineup", "Name a team, or send a line-up."));
    }
    var leagueId = Optional.ofNullable(body.getLong("leagueId"));
    if (leagueId.isEmpty()) return simulate(request, body, raceId, teamId, Optional.empty());
    if (teamId.isEmpty()) return Future.succeededFuture(Answer.invalid("/teamId", "Name a team that is in the league."));
    return contest(leagueId.get(), teamId.get(), LeagueOperations.user(request)).compose(contest -> contest.isEmpty()
        ? Future.succeededFuture(Answer.notFound("league " + leagueId.get() + " with team " + teamId.get() + " in it"))
        : simulate(request, body, raceId, teamId, contest));
  }

  /** Empty where the asker does not see the league, or the team is not in it. */
  private Future<Optional<Contest>> contest(long id, long team, long user) {
    return leagues.league(id, user).map(found -> found.filter(Leagues.Seen::visible).map(Leagues.Seen::league))
        .compose(league -> league.isEmpty() ? Future.succeededFuture(Optional.<Contest>empty())
            : leagues.teamsAt(id, league.get().members()).map(members -> Optional.of(new Contest(league.get(), members))))
        .map(contest -> contest.filter(within -> Arrays.binarySearch(within.members, team) >= 0));
  }

  private Future<Answer> simulate(Request request, JsonObject body, String raceId, Optional<Long> teamId, Optional<Contest> contest) {
    return book.of(raceId).compose(found -> {
      if (found.isEmpty() || found.get().log().isEmpty()) return Future.succeededFuture(Answer.notFound("score of " + raceId + " yet"));
      if (teamId.isEmpty()) return simulate(body, found.get(), Optional.empty(), Optional.empty(), contest);
      return game.teams().team(teamId.get()).compose(team -> {
        if (team.isEmpty() || team.get().season() != found.get().race().season() || hidden(team.get(), found.get(), request.asking())) {
          return Future.succeededFuture(Answer.notFound("team " + teamId.get() + " in " + raceId));
        }
        return game.lineups().of(teamId.get(), found.get().race().round()).compose(fielded ->
            simulate(body, found.get(), team, fielded, contest));
      });
    });
  }

  /** Before the lock only its owner may know what a team fields. */
  private boolean hidden(Team team, Book scored, Optional<Caller> caller) {
    boolean open = clock.instant().isBefore(scored.race().lockAt());
    return open && caller.filter(who -> who.user() == team.playerId()).isEmpty();
  }

  private Future<Answer> simulate(JsonObject body, Book scored, Optional<Team> team, Optional<Lineup> fielded,
      Optional<Contest> contest) {
    var id = Optional.ofNullable(body.getString("ruleSet")).or(() -> team.map(Team::ruleSet)).orElse(BoardName.USUAL);
    var file = game.rules().find(id);
    if (file.isEmpty()) return Future.succeededFuture(Answer.invalid("/ruleSet", "There is no rule set " + id + "."));
    var rules = file.get().rules();
    var given = Optional.ofNullable(body.getJsonObject("lineup")).map(WhatIfOperations::lineup).or(() -> fielded);
    if (given.isEmpty()) return Future.succeededFuture(Answer.invalid("/lineup", "The team has no line-up in that race: send one."));
    var lineup = suited(changed(body, given.get()), rules);
    if (lineup.chip().isPresent() && !rules.chips().containsKey(lineup.chip().get())) {
      return Future.succeededFuture(Answer.invalid("/chip", id + " has no chip " + lineup.chip().get().id() + "."));
    }
    var penalties = body.getJsonArray("penalties", new JsonArray()).stream().map(JsonObject.class::cast).toList();
    var results = penalised(scored.history().latest(), penalties);
    return game.prices().of(scored.race().season(), rules.priceList(), scored.race().round()).compose(prices -> {
      var judge = new LineupRules(rules.team(), BestOperations.entrants(scored.history().latest(), prices), prices.constructors());
      var wrong = judge.judge(lineup) instanceof Verdict.Illegal(var violations) ? violations : List.<Violation>of();
      var broken = wrong.stream().filter(violation -> !doubtful(violation)).findFirst();
      if (broken.isPresent()) return Future.succeededFuture(Answer.invalid("/lineup", words(broken.get())));
      return answer(new Case(scored, team, contest, rules, lineup, results), fielded, wrong.stream().map(WhatIfOperations::words).toList());
    });
  }

  private Future<Answer> answer(Case asked, Optional<Lineup> fielded, List<String> doubts) {
    var race = asked.book.race();
    return workers.executeBlocking(() -> WeekendScore.of(asked.rules, asked.results), false).compose(weekend -> {
      int points = weekend.total(asked.lineup);
      var was = asked.team.flatMap(team -> fielded.map(lineup ->
          WeekendScore.of(game.rules().of(team.ruleSet()).rules(), asked.book.history().latest()).total(lineup) / 100.0));
      return names.of(race.season()).compose(who -> places(asked, weekend, points).map(places -> Answer.personal(
          new Simulated(race.raceId(), race.name(), asked.rules.id() + " " + asked.rules.version(), asked.team.map(Team::id).orElse(null),
              was.orElse(null), points / 100.0, weekend.captain(asked.lineup),
              weekend.explain(asked.lineup).stream().map(line -> Scorebook.line(line, who, names)).toList(), doubts,
              places.round, places.season, places.league))));
    });
  }

  /** In the round, and in the season and the league of a team that plays these rules; nowhere where nobody plays them. */
  private Future<Places> places(Case asked, WeekendScore weekend, int points) {
    var race = asked.book.race();
    return game.fields().find(race.season(), race.round(), asked.rules.id()).compose(field -> field.isEmpty()
        ? Future.succeededFuture(new Places(null, null, null))
        : weekends(asked, weekend, field.get()).compose(all -> workers.executeBlocking(() -> places(asked, all, points), false)));
  }

  /** The season's rounds, the one that is asked about last and as it would be. */
  private Future<List<Weekend>> weekends(Case asked, WeekendScore weekend, Field field) {
    var race = asked.book.race();
    return game.fields().lineups(field.id()).compose(distinct -> workers.executeBlocking(() -> RoundLineups.worth(distinct, weekend), false))
        .compose(worth -> game.boards().rounds(race.season(), asked.rules.id()).compose(rounds -> game.boards().weekends(
            rounds.stream().filter(board -> !board.raceId().equals(race.raceId())).toList(),
            new Boards.Fresh(race.season(), asked.rules.id(), race.round(), field.id(), worth))));
  }

  private static Places places(Case asked, List<Weekend> weekends, int points) {
    var played = weekends.getLast();
    if (!asked.own()) return new Places(place(Placing.round(played, 0, points)), null, null);
    long team = asked.team.orElseThrow().id();
    return new Places(place(Placing.round(played, team, points)), place(Placing.season(weekends, played, team, points)),
        asked.contest.filter(contest -> contest.league.ruleSet().equals(asked.rules.id()) && contest.league.startRound() <= played.round())
            .map(contest -> place(Placing.league(counting(weekends, contest.league), played, contest.members, team, points))).orElse(null));
  }

  private static List<Weekend> counting(List<Weekend> weekends, League league) {
    return weekends.stream().filter(weekend -> weekend.round() >= league.startRound()).toList();
  }

  private static Place place(Placing placing) {
    return new Place(placing.rank(), placing.of(), placing.points() / 100.0);
  }

  private static Lineup lineup(JsonObject json) {
    return new Lineup(ids(json, "drivers"), json.getString("captain"), json.getString("vice"), ids(json, "constructors"),
        Optional.empty(), 0);
  }

  private static List<String> ids(JsonObject json, String name) {
    return json.getJsonArray(name, new JsonArray()).stream().map(String.class::cast).toList();
  }

  /** Another captain or chip than the line-up has. The new captain's old place, if he was vice-captain, goes to the old captain. */
  private static Lineup changed(JsonObject body, Lineup lineup) {
    var captain = body.getString("captain", lineup.captain());
    var vice = body.getString("vice", lineup.vice().equals(captain) ? lineup.captain() : lineup.vice());
    var chip = body.containsKey("chip") ? Chip.of(body.getString("chip")) : lineup.chip();
    return new Lineup(lineup.drivers(), captain, vice, lineup.constructors(), chip, lineup.charged());
  }

  /** Without what other rules have and these have not. */
  private static Lineup suited(Lineup lineup, RuleSet rules) {
    return new Lineup(lineup.drivers(), lineup.captain(), lineup.vice(), rules.constructors().isPresent() ? lineup.constructors() : List.of(),
        lineup.chip(), rules.transfers().isPresent() ? lineup.charged() : 0);
  }

  private static List<Classification> penalised(List<Classification> results, List<JsonObject> penalties) {
    return results.stream().map(result -> {
      var after = result;
      for (var penalty : penalties) {
        if (result.sessionId().endsWith("-" + penalty.getString("session"))) after = penalty(penalty).applied(after);
      }
      return after;
    }).toList();
  }

  private static Penalty penalty(JsonObject json) {
    var driver = json.getString("driverId");
    int places = json.getInteger("places", 1);
    return switch (json.getString("kind")) {
      case "disqualified" -> new Penalty.Disqualified(driver);
      case "placesBack" -> new Penalty.PlacesBack(driver, places);
      default -> new Penalty.GridDrop(driver, places);
    };
  }

  /** What is worth wondering about all the same. */
  private static boolean doubtful(Violation violation) {
    return violation instanceof Violation.OverBudget || violation instanceof Violation.TooManyOf
        || violation instanceof Violation.NotEntered
        || violation instanceof Violation.ConstructorNotEntered;
  }

  private static String words(Violation violation) {
    return switch (violation) {
      case Violation.WrongNumber(var drivers, var wanted) -> "It has " + drivers + " drivers, not " + wanted + ".";
      case Violation.PickedTwice(var driver) -> driver + " is picked twice.";
      case Violation.NotEntered(var driver) -> driver + " was not to be picked for that race.";
      case Violation.TooManyOf(var constructor, var drivers) -> drivers + " drivers of " + constructor + " are too many.";
      case Violation.OverBudget(var by) -> "It costs " + by + " tenths too much.";
      case Violation.CaptainNotPicked(var driver) -> "The captain " + driver + " is not one of the drivers.";
      case Violation.ViceNotPicked(var driver) -> "The vice-captain " + driver + " is not one of the drivers.";
      case Violation.CaptainIsVice(var driver) -> driver + " cannot be captain and vice-captain.";
      case Violation.WrongNumberOfConstructors(var constructors, var wanted) -> "It has " + constructors + " constructors, not " + wanted + ".";
      case Violation.ConstructorPickedTwice(var constructor) -> constructor + " is picked twice.";
      case Violation.ConstructorNotEntered(var constructor) -> constructor + " was not to be picked for that race.";
    };
  }
}
