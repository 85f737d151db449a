package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.paddock.web.Chromium.Look;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it costs to open a page for the first time, where a season has been played: bytes and jumps, no more of them on a slow machine. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstLoadTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final long ALL = 200_000;
  private static final long API = 60_000;
  private static final double SHIFTS = 0.05;

  private PlayedSeason season;

  @BeforeAll void play() {
    season = PlayedSeason.shared();
  }

  @ParameterizedTest(name = "{0}, a stranger")
  @CsvSource({"/", "/season/2025-las-vegas", "/races/2025-las-vegas", "/races/2025-las-vegas/laps?session=S", "/teams/TEAM", "/leagues",
      "/horses", "/signup"})
  void is_within_the_budget_for_strangers(String place) {
    open(CHROMIUM.somebody(Look.DESK), of(place));
  }

  @ParameterizedTest(name = "{0}, logged in")
  @CsvSource({"/", "/season", "/teams", "/teams/TEAM", "/teams/TEAM/edit", "/leagues", "/leagues/LEAGUE", "/leagues/LEAGUE/members",
      "/notifications", "/account"})
  void is_within_the_budget_for_those_who_are_logged_in(String place) {
    var browser = CHROMIUM.somebody(Look.DESK);
    PlayedSeason.logIn(browser, season.world(), season.ada().email());
    forget(browser);
    open(browser, of(place));
  }

  private String of(String place) {
    return place.replace("TEAM", "" + season.team()).replace("LEAGUE", "" + season.league());
  }

  @ParameterizedTest(name = "{0} on a phone")
  @CsvSource({"/", "/races/2025-las-vegas", "/horses"})
  void does_not_jump_on_a_phone(String place) {
    open(CHROMIUM.somebody(Look.PHONE), place);
  }

  /** What he has loaded to log in; not that he is. */
  private static void forget(BrowserContext browser) {
    try (var page = browser.newPage()) {
      browser.newCDPSession(page).send("Network.clearBrowserCache");
    }
  }

  private void open(BrowserContext browser, String place) {
    var page = browser.newPage();
    var meter = Meter.of(page);
    // So that each part comes alone, and whatever makes room for another is seen to.
    meter.delay(60);
    page.navigate(season.world().address(place));
    PlayedSeason.settled(page);
    assertThat(meter.all()).as("bytes of %s over the wire, of %d requests", place, meter.requests()).isPositive().isLessThanOrEqualTo(ALL);
    assertThat(meter.api()).as("bytes of the API").isLessThanOrEqualTo(API);
    assertThat(page.evaluate("ahead.left()")).asInstanceOf(InstanceOfAssertFactories.LIST).as("asked ahead for nobody").isEmpty();
    assertThat(meter.shifted()).as(() -> "shifts on " + place + ": " + meter.shifts()).isLessThanOrEqualTo(SHIFTS);
  }

  @Test void what_is_shown_first_is_asked_for_before_the_modules_are_there() {
    var page = CHROMIUM.somebody(Look.DESK).newPage();
    Meter.of(page).delay(60);
    page.navigate(season.world().address("/season/2025-las-vegas"));
    PlayedSeason.settled(page);
    assertThat(page.evaluate("""
        () => {
          const all = performance.getEntriesByType('resource');
          const shell = all.find(it => it.name.endsWith('/paddock.js')).responseEnd;
          return all.filter(it => it.name.includes('/api/') && it.startTime < shell).map(it => it.name.replace(/.*\\/v1/, ''));
        }""")).asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("/status", "/races/2025-las-vegas", "/races/2025-las-vegas/versions?session=R");
  }

  @Test void the_second_time_only_the_page_and_what_may_have_changed_is_asked_for() {
    var browser = CHROMIUM.somebody(Look.DESK);
    var page = browser.newPage();
    page.navigate(season.world().address("/season"));
    PlayedSeason.settled(page);
    var again = browser.newPage();
    var meter = Meter.of(again);
    again.navigate(season.world().address("/season"));
    PlayedSeason.settled(again);
    assertThat(meter.all() - meter.api()).as("bytes besides the API").isLessThan(15_000);
  }
}
