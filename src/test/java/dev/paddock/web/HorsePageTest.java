package dev.paddock.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.paddock.horse.contract.Horses;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.web.Chromium.Look;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is next to go, and a race card from open to amended, in Chromium over the real server and bridge. */
@Tag("browser")
class HorsePageTest extends ExhibitOnShow {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private Page visit(Look look, String place) {
    var page = CHROMIUM.open(look, "http://127.0.0.1:" + port + "/#" + place);
    assertThat(page.locator(".connection")).hasText("Live");
    return page;
  }

  private static Locator runner(Page page, int number) {
    return page.locator("race-runners tr[data-runner='" + number + "']");
  }

  /** It has come so far, and says so. */
  private void comesTo(HorseExhibit.Stage stage) {
    exhibit.horses.second = stage;
    bus.tell(Horses.RACE_CHANGED, new Horses.RaceChanged(2, 12 + stage.ordinal()));
  }

  @Test void what_is_next_to_go_counts_down_and_leads_to_its_card() {
    var page = visit(Look.DESK, "/horses");
    var next = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Races next to go")).locator("tbody tr");
    assertThat(next).hasCount(1);
    assertThat(next).containsText(Pattern.compile("in 5 min.*R2 Handicap.*Ellerslie.*Gallops.*NZ.*Open", Pattern.DOTALL));
    exhibit.move(Duration.ofMinutes(2));
    comesTo(HorseExhibit.Stage.MOVED);
    assertThat(next).containsText(Pattern.compile("in 3 min.*Closed", Pattern.DOTALL));
    assertThat(page.locator(".meetings li")).hasCount(2);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("R2 Handicap").setExact(true)).click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("R2 Handicap");
  }

  @Test void a_card_shows_who_runs_at_what_prices_and_a_push_moves_one() {
    var page = visit(Look.DESK, "/horses/2");
    var ruji = runner(page, 4);
    assertThat(ruji).containsText(Pattern.compile("Ruji.*favourite.*J. Rider, trained by T. Trainer.*56.5 kg.*3.40.*3.60 best.*from 3.80",
        Pattern.DOTALL));
    assertThat(runner(page, 9)).containsText(Pattern.compile("Ballinran.*Scratched late", Pattern.DOTALL));
    assertThat(page.locator("trend-chart svg[role=img]")).isVisible();
    assertThat(page.locator(".head")).containsText(Pattern.compile("Open.*in 5 min.*Next check.*in 10 s", Pattern.DOTALL));

    comesTo(HorseExhibit.Stage.MOVED);
    assertThat(ruji.locator("td[data-market=fixed_win]")).hasText("2.90");
    assertThat(page.locator("[aria-live=polite]")).hasText("1 price moved: 4 Ruji, Fixed win 2.90, was 3.40");
    page.getByText("As a table").click();
    assertThat(page.locator(".price-chart table").first().locator("tbody tr")).hasCount(3);
  }

  @Test void a_check_that_found_nothing_new_is_seen_too() {
    var page = visit(Look.DESK, "/horses/2");
    assertThat(page.locator(".head")).containsText("Next check");
    exhibit.move(Duration.ofSeconds(60));
    exhibit.horses.lastCheck = exhibit.clock().instant();
    var now = exhibit.clock().instant();
    bus.tell(Scheduling.SLOT_ENDED, new Scheduling.SlotEnded("horse:2", "horse.race", now, now, new Ending.Next(false, "nothing new"),
        Optional.of(now.plusSeconds(70))));
    assertThat(page.locator(".head")).containsText(Pattern.compile("Next check\\s*in 1 min", Pattern.DOTALL));
  }

  @Test void the_result_and_what_a_protest_made_of_it() {
    var page = visit(Look.DESK, "/horses/2");
    assertThat(page.locator("race-runners tbody tr")).hasCount(3);
    comesTo(HorseExhibit.Stage.FINAL);
    var result = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Placings")).locator("tbody tr");
    assertThat(result.first()).containsText("Ruji");
    assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Dividends"))).containsText("Pool Win");
    assertThat(page.locator(".stages [aria-current=step]")).hasText("Final");
    assertThat(page.locator("[aria-live=polite]")).hasText("Handicap: final, won by Ruji");

    comesTo(HorseExhibit.Stage.AMENDED);
    assertThat(result.first()).containsText("Frosbie");
    var amendment = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(Pattern.compile("^Amended")));
    assertThat(amendment).containsText(Pattern.compile("Protest UPHELD.*Frosbie\\s*2\\s*1.*Ruji\\s*1\\s*2", Pattern.DOTALL));
    assertThat(page.locator(".stages [aria-current=step]")).hasText("Amended");
    assertThat(page.locator(".revisions > li")).hasCount(3);
    Chromium.picture(page, "horse-race");
  }

  @Test void fits_a_phone_and_says_when_there_is_no_such_race() {
    var page = visit(Look.PHONE, "/horses/2");
    assertThat(runner(page, 4)).isVisible();
    Chromium.fits(page);
    page.navigate("http://127.0.0.1:" + port + "/#/horses/99");
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("No such race");
    page.navigate("http://127.0.0.1:" + port + "/#/horses");
    assertThat(page.locator(".next-to-go tbody tr")).hasCount(1);
    Chromium.fits(page);
    CHROMIUM.forgive("404");
  }
}
