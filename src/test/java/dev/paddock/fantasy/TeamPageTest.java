package dev.paddock.fantasy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.paddock.app.World;
import dev.paddock.app.World.Somebody;
import dev.paddock.web.Axe;
import dev.paddock.web.Chromium;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Teams and the line-up editor of the whole house, in the distribution's Chromium. Each test has an owner and a team of its own. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamPageTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  /** The cheapest five at the end of the list, of whom nobody has too many. */
  private static final List<String> CHEAP = List.of("doohan", "hadjar", "bortoleto", "antonelli", "lawson");

  private World world;

  @BeforeAll void open() {
    world = World.open(2025, round -> round >= 22, Map.of());
  }

  @AfterAll void close() {
    world.close();
  }

  @Test void the_keyboard_alone_leads_through_the_editor_to_a_receipt() {
    var ada = world.newcomer("Ada Keys");
    long team = team(ada, "Keys");
    var page = edit(tab(ada, Look.DESK), team);
    assertThat(page.locator(".fault")).hasText("Pick 5 drivers.");

    tabTo(page, "driver-market button.pick");
    page.keyboard().press("End");
    for (int i = 0; i < CHEAP.size(); i++) {
      assertThat(focused(page)).as("stays with who was picked").isEqualTo(CHEAP.get(i));
      page.keyboard().press(i % 2 == 0 ? "Space" : "Enter");
      assertThat(page.locator("button.pick[aria-pressed=true]")).hasCount(i + 1);
      if (i < 4) page.keyboard().press("ArrowUp");
    }
    assertThat(page.locator(".fault")).hasCount(0);
    tabTo(page, "button[aria-label^='Captain'][aria-label$='Antonelli']");
    page.keyboard().press("Space");
    tabTo(page, "button.save");
    page.keyboard().press("Enter");

    assertThat(page.locator("picked-panel .receipt-line")).containsText("save 1 for this race");
    var saved = saves(ada, team).getJsonObject(0);
    assertThat(saved.getString("captain")).isEqualTo("antonelli");
    assertThat(saved.getJsonArray("drivers").getList()).containsExactlyInAnyOrderElementsOf(CHEAP.stream().map(Object.class::cast).toList());
    assertThat(page.locator("picked-panel .receipt")).hasText(saved.getString("receipt"));
    assertThat(page.locator("[aria-live=polite].visually-hidden")).containsText("Saved");
  }

  @Test void who_moves_in_the_list_keeps_the_focus() {
    var ada = world.newcomer("Ada Moves");
    var page = edit(tab(ada, Look.DESK), team(ada, "Moves"));
    page.locator("button.pick[data-id=norris]").focus();
    page.evaluate("() => { const market = document.querySelector('driver-market'); market.order = { key: 'name', up: true }; }");
    assertThat(page.locator("driver-market tbody tr").first()).containsText("Alexander Albon");
    assertThat(focused(page)).isEqualTo("norris");
    page.locator("input[type=search]").fill("hulk");
    assertThat(page.locator("driver-market tbody tr")).hasCount(1);
    assertThat(page.locator("driver-market tbody tr")).containsText("Hülkenberg");
  }

  @Test void of_two_tabs_the_second_is_shown_both_line_ups_and_chooses() {
    var ada = world.newcomer("Ada Twice");
    long team = team(ada, "Twice");
    var first = tab(ada, Look.DESK);
    edit(first, team);
    var second = edit(first.context().newPage(), team);
    pick(second, "doohan", "hadjar", "bortoleto", "antonelli", "stroll");
    pick(first, CHEAP.toArray(String[]::new));
    first.locator("button.save").click();
    assertThat(first.locator("picked-panel .receipt-line")).isVisible();

    second.locator("button.save").click();
    var conflict = second.locator("lineup-conflict");
    assertThat(conflict.locator("li.alone")).hasText(new String[] {"Liam Lawson only here", "Lance Stroll only here"});
    assertThat(saves(ada, team)).hasSize(1);
    conflict.locator("text=Save mine instead").click();
    assertThat(second.locator("picked-panel .receipt-line")).containsText("save 2 for this race");
    assertThat(saves(ada, team).getJsonObject(1).getJsonArray("drivers").getList()).contains("stroll");

    first.locator("button.pick[data-id=antonelli]").click();
    pick(first, "ocon");
    first.locator("button.save").click();
    first.locator("lineup-conflict").locator("text=Take the stored one").click();
    assertThat(first.locator("button.pick[data-id=stroll]")).hasAttribute("aria-pressed", "true");
    assertThat(saves(ada, team)).as("nothing was saved over it").hasSize(2);
    CHROMIUM.forgive("status of 412");
  }

  @Test void over_budget_is_refused_beside_the_cost_and_nothing_is_sent() {
    var ada = world.newcomer("Ada Rich");
    long team = team(ada, "Rich");
    var page = edit(tab(ada, Look.DESK), team);
    pick(page, "max_verstappen", "norris", "leclerc", "russell", "hamilton");
    assertThat(page.locator(".cost [role=status]")).hasText("169.0 of 100.0 spent: 69.0 over budget.");
    // once
    assertThat(page.locator(".cost")).hasText("169.0 of 100.0 spent: 69.0 over budget.");
    page.locator("button.save").press("Enter");
    assertThat(page.locator("page-notice")).containsText("69.0 over budget.");
    assertThat(saves(ada, team)).isEmpty();
    page.locator("button.pick[data-id=doohan]").press("Space");
    assertThat(page.locator("page-notice")).containsText("take one out first");
    page.locator("button[aria-label='Take Charles Leclerc out']").click();
    assertThat(page.locator("button[aria-label='Take George Russell out']")).isFocused();
  }

  @Test void a_lock_that_comes_near_is_warned_of_and_one_that_passes_closes_the_editor_and_keeps_the_draft() {
    var ada = world.newcomer("Ada Late");
    long team = team(ada, "Late");
    var page = edit(tab(ada, Look.DESK), team);
    pick(page, CHEAP.toArray(String[]::new));
    page.locator("button.save").click();
    assertThat(page.locator("picked-panel .receipt-line")).isVisible();
    page.locator("button.pick[data-id=lawson]").click();
    pick(page, "stroll");

    var lock = coming(ada);
    pass(page, lock.minus(Duration.ofMinutes(50)));
    // Time passes from one thing to do to the next: the page may hear of the reminder an hour before, or only of now.
    assertThat(page.locator("[role=alert]")).hasText(Pattern.compile("^Line-ups lock in (1 h|50 min)\\.$"));
    pass(page, lock.minus(Duration.ofMinutes(4)));
    assertThat(page.locator("[role=alert]")).hasText(Pattern.compile("Line-ups lock in 4 min.*"));
    pass(page, lock.plusSeconds(60));
    assertThat(page.locator(".closed")).containsText("was not sent");
    assertThat(page.locator("[role=alert]")).isEmpty();
    assertThat(page.locator("button.save")).hasCount(0);
    page.locator("button.pick[data-id=ocon]").dispatchEvent("click");
    assertThat(page.locator("button.pick[data-id=ocon]")).hasAttribute("aria-pressed", "false");

    page.reload();
    assertThat(page.locator(".late")).containsText("was not sent before the lock");
    page.locator("text=Begin with it").click();
    assertThat(page.locator("button.pick[data-id=stroll]")).hasAttribute("aria-pressed", "true");
    assertThat(page.locator(".late")).hasCount(0);
    page.locator("button.save").click();
    assertThat(page.locator("picked-panel .receipt-line")).containsText("save 1 for this race");
    CHROMIUM.forgive("status of 401");
  }

  @Test void teams_are_made_named_and_given_up_on_the_page() {
    var ada = world.newcomer("Ada Makes");
    var page = tab(ada, Look.DESK);
    page.navigate(address("/teams"));
    page.locator("input[name=name]").fill("Papaya");
    page.locator(".rule-set").filter(new Locator.FilterOptions().setHasText("Official")).click();
    page.locator("text=Make the team").click();
    assertThat(page.locator("lineup-editor .chips")).containsText("Limitless");
    assertThat(page.locator("driver-market[kind=constructors] tbody tr")).hasCount(10);

    page.navigate(address("/teams"));
    page.locator("button:has-text('Rename')").click();
    page.locator(".mine input[name=name]").fill("Mandarin");
    page.keyboard().press("Enter");
    assertThat(page.locator(".mine h2")).hasText("Mandarin");
    page.locator("button:has-text('Give up')").click();
    page.locator("text=Give it up").click();
    assertThat(page.locator("teams-page .empty")).containsText("You have no team yet");
    assertThat(mine(ada)).isEmpty();
  }

  @Test void every_page_of_a_team_is_clean_in_dark_and_light_and_fits_a_phone() {
    var ada = world.newcomer("Ada Looks");
    long team = team(ada, "Looks");
    var page = tab(ada, Look.PHONE.in(ColorScheme.LIGHT));
    edit(page, team);
    pick(page, "max_verstappen", "norris");
    looked(page);
    page.navigate(address("/teams"));
    assertThat(page.locator(".mine li")).hasCount(1);
    looked(page);
    for (var view : List.of("", "/scores", "/whatif", "/lineups")) {
      page.navigate(address("/teams/" + team + view));
      assertThat(page.locator("team-page .views")).isVisible();
      assertThat(page.locator(".waiting")).hasCount(0);
      looked(page);
    }
  }

  private static void looked(Page page) {
    Chromium.fits(page);
    Axe.assertClean(page);
    page.locator("button.theme").click();
    Axe.assertClean(page);
    page.locator("button.theme").click();
  }

  /** A tab of somebody who has logged in on the page. */
  private Page tab(Somebody who, Look look) {
    BrowserContext context = CHROMIUM.somebody(look);
    var page = context.newPage();
    page.navigate(address("/login"));
    page.locator("input[name=email]").fill(who.email());
    page.locator("input[name=password]").fill(World.PASSWORD);
    page.locator("main button[type=submit]").click();
    assertThat(page.locator(".places")).containsText(who.name());
    return page;
  }

  private Page edit(Page page, long team) {
    page.navigate(address("/teams/" + team + "/edit"));
    assertThat(page.locator("button.pick").first()).isVisible();
    return page;
  }

  private static void pick(Page page, String... drivers) {
    for (var driver : drivers) {
      page.locator("button.pick[data-id=" + driver + "]").click();
      assertThat(page.locator("button.pick[data-id=" + driver + "]")).hasAttribute("aria-pressed", "true");
    }
  }

  /** Nothing but the Tab key. */
  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 80; i++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) return;
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  /** Time passes, and the page hears of it as it does with whatever is pushed. */
  private void pass(Page page, Instant until) {
    world.advanceTo(until);
    page.evaluate("import(new URL('status.js', document.querySelector('script[type=module]').src)).then(status => status.loadStatus())");
  }

  private static String focused(Page page) {
    return (String) page.evaluate("document.activeElement.dataset.id ?? null");
  }

  private String address(String path) {
    return "http://127.0.0.1:" + world.port() + "/#" + path;
  }

  private static long team(Somebody owner, String name) {
    return owner.api().ask("createTeam").body(new JsonObject().put("name", name).put("season", 2025)).answer().expect(201).json().getLong("teamId");
  }

  private JsonArray mine(Somebody owner) {
    return world.again(owner).api().ask("listMyTeams").with("season", 2025).answer().expect(200).json().getJsonArray("teams");
  }

  private Instant coming(Somebody owner) {
    return Instant.parse(next(owner).getString("lockAt"));
  }

  private JsonObject next(Somebody owner) {
    return world.again(owner).api().ask("listMyTeams").with("season", 2025).answer().expect(200).json().getJsonObject("coming");
  }

  private JsonArray saves(Somebody owner, long team) {
    return world.again(owner).api().ask("listLineupSaves").with("teamId", team).with("raceId", next(owner).getString("raceId")).answer()
        .expect(200).json().getJsonArray("saves");
  }
}
