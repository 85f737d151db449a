package dev.paddock.fantasy.web;

import dev.paddock.web.ContractClient.Answered;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Leagues as their players use them, over HTTP. Every test has players of its own. */
abstract class FoundedLeagues {
  static final JsonObject NOTHING_ELSE = new JsonObject();
  static LeagueSite site;

  @BeforeAll static void open() {
    site = new LeagueSite(200, 2);
  }

  @AfterAll static void close() {
    site.close();
  }

  static long id(JsonObject founded) {
    return founded.getJsonObject("league").getLong("id");
  }

  static String code(JsonObject founded) {
    return founded.getJsonObject("code").getString("code");
  }

  static Answered decide(long user, long league, long request, String decision) {
    return site.as(user).ask("decideLeagueRequest").with("leagueId", league).with("requestId", request)
        .body(new JsonObject().put("decision", decision)).answer();
  }

  static Answered change(long owner, long league, JsonObject change) {
    var etag = site.as(owner).ask("getLeague").with("leagueId", league).answer().expect(200).etag();
    return site.as(owner).ask("changeLeague").with("leagueId", league).ifMatch(etag).body(change).answer();
  }
}
