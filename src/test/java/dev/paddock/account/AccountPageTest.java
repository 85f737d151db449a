package dev.paddock.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.paddock.web.Chromium;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the links in mails lead, in the distribution's Chromium. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPageTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private AccountWorld world;
  private Page page;

  @BeforeAll void open() {
    world = new AccountWorld();
  }

  @AfterAll void close() {
    world.close();
  }

  /** As somebody does who clicks on it in his mail. */
  private void follow(String mail) {
    var link = mail.lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
    page = CHROMIUM.open(Look.DESK, "http://127.0.0.1:" + world.world.port() + link.replaceFirst("^https?://[^/]+", ""));
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
    CHROMIUM.forgive("status of 410");
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
    CHROMIUM.forgive("status of 422");
  }
}
