package dev.paddock.fantasy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.paddock.app.World;
import dev.paddock.web.Axe;
import dev.paddock.web.Chromium;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a team's page tells of a weekend while it goes on: Las Vegas 2025, where two cars were disqualified after the race. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamPointsPageTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String RACE = "2025-las-vegas";

  private World world;

  @BeforeAll void open() {
    world = World.open(2025, round -> round == 22, Map.of());
  }

  @AfterAll void close() {
    world.close();
  }

  @Test void points_come_while_somebody_looks_and_what_the_stewards_did_to_them_is_told_line_by_line() {
    var ada = world.newcomer("Ada Points");
    long team = ada.api().ask("createTeam").body(new JsonObject().put("name", "Points").put("season", 2025)).answer().expect(201).json()
        .getLong("teamId");
    var lineup = new JsonObject().put("drivers", new JsonArray().add("norris").add("doohan").add("hadjar").add("bortoleto").add("antonelli"))
        .put("captain", "norris").put("viceCaptain", "antonelli");
    var of = ada.api().ask("getLineup").with("teamId", team).with("raceId", RACE).answer().expect(200);
    ada.api().ask("saveLineup").with("teamId", team).with("raceId", RACE).ifMatch(of.etag()).body(lineup).answer().expect(200);

    var page = CHROMIUM.open(Look.DESK, "http://127.0.0.1:" + world.port() + "/#/teams/" + team);
    assertThat(page.locator(".team-head dd").first()).hasText("0");
    assertThat(page.locator("team-overview .panel").first()).containsText("nothing to be seen before the first lock");
    world.advanceTo(Instant.parse("2025-11-23T08:30:00Z"));
    assertThat(page.locator(".team-head dd").first()).hasText(points(team));
    assertThat(page.locator("[aria-live=polite].visually-hidden")).hasText(Pattern.compile("Points: .* points, .* in all, rank 1"));
    assertThat(page.locator("team-overview .line-up li.captain")).containsText("Lando Norris");
    var before = points(team);
    world.advance(Duration.ofDays(4));
    assertThat(page.locator(".team-head dd").first()).hasText(points(team));
    assertThat(points(team)).isNotEqualTo(before);

    page.locator("team-overview tbody a").first().click();
    assertThat(page.locator("table.lines tfoot")).containsText(points(team));
    assertThat(page.locator("table.lines")).containsText("Disqualified");
    var corrected = page.locator(".history .corrected").first();
    assertThat(corrected).containsText("Lando Norris: status");
    assertThat(corrected.locator(".did .loss")).isVisible();
    Axe.assertClean(page);

    corrected.locator("..").locator("li:not(.corrected) a").first().click();
    assertThat(page.locator("table.lines tfoot")).containsText(before);
    whatIf(page);
  }

  /** Another captain. */
  private static void whatIf(Page page) {
    page.locator(".views a:has-text('What if')").click();
    page.locator(".what-if .pair select").first().selectOption("antonelli");
    page.locator("text=What then?").click();
    assertThat(page.locator(".what-if .big")).containsText("against");
    assertThat(page.locator(".outcomes")).containsText("Rank 1 of 1 in the round.");
    assertThat(page.locator("[aria-labelledby=best-title] tbody tr")).hasCount(5);
    Axe.assertClean(page);
  }

  /** As the page writes them. */
  private String points(long team) {
    var points = world.api().ask("getTeam").with("teamId", team).answer().expect(200).json().getDouble("points");
    return (points == Math.rint(points) ? String.valueOf(points.intValue()) : points.toString()).replace('-', '−');
  }
}
