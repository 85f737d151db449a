package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.paddock.web.Chromium.Look;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds of every page that there is: axe finds nothing serious by day and by night, it fits a phone, the keyboard reaches all of it
 * and is seen where it is, nothing moves for who wants calm, and nobody reads two headlines. A new page without an address here fails.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final Pattern ROUTE = Pattern.compile("^ +\\['(/[^']*)', '[^']+', '[^']*'[,\\]]", Pattern.MULTILINE);

  /** Every interactive element that is shown, as the keyboard should reach it. */
  private static final String REACHABLE = """
      [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(e =>
        e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0 && !e.closest('dialog:not([open])')
        && !(e.type === 'radio' && !e.checked)).length""";
  /** Writes down where the keyboard comes by, and whether one sees it there. */
  private static final String FOLLOW = """
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
      window.stops = new Map();
      document.addEventListener('focusin', ({ target }) => {
        if (stops.has(target)) return;
        const seen = target.matches(':focus-visible') && [target, target.closest('label') ?? target].map(e => getComputedStyle(e))
          .some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none');
        const words = (target.textContent || target.name || '').trim().slice(0, 30);
        stops.set(target, `${seen ? '' : 'UNSEEN '}${target.tagName} ${target.className} ${words}`);
      });
      """;

  private PlayedSeason season;
  private Map<String, List<String>> places;
  private String newcomer;

  @BeforeAll void play() {
    season = PlayedSeason.shared();
    newcomer = season.world().newcomer("Nellie New").email();
    var team = "/teams/" + season.team();
    var league = "/leagues/" + season.league();
    places = Map.ofEntries(
        Map.entry("/", List.of("/")),
        Map.entry("/season/:raceId?", List.of("/season", "/season/2025-qatar")),
        Map.entry("/races/:raceId/:view?", List.of("/races/2025-las-vegas", "/races/2025-qatar")),
        Map.entry("/login", List.of("/login")),
        Map.entry("/signup", List.of("/signup")),
        Map.entry("/forgot", List.of("/forgot")),
        Map.entry("/teams", List.of("/teams")),
        Map.entry("/teams/:teamId/:view?", List.of(team, team + "/lineup", team + "/scores")),
        Map.entry("/account/:view?", List.of("/account")),
        Map.entry("/notifications", List.of("/notifications")),
        Map.entry("/leagues", List.of("/leagues")),
        Map.entry("/leagues/:leagueId/:view?", List.of(league)),
        Map.entry("/join/:code", List.of("/join/" + season.code(), "/join/NOSUCHCODE")),
        Map.entry("/horses", List.of("/horses")),
        Map.entry("/horses/:horseRaceId", List.of("/horses/1")),
        Map.entry("/ops/:view?", List.of("/ops")));
  }

  static List<String> patterns() throws IOException {
    try (var in = EveryPageTest.class.getResourceAsStream("/webroot/routes.js")) {
      return ROUTE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8)).results().map(match -> match.group(1)).toList();
    }
  }

  @Test void every_route_has_an_address_here() throws IOException {
    assertThat(places.keySet()).containsExactlyInAnyOrderElementsOf(patterns());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("patterns")
  void can_be_read_by_everybody(String pattern) {
    var findings = new ArrayList<String>();
    for (var who : List.of("a stranger", newcomer, pattern.startsWith("/ops") ? season.operator() : season.ada().email())) {
      var browser = CHROMIUM.somebody(Look.DESK);
      if (who.contains("@")) PlayedSeason.logIn(browser, season.world(), who);
      for (var place : places.getOrDefault(pattern, List.of())) {
        look(browser, place).forEach(finding -> findings.add(place + ", " + who + ": " + finding));
      }
      browser.close();
    }
    // What is not there, or not yet, or not one's own, is asked for and refused.
    CHROMIUM.forgive("status of 404", "status of 401", "status of 403");
    assertThat(findings).isEmpty();
  }

  private List<String> look(BrowserContext browser, String place) {
    try (var page = browser.newPage()) {
      page.navigate(season.world().address(place));
      PlayedSeason.settled(page);
      return Stream.of(axe(page, ColorScheme.DARK), axe(page, ColorScheme.LIGHT), headline(page), calm(page), keyboard(page), phone(page))
          .flatMap(List::stream).toList();
    }
  }

  private static List<String> axe(Page page, ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    return Axe.findings(page).stream().map(finding -> scheme + ": " + finding).toList();
  }

  private static List<String> headline(Page page) {
    var headlines = page.locator("h1:visible, h1.visually-hidden").count();
    return headlines == 1 ? List.of() : List.of(headlines + " headlines");
  }

  private static List<String> calm(Page page) {
    var moving = page.evaluate("document.getAnimations().filter(a => a.playState === 'running').length");
    return moving.equals(0) ? List.of() : List.of(moving + " animations though the reader wants none");
  }

  /** Tabs through all of it from the top; the first stop leads past the header. */
  private static List<String> keyboard(Page page) {
    page.evaluate(FOLLOW);
    var wanted = (int) page.evaluate(REACHABLE);
    // A date has a stop for each of its parts.
    var parts = 8 * page.locator("input[type^=date]").count();
    for (int i = 0; i < wanted + parts; i++) page.keyboard().press("Tab");
    @SuppressWarnings("unchecked") // a list of strings is what the script keeps
    var stops = (List<String>) page.evaluate("[...stops.values()]");
    var problems = new ArrayList<>(stops.stream().filter(stop -> stop.startsWith("UNSEEN")).toList());
    if (stops.size() < wanted) problems.add(stops.size() + " of " + wanted + " reached by the keyboard, the last: " + stops.getLast());
    if (!stops.getFirst().contains("To the content")) problems.add("no way past the header");
    return problems;
  }

  private static List<String> phone(Page page) {
    page.setViewportSize(Look.PHONE.width(), Look.PHONE.height());
    var width = (int) page.evaluate("document.documentElement.scrollWidth");
    return width <= Look.PHONE.width() ? List.of() : List.of("is " + width + " wide on a phone");
  }
}
