package dev.paddock.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The main pages, drawn: a played season whose clock stands, and for horses, of which it has none, the exhibit. Written to
 * target/page, or with {@code -Dpaddock.pictures=src/docs/pages} to where the README takes them from.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final Path FOLDER = Path.of(System.getProperty("paddock.pictures", "target/page"));
  private static final Look LOOK = Look.DESK.sized(1280, 800);
  private static final int LARGEST = 150_000;

  private PlayedSeason season;
  private Vertx vertx;
  private String exhibit;

  @BeforeAll void open() {
    setDefaultAssertionTimeout(30_000);
    season = PlayedSeason.shared();
    vertx = Vertx.vertx();
    exhibit = "http://localhost:" + HttpVerticle.deploy(vertx, 1, new Exhibit().site(0)).await() + "/#";
  }

  @AfterAll void close() {
    if (vertx != null) vertx.close().await();
  }

  @Test void the_season() throws IOException {
    picture("season", CHROMIUM.open(LOOK, season.world().address("/season/2025-las-vegas")), "points-chart [role=img]");
  }

  @Test void a_race_with_its_laps() throws IOException {
    picture("race", CHROMIUM.open(LOOK, season.world().address("/races/2025-las-vegas/laps")), "race-page svg");
  }

  @Test void what_somebody_meets_who_is_logged_in() throws IOException {
    var browser = CHROMIUM.somebody(LOOK.in(ColorScheme.LIGHT));
    PlayedSeason.logIn(browser, season.world(), season.ada().email());
    for (var place : List.of(new String[] {"dashboard", "/", ".team-card"},
        new String[] {"editor", "/teams/" + season.team() + "/edit", "driver-market tbody tr"},
        new String[] {"league", "/leagues/" + season.league(), "league-board tbody tr"})) {
      var page = browser.newPage();
      page.navigate(season.world().address(place[1]));
      picture(place[0], page, place[2]);
    }
  }

  @Test void a_race_card_of_horses() throws IOException {
    picture("horses", CHROMIUM.open(LOOK.in(ColorScheme.LIGHT), exhibit + "/horses/1"), "horse-race-page h1");
  }

  @Test void the_operations_console() throws IOException {
    var browser = CHROMIUM.somebody(LOOK);
    PlayedSeason.logIn(browser, season.world(), season.operator());
    var page = browser.newPage();
    page.navigate(season.world().address("/ops"));
    picture("operations", page, "ops-now section");
  }

  private static void picture(String name, Page page, String drawn) throws IOException {
    assertThat(page.locator(drawn).first()).isVisible();
    PlayedSeason.settled(page);
    var bytes = Palette.of(page.screenshot());
    assertThat(bytes.length).as(name).isLessThan(LARGEST);
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(name + ".png"), bytes);
  }
}
