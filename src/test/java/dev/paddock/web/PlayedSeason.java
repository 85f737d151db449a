package dev.paddock.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.paddock.app.World;
import dev.paddock.app.World.Somebody;
import dev.paddock.f1.web.InventedRace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A whole house on the Tuesday after Las Vegas 2025, one for the JVM: sixty players since March, and Ada, who has a team, a private league
 * with Grace, and news of what the stewards did to her. Las Vegas was imported, with invented laps. Whoever uses it leaves others their
 * things.
 */
public final class PlayedSeason {
  private static final int PLAYERS = 60;

  private final World world;
  private final Somebody ada;
  private final long team;
  private final long league;
  private final String code;
  private final Somebody operator;

  private PlayedSeason() {
    world = World.peopled(2025, PLAYERS, Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(world::close));
    ada = world.newcomer("Ada");
    team = team(ada, "Slipstream Nine", List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto"));
    var founded = ada.api().ask("createLeague").body(new JsonObject().put("name", "Desert nights").put("visibility", "private")
        .put("teamId", team)).answer().expect(201).json();
    league = founded.getJsonObject("league").getLong("id");
    code = founded.getJsonObject("code").getString("code");
    var grace = world.newcomer("Grace");
    var hers = team(grace, "Undercut FC", List.of("max_verstappen", "russell", "antonelli", "hadjar", "lawson"));
    grace.api().ask("joinLeague").body(new JsonObject().put("code", code).put("teamId", hers)).answer().expect(201);
    operator = world.newcomer("Otto");
    world.operator().ask("setRole").with("userId", operator.id())
        .body(new JsonObject().put("role", "admin").put("reason", "somebody has to")).answer().expect(200);
    world.advanceTo(Instant.parse("2025-11-25T06:10:00Z"));
    InventedRace.fill(world.database(), "2025-las-vegas");
  }

  private static final class Shared {
    static final PlayedSeason SEASON = new PlayedSeason();
  }

  public static PlayedSeason shared() {
    return Shared.SEASON;
  }

  private long team(Somebody owner, String name, List<String> drivers) {
    var made = owner.api().ask("createTeam").header("Idempotency-Key", name.replace(' ', '-'))
        .body(new JsonObject().put("name", name).put("season", 2025)).answer().expect(201).json().getLong("teamId");
    var first = world.season().races().getFirst().id();
    var read = owner.api().ask("getLineup").with("teamId", made).with("raceId", first).answer().expect(200);
    owner.api().ask("saveLineup").with("teamId", made).with("raceId", first).ifMatch(read.etag())
        .body(new JsonObject().put("drivers", new JsonArray(drivers)).put("captain", drivers.get(0)).put("viceCaptain", drivers.get(1)))
        .answer().expect(200);
    return made;
  }

  public World world() {
    return world;
  }

  public Somebody ada() {
    return ada;
  }

  /** An administrator's address. */
  public String operator() {
    return operator.email();
  }

  public long team() {
    return team;
  }

  public long league() {
    return league;
  }

  public String code() {
    return code;
  }

  /** Logs in as people do, on the page; the browser is somebody's from then on. */
  public static void logIn(BrowserContext browser, World world, String email) {
    try (var page = browser.newPage()) {
      page.navigate(world.address("/login"));
      page.getByLabel("E-mail address").fill(email);
      page.getByLabel("Password").fill(World.PASSWORD);
      page.locator("form button").click();
      page.locator("dashboard-page").waitFor();
    }
  }

  /** Blocks until a page shows what it has to show. */
  public static void settled(Page page) {
    page.locator("main h1").first().waitFor();
    page.waitForFunction("() => ![...document.querySelectorAll('main [aria-busy=true]')].some(busy => busy.checkVisibility())");
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }
}
