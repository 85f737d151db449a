package dev.paddock.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.paddock.app.World.Somebody;
import dev.paddock.web.Chromium;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A league from its first member to a corrected board, in browsers that look at the whole house. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaguePageTest {
  private static final String PASSWORD = "a long lap around Spa";
  private static final String VEGAS = "2025-las-vegas";

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private World world;
  private Somebody ada;
  private Somebody bob;

  @BeforeAll void open() {
    world = World.open(2025, round -> round >= 22, Map.of());
    ada = world.newcomer("Ada");
    bob = world.newcomer("Bob");
    team(ada, "Ada Racing", "norris", "piastri", "antonelli", "hadjar", "bortoleto");
    team(bob, "Bob Racing", "russell", "albon", "antonelli", "hadjar", "bortoleto");
  }

  @AfterAll void close() {
    if (world != null) world.close();
  }

  private static void team(Somebody owner, String name, String... drivers) {
    long team = owner.api().ask("createTeam").body(new JsonObject().put("name", name).put("season", 2025)).answer().expect(201).json()
        .getLong("teamId");
    var read = owner.api().ask("getLineup").with("teamId", team).with("raceId", VEGAS).answer().expect(200);
    owner.api().ask("saveLineup").with("teamId", team).with("raceId", VEGAS).ifMatch(read.etag()).body(new JsonObject()
        .put("drivers", new JsonArray(List.of(drivers))).put("captain", drivers[0]).put("viceCaptain", drivers[1])).answer().expect(200);
  }

  private String at(String place) {
    return "http://127.0.0.1:" + world.port() + "/#" + place;
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)).click();
  }

  private static void logIn(Page page, Somebody who) {
    page.getByLabel("E-mail address").fill(who.email());
    page.getByLabel("Password").fill(PASSWORD);
    press(page, "Log in");
    assertThat(page.locator(".places")).containsText(who.name());
  }

  private Page visit(BrowserContext browser, Somebody who, String place) {
    var page = browser.newPage();
    page.navigate(at("/login?next=" + place));
    logIn(page, who);
    return page;
  }

  private static Locator rows(Page page) {
    return page.locator("league-board tr[data-team]");
  }

  private static Pattern inOrder(String... texts) {
    return Pattern.compile(String.join(".*", texts), Pattern.DOTALL);
  }

  /** A private league of Ada's as the API makes it, and the code that opens it. */
  private JsonObject league(String name, boolean approval) {
    var who = world.again(ada);
    long team = who.api().ask("listMyTeams").with("season", 2025).answer().json().getJsonArray("teams").getJsonObject(0).getLong("teamId");
    return who.api().ask("createLeague").body(new JsonObject().put("name", name).put("visibility", "private").put("approval", approval)
        .put("teamId", team)).answer().expect(201).json();
  }

  @Test void created_joined_by_its_link_and_seen_to_move_by_both() throws IOException {
    var adas = visit(CHROMIUM.somebody(Look.DESK), ada, "/leagues");
    adas.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Desert nights");
    press(adas, "Create the league");
    assertThat(adas.locator("h1")).hasText("Desert nights");
    var code = adas.locator("league-codes .code").innerText();

    var bobs = CHROMIUM.somebody(Look.PHONE).newPage();
    bobs.navigate(at("/join/" + code));
    assertThat(bobs.locator("h1")).hasText("You are invited to a league");
    press(bobs, "Log in");
    logIn(bobs, bob);
    assertThat(bobs.locator("h1")).hasText("Desert nights");
    press(bobs, "Join");
    assertThat(bobs.locator("league-board")).containsText("Nothing scored yet.");
    adas.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Board").setExact(true)).click();
    assertThat(adas.locator(".league-head")).containsText("2 of 1,000 teams");

    var start = world.season().race(22).orElseThrow().start();
    world.advanceTo(start.plus(Duration.ofHours(2)));
    for (var page : List.of(adas, bobs)) {
      assertThat(rows(page).first()).containsText("Ada Racing");
      assertThat(rows(page).last()).containsText("Bob Racing");
    }
    // Both McLarens are disqualified.
    world.advanceTo(start.plus(Duration.ofDays(2)));
    for (var page : List.of(adas, bobs)) {
      assertThat(rows(page).first()).containsText(inOrder("1", "up 1, from 2", "Bob Racing", "\\+"));
      assertThat(rows(page).last()).containsText(inOrder("2", "down 1, from 1", "Ada Racing", "−"));
      Chromium.fits(page);
    }
    assertThat(adas.locator("[aria-live=polite]")).containsText("Desert nights: Ada Racing is at rank 2, down from 1");

    rows(adas).last().getByRole(AriaRole.BUTTON).click();
    assertThat(adas.locator("score-story .lines tbody tr").filter(new Locator.FilterOptions().setHasText("Disqualified"))).not().hasCount(0);
    assertThat(adas.locator("score-story .causes li").last()).containsText(inOrder("Race v1 → v2", "Norris"));
    Chromium.picture(adas, "league-board");

    adas.locator("league-what-if summary").first().click();
    adas.getByLabel("Captain").selectOption("antonelli");
    press(adas, "What would be?");
    assertThat(adas.locator("league-what-if .answer")).containsText(inOrder("points in the round", "in this league"));

    adas.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("History").setExact(true)).click();
    assertThat(adas.locator("trend-chart svg[role=img]")).isVisible();
    var saved = adas.waitForDownload(() -> press(adas, "CSV"));
    assertThat(Files.readString(saved.path())).contains("Ada Racing", "Bob Racing");
    // Two days went by in an instant: each tab exchanged its access token.
    CHROMIUM.forgive("401");
  }

  @Test void the_owner_decides_and_who_is_removed_sees_it_no_more() {
    var made = league("Closed circle", true);
    long id = made.getJsonObject("league").getLong("id");
    var bobs = visit(CHROMIUM.somebody(Look.DESK), bob, "/join/" + made.getJsonObject("code").getString("code"));
    press(bobs, "Ask to come in");
    assertThat(bobs.locator("join-page")).containsText("Its owner decides");
    bobs.navigate(at("/leagues/" + id));
    assertThat(bobs.locator("h1")).hasText("No such league");

    var adas = visit(CHROMIUM.somebody(Look.DESK), ada, "/leagues/" + id + "/members");
    press(adas, "Accept Bob Racing");
    assertThat(adas.locator("league-members tbody tr")).hasCount(2);
    bobs.navigate(at("/leagues"));
    bobs.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Closed circle")).click();
    assertThat(bobs.locator("h1")).hasText("Closed circle");

    press(adas, "Remove : Bob Racing");
    press(adas, "Remove");
    assertThat(adas.locator("#field-reason-error")).hasText("Why is missing.");
    adas.getByLabel("Why").fill("A seat too few");
    press(adas, "Remove");
    assertThat(adas.locator("league-members tbody tr")).hasCount(1);
    assertThat(bobs.locator("h1")).hasText("No such league");
    CHROMIUM.forgive("404");
  }

  @Test void a_code_is_made_rotated_and_taken_back() {
    var made = league("Codes", false);
    var page = visit(CHROMIUM.somebody(Look.PHONE), ada, "/leagues/" + made.getJsonObject("league").getLong("id") + "/settings");
    var codes = page.locator("league-codes .code");
    assertThat(codes).hasText(made.getJsonObject("code").getString("code"));
    assertThat(codes).isVisible();
    page.getByLabel("Uses at most").fill("5");
    press(page, "Make a code");
    assertThat(codes).hasCount(2);
    assertThat(page.locator("league-codes")).containsText("0 uses of 5");
    var first = codes.first().innerText();
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Rotate"))).first().click();
    assertThat(page.locator("league-codes")).not().containsText(first);
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Take back"))).first().click();
    assertThat(codes).hasCount(1);
    Chromium.fits(page);
    page.navigate(at("/join/" + first));
    assertThat(page.locator("h1")).hasText("This code opens nothing");
    CHROMIUM.forgive("404");
  }
}
