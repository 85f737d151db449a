package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.TeamName;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.TeamStore.Edited;
import dev.paddock.fantasy.store.TeamStore.Made;
import dev.paddock.fantasy.store.TeamStore.Team;
import dev.paddock.fantasy.store.TeamStore;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The contract's operations by which users make, name and give up their teams. */
public final class TeamOperations {
  private static final String NAME = "A name has " + TeamName.SHORTEST + " to " + TeamName.LONGEST
      + " characters, all of which can be seen.";

  private final TeamStore teams;
  private final SeasonBooks books;
  private final RuleSets rules;
  private final InstantSource clock;

  /** @param rules those that a team may play under */
  public TeamOperations(TeamStore teams, SeasonBooks books, RuleSets rules, InstantSource clock) {
    this.teams = teams;
    this.books = books;
    this.rules = rules;
    this.clock = clock;
  }

  /** The contract's schemas. @param createdAt null: it was drawn */
  record Mine(long teamId, String team, int season, String ruleSet, long revision, Instant createdAt) {
    static Mine of(Team team) {
      return new Mine(team.id(), team.name(), team.season(), team.ruleSet(), team.revision(), team.createdAt().orElse(null));
    }
  }

  /** @param coming the next race to lock; null: none is left */
  record All(int season, List<Mine> teams, Coming coming, Instant serverTime) {}

  record Coming(String raceId, int round, Instant lockAt) {
    static Coming of(RaceLock race) {
      return new Coming(race.raceId(), race.round(), race.lockAt());
    }
  }

  public List<Operation> list() {
    return List.of(
        new Operation("createTeam", this::create),
        new Operation("listMyTeams", this::mine),
        new Operation("renameTeam", this::rename),
        new Operation("deleteTeam", this::delete));
  }

  private Future<Answer> create(Request request) {
    var body = request.json();
    int season = Optional.ofNullable(body.getInteger("season")).orElseGet(this::year);
    var ruleSet = Optional.ofNullable(body.getString("ruleSet")).orElse(RuleSets.USUAL);
    var name = TeamName.of(body.getString("name"));
    if (name.isEmpty()) return Future.succeededFuture(Answer.invalid("/name", NAME));
    if (rules.find(ruleSet).isEmpty()) return Future.succeededFuture(Answer.invalid("/ruleSet", "There is no such rule set."));
    return books.of(season).compose(book -> book.locks().coming(clock.instant()).isEmpty()
        ? Future.succeededFuture(Answer.invalid("/season", "No race of " + season + " is known that can still be picked for."))
        : teams.make(request.caller().user(), season, name.get(), ruleSet, clock.instant()).map(made -> switch (made) {
          case Made.Done(var team) -> Answer.created(Mine.of(team));
          case Made.TooMany() ->
              Answer.refused(Kind.CONFLICT, "You have " + TeamStore.AT_MOST + " teams in " + season
                  + ", which is as many as there can be.");
          case Made.NameTaken() -> taken();
        }));
  }

  private Future<Answer> mine(Request request) {
    int season = request.maybeNumber("season").map(Math::toIntExact).orElseGet(this::year);
    return teams.of(request.caller().user(), season).compose(mine -> books.of(season).map(book -> {
      var now = clock.instant();
      return Answer.personal(new All(season, mine.stream().map(Mine::of).toList(), book.locks().coming(now).map(Coming::of).orElse(null), now));
    }));
  }

  private Future<Answer> rename(Request request) {
    var name = TeamName.of(request.json().getString("name"));
    if (name.isEmpty()) return Future.succeededFuture(Answer.invalid("/name", NAME));
    return teams.rename(team(request), request.caller().user(), request.revision(), name.get())
        .map(edited -> edited instanceof Edited.Done(var team) ? Answer.revised(Mine.of(team), team.revision()) : refused(edited, request));
  }

  private Future<Answer> delete(Request request) {
    return teams.giveUp(team(request), request.caller().user(), request.revision(), clock.instant())
        .map(edited -> edited instanceof Edited.Done ? Answer.nothing() : refused(edited, request));
  }

  private static Answer refused(Edited edited, Request request) {
    return switch (edited) {
      case Edited.NameTaken() -> taken();
      case Edited.Stale() -> Answer.stale();
      case Edited.OwnsLeague() -> Answer.refused(Problem.Kind.CONFLICT,
          "It is your last team in a league that is yours. Hand the league over to another member, or delete it.");
      default -> Answer.notFound("team " + team(request) + " of yours");
    };
  }

  private static Answer taken() {
    return Answer.refused(Kind.CONFLICT, "Another team of yours has that name.");
  }

  private int year() {
    return clock.instant().atOffset(ZoneOffset.UTC).getYear();
  }

  private static long team(Request request) {
    return request.number("teamId");
  }
}
