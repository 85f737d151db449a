package dev.paddock.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.paddock.TestDatabase;
import dev.paddock.app.World;
import dev.paddock.app.World.Somebody;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people come for, all on screen: Chromium looks at the whole house while Las Vegas 2025 is raced, both McLarens are disqualified
 * after the result was out, and somebody pulls the plug.
 */
@Tag("browser")
class JourneyTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String VEGAS = "2025-las-vegas";
  private static final String SUBJECT = "result:2025-las-vegas-R";
  private static final Instant LOCKED = Instant.parse("2025-11-22T04:01:00Z");
  private static final Instant RACED = Instant.parse("2025-11-23T08:30:00Z");
  private static final Instant CORRECTED = Instant.parse("2025-11-24T12:00:00Z");

  /** Refused when days have passed in a moment, and exchanged for another. */
  private static final String TOKEN_OF_TEN_MINUTES = "status of 401";

  @TempDir Path data;
  private World world;

  @AfterEach void close() {
    CHROMIUM.closeAll();
    if (world != null) world.close();
  }

  private void open(Map<String, String> settings) {
    world = World.open(2025, round -> round == 22, settings);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The first is captain, the second his vice. */
  private long team(Somebody owner, String name, List<String> drivers) {
    var team = owner.api().ask("createTeam").body(new JsonObject().put("name", name).put("season", 2025)).answer().expect(201).json()
        .getLong("teamId");
    var read = owner.api().ask("getLineup").with("teamId", team).with("raceId", VEGAS).answer().expect(200);
    owner.api().ask("saveLineup").with("teamId", team).with("raceId", VEGAS).ifMatch(read.etag())
        .body(new JsonObject().put("drivers", new JsonArray(drivers)).put("captain", drivers.get(0)).put("viceCaptain", drivers.get(1)))
        .answer().expect(200);
    return team;
  }

  @Test void from_the_sign_up_by_a_team_a_lock_a_race_and_a_correction_to_another_score_and_the_news_of_it() {
    open(Map.of());
    var page = CHROMIUM.open(Look.DESK, world.address("/"));
    link(page, "Sign up").click();
    page.getByLabel("Name").fill("Alice");
    page.getByLabel("E-mail address").fill("alice@example.org");
    page.getByLabel("Password").fill(World.PASSWORD);
    button(page, "Sign up").click();
    link(page, "Make a team").click();
    page.getByLabel("Name").fill("Papaya");
    button(page, "Make the team").click();

    for (var driver : List.of("Lando Norris", "Oscar Piastri", "Andrea Kimi Antonelli", "Isack Hadjar", "Gabriel Bortoleto")) {
      page.locator("button.pick").filter(new Locator.FilterOptions().setHasText(driver)).click();
    }
    page.getByLabel(Pattern.compile("^Captain.*Lando Norris")).click();
    page.getByLabel(Pattern.compile("^Vice-captain.*Oscar Piastri")).click();
    button(page, "Save line-up").click();
    assertThat(page.locator("#save-state")).containsText("✓ Saved");
    assertThat(page.locator("#save-state")).containsText("Receipt");

    world.advanceTo(LOCKED);
    assertThat(page.locator("lineup-editor .closed")).containsText("have locked");
    assertThat(button(page, "Save line-up")).hasCount(0);

    // Norris 1st and 2nd from 1st, captain; Piastri 5th and 4th; Antonelli 17th and 5th; Hadjar 8th and 8th; Bortoleto out
    link(page, "Home").click();
    world.advanceTo(RACED);
    var card = page.locator(".team-card");
    assertThat(card).containsText(Pattern.compile("Last score\\s*68\\.5"));
    // Two of them said that line-ups would lock.
    assertThat(page.locator(".places .unread")).containsText("2");

    world.advanceTo(CORRECTED);
    assertThat(card).containsText(Pattern.compile("Last score\\s*[-−]7"));
    assertThat(card).containsText(Pattern.compile("version 2:\\s*68\\.5\\s*→\\s*[-−]7\\s*[-−]75\\.5"));
    assertThat(page.locator(".places .unread")).containsText("3");
    assertThat(page.locator("[aria-live=polite]")).containsText(Pattern.compile("Papaya: [-−]75\\.5 points"));

    page.locator(".places a[href='#/notifications']").click();
    var letter = page.locator(".letters li").filter(new Locator.FilterOptions().setHasText("Las Vegas Grand Prix")).first();
    assertThat(letter).containsText(Pattern.compile("Correction.*new", Pattern.DOTALL));
    assertThat(letter).containsText(Pattern.compile("[-−]75\\.5"));
    letter.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Mark read")).click();
    assertThat(page.locator(".places .unread")).containsText("2");
    CHROMIUM.forgive(TOKEN_OF_TEN_MINUTES);
  }

  @Test void an_operator_has_something_asked_now_and_sees_what_came_of_it() {
    open(Map.of());
    var operator = world.newcomer("Otto");
    world.operator().ask("setRole").with("userId", operator.id())
        .body(new JsonObject().put("role", "admin").put("reason", "somebody has to")).answer().expect(200);
    var browser = CHROMIUM.somebody(Look.DESK);
    PlayedSeason.logIn(browser, world, operator.email());
    var page = browser.newPage();
    page.navigate(world.address("/ops/subjects"));
    var row = page.locator("table.subjects tbody tr").filter(new Locator.FilterOptions().setHasText(SUBJECT)).first();
    var asked = asked(SUBJECT);
    row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Poll now")).click();
    assertThat(page.locator(".notice")).isVisible();
    world.advance(Duration.ofSeconds(1));
    assertThat(row.locator("td").nth(3)).containsText("ago");
    org.assertj.core.api.Assertions.assertThat(asked(SUBJECT)).as("slots that ended").isEqualTo(asked + 1);
  }

  private int asked(String subject) {
    return world.api().ask("listPolls").with("subject", subject).answer().expect(200).json().getJsonArray("polls").size();
  }

  @Test void two_who_look_at_a_private_board_see_it_move_at_once() {
    open(Map.of());
    var alice = world.newcomer("Alice");
    var carol = world.newcomer("Carol");
    var papaya = team(alice, "Papaya", List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto"));
    var scuderia = team(carol, "Scuderia Carola", List.of("leclerc", "hamilton", "albon", "bearman", "bortoleto"));
    var founded = alice.api().ask("createLeague").body(new JsonObject().put("name", "Desert nights").put("visibility", "private")
        .put("teamId", papaya)).answer().expect(201).json();
    var code = founded.getJsonObject("code").getString("code");
    carol.api().ask("joinLeague").body(new JsonObject().put("code", code).put("teamId", scuderia)).answer().expect(201);
    world.advanceTo(RACED);

    var league = "/leagues/" + founded.getJsonObject("league").getLong("id");
    var hers = board(alice, league);
    var others = board(carol, league);
    for (var board : List.of(hers, others)) assertThat(board).containsText(new String[] {"Papaya", "Scuderia Carola"});
    world.advanceTo(CORRECTED);
    for (var board : List.of(hers, others)) {
      assertThat(board).containsText(new Pattern[] {
          Pattern.compile("Scuderia Carola.*8\\.5", Pattern.DOTALL), Pattern.compile("Papaya.*[-−]7", Pattern.DOTALL)});
    }
    CHROMIUM.forgive(TOKEN_OF_TEN_MINUTES);
  }

  private Locator board(Somebody who, String league) {
    var browser = CHROMIUM.somebody(Look.DESK);
    PlayedSeason.logIn(browser, world, who.email());
    var page = browser.newPage();
    page.navigate(world.address(league));
    assertThat(page.locator(".connection")).hasText("Live");
    return page.locator("league-board tbody tr");
  }

  @Test void what_happened_while_the_service_was_away_is_on_screen_when_it_is_back() {
    var settings = new HashMap<>(Map.of("database.url", World.url(TestDatabase.fresh()), "data-dir", data.toString()));
    open(settings);
    var alice = world.newcomer("Alice");
    team(alice, "Papaya", List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto"));
    world.advanceTo(RACED);
    var browser = CHROMIUM.somebody(Look.DESK);
    PlayedSeason.logIn(browser, world, alice.email());
    var page = browser.newPage();
    page.navigate(world.address("/"));
    var card = page.locator(".team-card");
    assertThat(card).containsText(Pattern.compile("Last score\\s*68\\.5"));
    assertThat(page.locator(".connection")).hasText("Live");

    settings.put("http.port", Integer.toString(world.port()));
    world.close();
    assertThat(page.locator(".connection")).hasText("Connecting …");
    world = World.open(world.season(), round -> round == 22, CORRECTED, settings);
    assertThat(page.locator(".connection")).hasText("Live");
    assertThat(card).containsText(Pattern.compile("Last score\\s*[-−]7"));
    assertThat(page.locator(".places .unread")).containsText("3");
    CHROMIUM.forgive("WebSocket connection", "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", TOKEN_OF_TEN_MINUTES);
  }
}
