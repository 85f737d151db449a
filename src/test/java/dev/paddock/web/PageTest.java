package dev.paddock.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.web.Chromium.Look;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in the distribution's Chromium, over the real HTTP server and the real bridge. Pictures go to target/page. */
@Tag("browser")
class PageTest extends ExhibitOnShow {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private Page page;

  @BeforeEach void open() {
    visit(Look.DESK);
  }

  private void visit(Look look) {
    CHROMIUM.closeAll();
    page = CHROMIUM.open(look, "http://127.0.0.1:" + port + "/");
    assertThat(page.locator(".connection")).hasText("Live");
    if (!exhibit.empty) assertThat(page.locator("race-view h2")).hasText("Las Vegas Grand Prix");
  }

  @Test void shows_the_season_what_happened_and_who_leads() {
    assertThat(page.locator(".masthead time")).containsText("25 Nov 2025");
    assertThat(page.locator(".strip .next")).containsText("in 11 h Las Vegas · Race");
    assertThat(page.locator(".strip .source")).containsText("answers for");
    assertThat(page.locator("race-calendar .race")).hasCount(14);
    assertThat(page.locator("race-calendar .race[aria-current=true]"))
        .containsText(Pattern.compile("Las Vegas.*Provisional v2", Pattern.DOTALL));
    assertThat(page.locator("event-log li").first()).containsText("1,000 users told");
    assertThat(page.locator("leader-board tbody tr")).hasCount(20);
    assertThat(page.locator("leader-board tbody tr").first()).containsText("Slipstream Nine");
    assertThat(page.locator("points-chart tbody tr")).hasCount(12);
    assertThat(page.locator("race-corrections .effect")).containsText("612 teams");
  }

  @Test void the_version_picker_shows_what_differs() {
    var rows = page.locator(".result tbody tr");
    assertThat(page.locator(".versions")).containsText("differences from v1");
    assertThat(rows.nth(1)).containsText(Pattern.compile("Russell.*18.*15", Pattern.DOTALL));
    assertThat(rows.last()).containsText(Pattern.compile("DSQ.*Piastri.*Disqualified", Pattern.DOTALL));

    page.locator(".versions select").first().selectOption("1");
    assertThat(rows.nth(1)).containsText("Norris");
    assertThat(page.locator(".result .changed")).hasCount(0);
  }

  @Test void a_pushed_ranking_moves_the_board() {
    exhibit.shuffles = 1;
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025", 41));
    assertThat(page.locator("leader-board tbody tr").first()).containsText("Parc Fermé");
    assertThat(page.locator("leader-board .note")).containsText("ranking 41");
  }

  @Test void a_pushed_poll_is_on_top_of_the_log_and_moves_the_clock() {
    exhibit.move(Duration.ofDays(1));
    var now = exhibit.clock().instant();
    bus.tell(Scheduling.SLOT_ENDED, new Scheduling.SlotEnded("result:2025-las-vegas-R", "f1.result", now, now,
        new Ending.Next(true, "version 3: <b>Sainz</b> third"), Optional.of(now.plusSeconds(86_400))));
    assertThat(page.locator("event-log li").first()).containsText("version 3: <b>Sainz</b> third");
    assertThat(page.locator(".masthead time")).containsText("26 Nov 2025");
    assertThat(page.locator("[aria-live=polite]")).hasText("version 3: <b>Sainz</b> third");
    bus.tell(Scheduling.SLOT_ENDED, new Scheduling.SlotEnded("result:2025-las-vegas-R", "f1.result", now.plusSeconds(1), now.plusSeconds(1),
        new Ending.Next(false, "version 3 stands: final"), Optional.empty()));
    assertThat(page.locator("event-log li").first()).containsText(Pattern.compile("Final.*Las Vegas · Race", Pattern.DOTALL));
  }

  @Test void what_is_looked_after_for_a_whole_race_is_named_after_it() {
    var words = (String) page.evaluate("""
        import('/words.js').then(({ subject }) => subject('prices:2025-dutch', { races: [{ raceId: '2025-dutch', name: 'Dutch Grand Prix' }] }))""");
    assertThat(words).isEqualTo("Dutch · Prices");
  }

  @Test void follows_the_race_under_way_until_another_is_chosen() {
    exhibit.current = 13;
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025", 41));
    assertThat(page.locator("race-view h2")).hasText("Qatar Grand Prix");

    page.locator("race-calendar .race").first().click();
    assertThat(page.locator("race-view h2")).hasText("Australian Grand Prix");
    exhibit.current = 14;
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025", 42));
    assertThat(page.locator("leader-board .note")).containsText("ranking");
    assertThat(page.locator("race-view h2")).hasText("Australian Grand Prix");
  }

  @Test void a_team_explains_its_points_line_by_line() {
    page.locator("leader-board tbody tr").first().locator("button").click();
    assertThat(page.locator("dialog .lines tbody tr")).hasCount(6);
    assertThat(page.locator("dialog tfoot")).containsText("65.5");
    Chromium.picture(page, "team");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).not().isVisible();
  }

  @Test void comes_back_after_the_service_went_away() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    assertThat(page.locator(".connection")).hasText("Connecting …");
    exhibit.shuffles = 2;
    HttpVerticle.deploy(vertx, 1, exhibit.site(port)).await();
    assertThat(page.locator(".connection")).hasText("Live");
    assertThat(page.locator("leader-board .note")).containsText("ranking 42");
    CHROMIUM.forgive("WebSocket connection", "ERR_CONNECTION_REFUSED");
  }

  @Test void with_no_network_it_says_which_source_is_silent_since_when() {
    exhibit.empty = true;
    visit(Look.DESK.in(ColorScheme.LIGHT));
    assertThat(page.locator(".strip .source")).containsText("unreachable for 12 min");
    assertThat(page.locator(".strip .source")).containsText("connection refused, next try in");
    assertThat(page.locator("race-calendar")).containsText("No calendar yet");
    Chromium.picture(page, "empty");
  }

  @ParameterizedTest(name = "{0} × {1}, {2}")
  @CsvSource({"1440, 900, DARK", "1440, 900, LIGHT", "900, 1200, LIGHT", "360, 740, DARK", "360, 740, LIGHT"})
  void fits(int width, int height, ColorScheme scheme) {
    visit(Look.DESK.sized(width, height).in(scheme));
    assertThat(page.locator("leader-board tbody tr")).hasCount(20);
    assertThat(page.locator("points-chart [role=img]")).isVisible();
    assertThat(page.locator("race-corrections .effect")).isVisible();
    Chromium.picture(page, width + "-" + scheme.name().toLowerCase());
    Chromium.fits(page);
    Axe.assertClean(page);
  }
}
