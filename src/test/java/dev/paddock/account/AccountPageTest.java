package dev.paddock.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where the links in mails lead, in the distribution's Chromium. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private AccountWorld world;
  private Playwright playwright;
  private Page page;

  @BeforeAll void open() {
    assumeTrue(Files.isExecutable(CHROMIUM), "skipped: no Chromium at " + CHROMIUM + " (Debian: apt-get install chromium)");
    world = new AccountWorld();
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM)
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")));
    page = browser.newPage();
    page.setDefaultTimeout(20_000);
    page.onPageError(complaints::add);
  }

  @AfterAll void close() {
    if (playwright == null) return;
    playwright.close();
    world.close();
    assertThat(complaints).isEmpty();
  }

  /** As somebody does who clicks on it in his mail. */
  private void follow(String mail) {
    var link = mail.lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
    page.navigate("about:blank");
    page.navigate("http://127.0.0.1:" + world.world.port() + link.replaceFirst("^https?://[^/]+", ""));
  }

  @Test void an_address_is_verified_by_who_presses_the_button_and_the_token_is_gone_from_the_address_bar() {
    var who = world.registered();
    follow(world.mail(who.email()).getFirst());
    assertThat(page.locator("form:visible button")).hasText("Yes, it is mine");
    assertThat(page.url()).endsWith("/account.html");
    assertThat(world.as(world.loggedIn(who)).ask("getMe").answer().json().getBoolean("verified")).isFalse();
    page.locator("form:visible button").click();
    assertThat(page.locator("[role=status]")).hasText("Your address is verified.");
    assertThat(world.as(world.loggedIn(who)).ask("getMe").answer().json().getBoolean("verified")).isTrue();
    follow(world.mail(who.email()).getFirst());
    page.locator("form:visible button").click();
    assertThat(page.locator("[role=status]")).containsText("This link was used");
  }

  @Test void a_new_password_is_chosen_and_a_bad_one_explained() {
    var who = world.registered();
    world.api().ask("forgotPassword").body(new JsonObject().put("email", who.email())).answer().expect(202);
    follow(world.mail(who.email()).getFirst());
    page.locator("form:visible input").fill("password1234");
    page.locator("form:visible button").click();
    assertThat(page.locator("[role=status]")).containsText("among the first that anybody would try");
    page.locator("form:visible input").fill("a new lap around Monza");
    page.locator("form:visible button").click();
    assertThat(page.locator("[role=status]")).containsText("The new password holds");
    world.logIn(who.email(), "a new lap around Monza").expect(200);
  }
}
