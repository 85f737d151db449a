package dev.paddock.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.paddock.app.World.Somebody;
import dev.paddock.web.Chromium;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
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

/** What somebody meets who has an account, from signing up to logging out, in browsers that look at the whole house. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HomePageTest {
  private static final String PASSWORD = "a long lap around Spa";
  private static final String VEGAS = "2025-las-vegas";

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private World world;

  @BeforeAll void open() {
    world = World.open(2025, round -> round >= 22, Map.of());
  }

  @AfterAll void close() {
    if (world != null) world.close();
  }

  private String at(String path) {
    return "http://127.0.0.1:" + world.port() + path;
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)).click();
  }

  private static void logIn(Page page, String email) {
    var form = page.locator("login-page");
    form.getByLabel("E-mail address").fill(email);
    form.getByLabel("Password").fill(PASSWORD);
    press(page, "Log in");
  }

  /** Somebody who is logged in on a page of that address. */
  private Page visit(BrowserContext browser, Somebody who, String address) {
    var page = browser.newPage();
    page.navigate(at("/#/login?next=" + address));
    logIn(page, who.email());
    assertThat(page.locator(".places")).containsText(who.name());
    return page;
  }

  @Test void from_the_sign_up_by_the_mailed_link_to_the_dashboard() {
    var browser = CHROMIUM.somebody(Look.DESK);
    var page = browser.newPage();
    page.navigate(at("/#/signup"));
    press(page, "Sign up");
    assertThat(page.getByLabel("Name")).hasAttribute("aria-invalid", "true");
    assertThat(page.locator("signup-page")).containsText("E-mail address is missing.");
    page.getByLabel("Name").fill("Nuvolari");
    page.getByLabel("E-mail address").fill("tazio@example.org");
    page.getByLabel("Password").fill("nuvolari of Mantua");
    press(page, "Sign up");
    assertThat(page.locator("#field-password-error")).containsText("does not contain the name");
    CHROMIUM.forgive("422");
    page.getByLabel("Password").fill(PASSWORD);
    press(page, "Sign up");

    assertThat(page.locator("dashboard-page .lock")).containsText("Las Vegas Grand Prix");
    assertThat(page.locator(".steps li.done")).hasCount(0);
    assertThat(page.locator("dashboard-page .account")).containsText("Is tazio@example.org yours?");

    var mail = browser.newPage();
    mail.navigate(at("/account.html#verify-email=" + world.mailed("tazio@example.org", "verify-email")));
    press(mail, "Yes, it is mine");
    assertThat(mail.locator("[role=status]")).hasText("Your address is verified.");
    assertThat(page.locator("dashboard-page .account")).hasCount(0);
    assertThat(page.locator(".steps li.done")).hasCount(1);
    assertThat(page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Make a team"))).hasAttribute("href", "#/teams");
  }

  @Test void a_page_looks_the_same_whichever_came_before() {
    var who = world.newcomer("Farina");
    var page = CHROMIUM.open(Look.DESK, at("/#/season"));
    assertThat(page.locator("race-calendar .race").first()).hasCSS("display", "grid");
    page.navigate(at("/#/login"));
    logIn(page, who.email());
    assertThat(page.locator("dashboard-page .lock .race")).hasCSS("display", "block");
    page.navigate(at("/#/season"));
    assertThat(page.locator("race-calendar .race").first()).hasCSS("display", "grid");
    page.navigate(at("/#/"));
    assertThat(page.locator("dashboard-page .dashboard")).hasCSS("display", "grid");
  }

  @Test void a_name_that_is_taken_a_wrong_password_and_too_many_of_them_are_said_beside_the_field() {
    var who = world.newcomer("Fangio");
    var page = CHROMIUM.open(Look.PHONE, at("/#/signup"));
    page.getByLabel("Name").fill("Fangio");
    page.getByLabel("E-mail address").fill("another@example.org");
    page.getByLabel("Password").fill(PASSWORD);
    press(page, "Sign up");
    assertThat(page.locator("#field-name-error")).hasText("The name Fangio is taken.");
    assertThat(page.getByLabel("Name")).isFocused();

    page.locator("signup-page").getByRole(AriaRole.LINK).filter(new FilterOptions().setHasText("I have an account")).click();
    var form = page.locator("login-page");
    form.getByLabel("E-mail address").fill(who.email());
    form.getByLabel("Password").fill("not the right one");
    press(page, "Log in");
    assertThat(page.locator("#field-password-error")).hasText("The e-mail address and the password do not belong together.");
    failUntilHeWaits(who.email(), 30);
    press(page, "Log in");
    assertThat(page.locator("login-page button[type=submit]")).hasText(Pattern.compile("Again in \\d+ s"));
    CHROMIUM.forgive("401", "409", "429");
    Chromium.fits(page);
  }

  /** Somebody guesses, and waits as long as he is told to, until that is so many seconds. */
  private void failUntilHeWaits(String email, int seconds) {
    var guess = new JsonObject().put("email", email).put("password", "not the right one").put("cookie", false);
    for (int wait = 0; wait < seconds; ) {
      var refused = world.api().ask("logIn").body(guess).answer();
      wait = refused.status() == 429 ? Integer.parseInt(refused.header("Retry-After")) : 0;
      if (wait < seconds) world.advance(Duration.ofSeconds(wait));
    }
  }

  @Test void who_logs_in_goes_on_to_where_he_wanted_to_in_every_tab_and_out_of_all_of_them() {
    var who = world.newcomer("Ascari");
    var browser = CHROMIUM.somebody(Look.DESK);
    var first = browser.newPage();
    var second = browser.newPage();
    second.navigate(at("/#/account"));
    assertThat(second.locator("h1")).hasText("Log in first");
    first.navigate(at("/#/notifications"));
    press(first, "Log in");
    logIn(first, who.email());
    assertThat(first.locator("h1")).hasText("Notifications");
    assertThat(second.locator("h1")).hasText("Ascari");

    // Each tab loaded anew exchanges the one refresh token; nobody shows one twice.
    for (int i = 0; i < 3; i++) {
      first.evaluate("setTimeout(() => location.reload())");
      second.reload();
    }
    assertThat(first.locator(".places")).containsText("Ascari");
    assertThat(second.locator("h1")).hasText("Ascari");
    var logIns = world.database()
        .preparedQuery("select count(*)::int as n from account_session where user_id = $1::bigint and ended_at is null")
        .execute(Tuple.of(who.id())).await().iterator().next().getInteger("n");
    assertThat(logIns).as("the browser's log-in and the one of the sign-up").isEqualTo(2);

    press(second, "Log out");
    assertThat(first.locator("h1")).hasText("Log in first");
    assertThat(browser.cookies(at("/api/v1/auth/refresh"))).isEmpty();
  }

  @Test void the_lock_counts_down_by_the_services_clock_and_warns_in_its_last_hour() {
    try (var house = World.open(2025, round -> round >= 22, Map.of())) {
      var who = house.newcomer("Moss");
      var team = who.api().ask("createTeam").body(new JsonObject().put("name", "Vanwall").put("season", 2025)).answer().expect(201).json()
          .getLong("teamId");
      var lock = who.api().ask("getDashboard").answer().json().getJsonObject("next").getInstant("lockAt");
      house.advanceTo(lock.minus(Duration.ofMinutes(50)));
      var browser = CHROMIUM.somebody(Look.DESK);
      // A reader whose clock is five hours fast; and the service's runs, as it does when nothing is replayed.
      browser.addInitScript("const real = Date.now; Date.now = () => real() + 5 * 3600e3;");
      browser.route("**/api/v1/status", route -> {
        var answer = route.fetch();
        var fulfilled = new FulfillOptions().setResponse(answer);
        route.fulfill(answer.status() == 304 ? fulfilled : fulfilled.setBody(new JsonObject(answer.text()).put("mode", "run").encode()));
      });
      var page = browser.newPage();
      page.navigate("http://127.0.0.1:" + house.port() + "/#/login");
      logIn(page, who.email());
      assertThat(page.locator(".lock .left")).hasText(Pattern.compile("in (50|4\\d) min( \\d+ s)?"));
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Vanwall has no line-up.");
      assertThat(page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK)).hasAttribute("href", "#/teams/" + team + "/edit");

      var again = house.again(who);
      var read = again.api().ask("getLineup").with("teamId", team).with("raceId", VEGAS).answer().expect(200);
      again.api().ask("saveLineup").with("teamId", team).with("raceId", VEGAS).ifMatch(read.etag()).body(new JsonObject()
          .put("drivers", new JsonArray(List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto")))
          .put("captain", "norris").put("viceCaptain", "piastri")).answer().expect(200);
      page.reload();
      assertThat(page.locator(".team-card .lineup")).containsText("Line-up stands");
      assertThat(page.locator(".alarm p")).hasCount(0);
      CHROMIUM.closeAll();
    }
  }

  @Test void a_notification_arrives_while_he_looks_and_is_read() {
    var alice = world.newcomer("Alice");
    var bob = world.newcomer("Bob");
    var page = visit(CHROMIUM.somebody(Look.DESK), alice, "/season");
    assertThat(page.locator(".connection")).hasText("Live");
    var team = team(alice, "Papaya");
    var founded = alice.api().ask("createLeague").body(new JsonObject().put("name", "Desert nights").put("visibility", "private")
        .put("approval", true).put("teamId", team)).answer().expect(201).json();
    bob.api().ask("joinLeague").body(new JsonObject().put("code", founded.getJsonObject("code").getString("code"))
        .put("teamId", team(bob, "Bulls"))).answer().expect(202);

    assertThat(page.locator(".places .unread")).containsText("1");
    assertThat(page.locator("[aria-live=polite]")).containsText("Desert nights");
    page.locator(".places").getByRole(AriaRole.LINK).filter(new FilterOptions().setHasText("Notifications")).click();
    assertThat(page.locator(".letters li.new")).hasCount(1);
    assertThat(page.locator(".letters h2 a")).hasAttribute("href", "#/leagues/" + founded.getJsonObject("league").getLong("id"));
    press(page, "Mark all read");
    assertThat(page.locator(".letters li.new")).hasCount(0);
    assertThat(page.locator(".places .unread")).hasCount(0);
  }

  private static long team(Somebody owner, String name) {
    return owner.api().ask("createTeam").body(new JsonObject().put("name", name).put("season", 2025)).answer().expect(201).json()
        .getLong("teamId");
  }

  @Test void preferences_are_saved_and_what_another_device_changed_is_shown_instead_of_overwritten() {
    var who = world.newcomer("Hill");
    var page = visit(CHROMIUM.somebody(Look.PHONE), who, "/account/notifications");
    assertThat(page.getByLabel("Corrections of results: E-mail")).not().isChecked();

    page.getByLabel("Corrections of results: E-mail").check();
    page.getByLabel("Mail and webhook wait").check();
    page.getByLabel("From", new GetByLabelOptions().setExact(true)).fill("23:00");
    page.getByLabel("Until", new GetByLabelOptions().setExact(true)).fill("07:30");
    page.getByLabel("Time zone").selectOption("Europe/London");
    press(page, "Save");
    assertThat(page.locator(".notice")).containsText("Saved.");
    Chromium.fits(page);
    var device = world.again(who).api();
    var read = device.ask("getNotificationPreferences").answer().expect(200);
    var chosen = read.json();
    assertThat(chosen.getJsonObject("channels").getJsonObject("correction").getBoolean("email")).isTrue();
    assertThat(chosen.getJsonObject("quietHours")).isEqualTo(new JsonObject().put("from", "23:00").put("until", "07:30"));
    assertThat(chosen.getString("timeZone")).isEqualTo("Europe/London");

    chosen.getJsonObject("channels").getJsonObject("league").put("email", true);
    device.ask("putNotificationPreferences").ifMatch(read.etag()).body(chosen).answer().expect(200);
    page.getByLabel("Line-ups that lock: E-mail").uncheck();
    press(page, "Save");
    assertThat(page.locator("notification-choice .error")).containsText("on another device");
    assertThat(page.getByLabel("Your leagues: E-mail")).isChecked();
    CHROMIUM.forgive("412");
    press(page, "Save");
    assertThat(page.locator("notification-choice .error")).hasText("");
    assertThat(page.locator(".notice")).containsText("Saved.");
  }

  @Test void an_account_is_exported_and_its_deletion_is_undone() {
    var who = world.newcomer("Clark");
    var page = visit(CHROMIUM.somebody(Look.DESK), who, "/account/data");
    assertThat(page.locator("h1")).hasText("Clark");
    page.getByLabel("Your password").fill(PASSWORD);
    press(page, "Delete my account");
    assertThat(page.locator("account-data")).containsText("Say so here, if you are sure.");
    page.getByLabel("I want my account to be forgotten").check();
    press(page, "Delete my account");
    assertThat(page.locator("#farewell-title")).containsText("will be forgotten on");
    page.locator(".places").getByRole(AriaRole.LINK).filter(new FilterOptions().setHasText("Home")).click();
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Keep it")).click();
    press(page, "Keep my account");
    assertThat(page.locator("#farewell-title")).hasText("Delete the account");

    press(page, "Make it");
    world.advance(Duration.ofSeconds(5));
    var saved = page.waitForDownload(() -> press(page, "Save the file"));
    assertThat(saved.suggestedFilename()).matches("paddock-2025-11-\\d\\d\\.json");
  }
}
