package dev.paddock.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.paddock.bus.Bus;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page does no more than somebody needs: nothing while nobody looks, and no more than a sentence in five seconds. Its time is ours. */
@Tag("browser")
class QuietPageTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  /** A tab that is looked at or not as the test says. */
  private static final String TAB = """
      let hidden = false;
      Object.defineProperty(Document.prototype, 'hidden', { get: () => hidden });
      Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
      window.look = seen => { hidden = !seen; document.dispatchEvent(new Event('visibilitychange')); };
      """;
  private static final String COUNT_CHANGES = """
      window.drawn = 0;
      new MutationObserver(changes => { drawn += changes.length; })
        .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      """;
  private static final String LISTEN = """
      window.spoken = [];
      const region = document.querySelector('[aria-live=polite]');
      new MutationObserver(() => spoken.push(`${Date.now()} ${region.textContent}`))
        .observe(region, { subtree: true, childList: true, characterData: true });
      """;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Response> answers = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private Bus bus;
  private Exhibit exhibit;
  private Page page;

  @BeforeEach void open() {
    setDefaultAssertionTimeout(30_000);
    vertx = Vertx.vertx();
    bus = Bus.of(vertx);
    exhibit = new Exhibit();
    var port = HttpVerticle.deploy(vertx, 1, exhibit.site(0)).await();
    vertx.deployVerticle(new PushRelay(bus, exhibit.clock())).await();
    page = CHROMIUM.somebody(Look.DESK).newPage();
    page.addInitScript(TAB);
    page.clock().install();
    page.onRequest(request -> asked.add(request.url()));
    page.onResponse(answers::add);
    page.navigate("http://127.0.0.1:" + port + "/#/season");
    assertThat(page.locator(".connection")).hasText("Live");
    assertThat(page.locator("points-chart [role=img]")).isVisible();
    assertThat(page.locator("event-log li").first()).isVisible();
  }

  @AfterEach void close() {
    CHROMIUM.closeAll();
    vertx.close().await();
  }

  @Test void a_tab_that_nobody_looks_at_closes_its_socket_asks_nothing_draws_nothing_and_is_true_again_when_somebody_does() {
    say("as he leaves");
    assertThat(page.locator("event-log li").first()).containsText("as he leaves");
    page.evaluate("look(false)");
    assertThat(page.locator(".connection")).hasText("Paused");
    page.evaluate(COUNT_CHANGES);
    asked.clear();
    exhibit.shuffles = 1;
    bus.tell(Fantasy.BOARD_CHANGED, new Fantasy.BoardChanged("season-2025", 41));
    page.clock().runFor(Duration.ofMinutes(10).toMillis());
    assertThat(asked).isEmpty();
    assertThat((int) page.evaluate("drawn")).isZero();
    assertThat(page.locator("leader-board .note")).containsText("ranking 40");

    answers.clear();
    page.evaluate("look(true)");
    assertThat(page.locator(".connection")).hasText("Live");
    page.clock().runFor(1_000);
    assertThat(page.locator("leader-board .note")).containsText("ranking 41");
    page.waitForCondition(() -> answers.stream().anyMatch(answer -> answer.url().endsWith("/seasons/2025")));
    assertThat(answers.stream().filter(answer -> answer.url().contains("/races/2025-las-vegas/versions")).map(Response::status))
        .containsOnly(304);
  }

  @Test void news_is_said_politely_the_latest_of_what_comes_within_five_seconds() {
    page.clock().runFor(6_000);
    page.evaluate(LISTEN);
    say("first");
    assertThat(page.locator("[aria-live=polite]")).hasText("first");
    say("second");
    say("third");
    assertThat(page.locator("event-log li").first()).containsText("third");
    page.clock().runFor(20_000);
    assertThat(page.locator("[aria-live=polite]")).hasText("third");
    @SuppressWarnings("unchecked") // a list of strings is what the script keeps
    var spoken = ((List<String>) page.evaluate("spoken")).stream().map(line -> line.split(" ", 2)).toList();
    assertThat(spoken).extracting(line -> line[1]).doesNotContain("second");
    assertThat(Long.parseLong(spoken.getLast()[0]) - Long.parseLong(spoken.getFirst()[0])).isGreaterThanOrEqualTo(5_000);
    assertThat(page.locator("[aria-live]")).hasCount(1);
  }

  private void say(String note) {
    exhibit.move(Duration.ofSeconds(1));
    var now = exhibit.clock().instant();
    bus.tell(Scheduling.SLOT_ENDED, new Scheduling.SlotEnded("result:2025-las-vegas-R", "f1.result", now, now,
        new Ending.Next(true, note), Optional.of(now.plusSeconds(86_400))));
  }
}
