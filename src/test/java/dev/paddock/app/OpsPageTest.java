package dev.paddock.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.paddock.app.World.Somebody;
import dev.paddock.web.Axe;
import dev.paddock.web.Chromium;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operations console in a browser that looks at the whole house: what an administrator sees and does, and that others do not. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpsPageTest {
  private static final String PASSWORD = "a long lap around Spa";
  private static final String RACE = "result:2025-las-vegas-R";
  private static final List<String> VIEWS = List.of("", "/subjects", "/providers", "/results", "/waiting", "/audit");

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private World world;
  private Somebody ada;

  @BeforeAll void open() {
    world = World.open(2025, round -> round >= 22, Map.of());
    ada = world.newcomer("Ada");
    world.operator().ask("setRole").with("userId", ada.id())
        .body(new JsonObject().put("role", "admin").put("reason", "keeps the house")).answer().expect(200);
    world.advanceTo(world.season().race(22).orElseThrow().start().plus(Duration.ofHours(36)));
  }

  @AfterAll void close() {
    if (world != null) world.close();
  }

  private Page visit(Somebody who, Look look, String view) {
    var page = CHROMIUM.open(look, "http://127.0.0.1:" + world.port() + "/#/login?next=" + URLEncoder.encode("/ops" + view, UTF_8));
    page.getByLabel("E-mail address").fill(who.email());
    page.getByLabel("Password").fill(PASSWORD);
    button(page.locator("main"), "Log in").click();
    assertThat(page.locator(".places")).containsText(who.name());
    return page;
  }

  private static Locator button(Locator in, String name) {
    return in.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  private static Locator row(Page page, String subject) {
    return page.locator("ops-subjects tbody tr").filter(new Locator.FilterOptions().setHasText(subject));
  }

  @Test void all_is_seen_at_one_look() {
    var page = visit(ada, Look.DESK, "");
    assertThat(page.locator("ops-now .strip")).containsText("1 alive of 1");
    assertThat(page.locator("ops-now")).containsText("f1.result");
    assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Checks and corrections"))).containsText("of 3");
    assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Providers, last hour"))).containsText("jolpica");
    Chromium.picture(page, "ops");
  }

  @Test void a_subject_is_polled_now_and_its_new_outcome_arrives_by_itself() {
    var page = visit(ada, Look.DESK, "/subjects");
    page.getByLabel("Part of the name").fill("result:2025-las-vegas-r");
    page.getByLabel("Part of the name").press("Enter");
    assertThat(page.locator("ops-subjects tbody tr")).hasCount(1);
    var log = world.operator().ask("listPolls").with("subject", RACE).with("limit", 1);
    var before = log.answer().expect(200).json().getJsonArray("polls").getJsonObject(0).getInstant("endedAt");

    var elsewhere = page.context().newPage();
    elsewhere.navigate("http://127.0.0.1:" + world.port() + "/#/ops");
    assertThat(elsewhere.locator("ops-now")).containsText("No slot has ended since this page was opened.");
    assertThat(elsewhere.locator(".connection")).hasText("Live");

    button(row(page, RACE), "Poll now").click();
    assertThat(page.locator(".notice")).containsText(RACE + " is polled now");
    world.advance(Duration.ofSeconds(1));
    assertThat(row(page, RACE).locator("td time").nth(1)).hasAttribute("datetime", Pattern.compile(world.now().minusSeconds(1)
        .toString().substring(0, 16) + ".*"));
    assertThat(log.answer().expect(200).json().getJsonArray("polls").getJsonObject(0).getInstant("endedAt")).isAfter(before);
    assertThat(elsewhere.locator("ops-now .latest")).containsText(RACE);
  }

  @Test void a_plan_is_paused_after_a_question_and_resumed_and_the_audit_log_says_who_did_it() {
    var page = visit(ada, Look.DESK, "/subjects?text=qatar-q");
    var row = row(page, "result:2025-qatar-Q");
    button(row, "Pause").click();
    button(page.getByRole(AriaRole.DIALOG), "Cancel").click();
    assertThat(row).containsText("waiting");
    button(row, "Pause").click();
    button(page.getByRole(AriaRole.DIALOG), "Pause").click();
    assertThat(row).containsText("paused");
    button(row, "Resume").click();
    assertThat(row).containsText("waiting");
    assertThat(page.locator(".notice")).containsText("goes on, due");

    page.locator(".views").getByText("Audit").click();
    assertThat(page.locator("ops-audit tbody tr").first()).containsText("user:" + ada.id());
    assertThat(page.locator("ops-audit tbody tr").first()).containsText("schedule.plan.resume");
    button(page.locator("ops-audit"), "Check the chain").click();
    assertThat(page.locator(".notice")).containsText("holds");
  }

  @Test void a_subject_shows_its_plan_and_goes_on_under_another_profile() {
    var page = visit(ada, Look.DESK, "/subjects?text=abu-dhabi-r");
    button(row(page, "abu-dhabi-R"), "result:2025-abu-dhabi-R").first().click();
    var dialog = page.locator("dialog.ops-subject");
    assertThat(dialog).containsText("f1-results: every 1 h from T+1 h");
    dialog.getByLabel("Another profile").selectOption("f1-watch");
    button(dialog, "Change").click();
    button(page.locator("dialog.ops-ask"), "Change").click();
    assertThat(dialog).containsText("f1-watch: at T+5 d");
    Chromium.picture(page, "ops-subject");
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);
    assertThat(row(page, "abu-dhabi-R").locator("th button")).isFocused();
    world.operator().ask("changeProfile").with("subject", "result:2025-abu-dhabi-R").body(new JsonObject().put("profile", "f1-results"))
        .answer().expect(200);
  }

  @Test void a_held_change_shows_what_would_differ_and_is_rejected_with_a_reason() {
    hold("las-vegas-Q");
    var page = visit(ada, Look.DESK, "/waiting");
    var hold = page.locator("ops-hold");
    assertThat(hold).containsText("Qualifying, after v");
    assertThat(hold.locator("tbody tr").first()).containsText("position");
    button(hold, "Reject").click();
    var asked = page.getByRole(AriaRole.DIALOG);
    asked.getByLabel("Reason").fill("too short");
    button(asked, "Reject").click();
    assertThat(asked).isVisible();
    asked.getByLabel("Reason").fill("The source mixed up two sessions.");
    button(asked, "Reject").click();
    assertThat(page.locator(".notice")).containsText("is rejected");
    assertThat(hold).hasCount(0);
    assertThat(world.operator().ask("listAudit").with("action", "f1.hold.rejected").answer().expect(200).json().getJsonArray("entries")
        .getJsonObject(0).getString("actor")).isEqualTo("user:" + ada.id());
  }

  /** A replay holds nothing by itself. */
  private void hold(String session) {
    world.database().preparedQuery("""
        insert into result_hold (session_id, base, hash, source, fetched_at, rows, changes, skipped, doubts, seen_at)
        select session_id, version, 'another', source, fetched_at, rows,
               '[{"driver": "norris", "field": "POSITION", "from": "1", "to": "5"}]', '[]', '{REORDERED}', fetched_at
          from result_version where session_id = '2025-' || $1::text order by version desc limit 1""").execute(Tuple.of(session)).await();
  }

  @Test void a_dead_letter_is_sent_again() {
    var id = world.operator().ask("createWebhook").body(new JsonObject().put("url", "https://example.org/hook")
        .put("events", new JsonArray().add("*"))).answer().expect(201).json().getLong("id");
    world.database().preparedQuery("""
        insert into webhook_delivery (endpoint_id, event_id, type, subject, revision, sequence, occurred_at, state, attempts, error)
        values ($1, 'gone', 'f1.result.final', '2025-las-vegas-R', 3, 1, $2, 'dead', 7, 'HTTP 500')""")
        .execute(Tuple.of(id, world.now().atOffset(ZoneOffset.UTC))).await();
    var page = visit(ada, Look.DESK, "/waiting");
    button(page.locator("ops-waiting"), "Send again").click();
    assertThat(page.locator(".notice")).containsText("is sent again");
    assertThat(page.locator("ops-waiting")).containsText("1 message waiting");
    world.operator().ask("deleteWebhook").with("id", id).answer().expect(204);
  }

  @Test void whoever_is_no_administrator_is_told_so() {
    var page = visit(world.newcomer("Bertha"), Look.DESK, "");
    assertThat(page.locator("ops-page")).containsText("The console is for administrators. Your account, Bertha, is not an administrator's.");
    assertThat(page.locator(".places")).not().containsText("Operations");
    var stranger = CHROMIUM.open(Look.DESK, "http://127.0.0.1:" + world.port() + "/#/ops");
    assertThat(stranger.locator("ops-page")).containsText("Log in as an administrator");
  }

  @Test void every_view_fits_a_telephone_and_can_be_read_by_all() {
    for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      var page = visit(ada, Look.PHONE.in(scheme), "");
      for (var view : VIEWS) {
        page.evaluate("address => { location.hash = address; }", "/ops" + view);
        assertThat(page.locator("ops-page [aria-busy=true]")).hasCount(0);
        assertThat(page.locator("ops-page .panel").first()).isVisible();
        Chromium.fits(page);
        Axe.assertClean(page);
        Chromium.picture(page, "ops" + view.replace('/', '-') + "-360-" + scheme.name().toLowerCase());
      }
    }
  }
}
