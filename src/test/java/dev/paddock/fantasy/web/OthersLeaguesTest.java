package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.web.LeagueSite.team;

import dev.paddock.web.ContractClient.Answered;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stranger, a former member and a member get of a league that is not theirs. */
class OthersLeaguesTest extends FoundedLeagues {
  /** Who is not in: what a stranger, what somebody who once was, and what nobody gets of a private league; and of a public one. */
  @ParameterizedTest(name = "{0}: private {1}, public {2}, member {3}")
  @CsvSource({
      "getLeague,             404, 200, 200",
      "changeLeague,          404, 403, 403",
      "deleteLeague,          404, 403, 403",
      "renewLeague,           404, 403, 403",
      "handOverLeague,        404, 403, 403",
      "listLeagueMembers,     404, 403, 200",
      "removeLeagueMember,    404, 403, 403",
      "listLeagueRequests,    404, 403, 403",
      "decideLeagueRequest,   404, 403, 403",
      "withdrawLeagueRequest, 404, 404, 404",
      "listLeagueCodes,       404, 403, 403",
      "createLeagueCode,      404, 403, 403",
      "rotateLeagueCode,      404, 403, 403",
      "revokeLeagueCode,      404, 403, 403",
      "getLeagueLeaderboard,  404, 200, 200",
      "getLeagueRankHistory,  404, 200, 200",
      "getLeagueHistory,      404, 403, 200",
      "exportLeague,          404, 403, 200",
      "enterLeague,           404, 201, 409",
  })
  void others_leagues(String operation, int closed, int open, int member) {
    var hidden = site.found(81, operation, NOTHING_ELSE);
    if (hidden.status() == 409) hidden = site.found(90 + operation.length(), operation, NOTHING_ELSE);
    var founded = hidden.expect(201).json();
    long owner = founded.getJsonObject("league").getLong("ownerId");
    long was = 82;
    site.join(was, code(founded)).expect(201);
    site.as(was).ask("removeLeagueMember").with("leagueId", id(founded)).with("teamId", team(was)).answer().expect(204);
    for (long stranger : List.of(83L, was)) ask(stranger, operation, founded, owner).expect(closed);

    var shown = site.found(owner, operation + "!", new JsonObject().put("visibility", "public")).expect(201).json();
    site.join(84, code(shown)).expect(201);
    ask(84, operation, shown, owner).expect(member);
    ask(83, operation, shown, owner).expect(open);
    var etag = site.as(owner).ask("getLeague").with("leagueId", id(founded)).answer().etag();
    site.as(owner).ask("deleteLeague").with("leagueId", id(founded)).ifMatch(etag).answer().expect(204);
    etag = site.as(owner).ask("getLeague").with("leagueId", id(shown)).answer().etag();
    site.as(owner).ask("deleteLeague").with("leagueId", id(shown)).ifMatch(etag).answer().expect(204);
    ask(owner, operation, founded, owner).expect(404, "not-found");
  }

  private static Answered ask(long who, String operation, JsonObject founded, long owner) {
    var ask = site.as(who).ask(operation).with("leagueId", id(founded)).ifMatch("\"r0.00000000000000000000000000000000\"");
    return (switch (operation) {
      case "changeLeague" -> ask.body(new JsonObject().put("name", "Taken over"));
      case "renewLeague", "enterLeague" -> ask.body(new JsonObject().put("teamId", team(who)));
      case "handOverLeague" -> ask.body(new JsonObject().put("userId", who));
      case "removeLeagueMember", "getLeagueRankHistory" -> ask.with("teamId", team(owner));
      case "decideLeagueRequest" -> ask.with("requestId", 1).body(new JsonObject().put("decision", "accept"));
      case "withdrawLeagueRequest" -> ask.with("requestId", 1);
      case "createLeagueCode" -> ask.body(new JsonObject());
      case "rotateLeagueCode", "revokeLeagueCode" -> ask.with("codeId", founded.getJsonObject("code").getLong("id"));
      default -> ask;
    }).answer();
  }
}
