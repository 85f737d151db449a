package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The distribution's Chromium, one process for all tests of the JVM; without one they are skipped. Register it as a static field:
 * what a test opened is closed after it, and fails if anything complained on the console and was not forgiven. A violation of the
 * content security policy is a complaint, too.
 */
public final class Chromium implements BeforeAllCallback, AfterEachCallback {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync");
  /** Long enough for a machine that does ten other things. */
  private static final double PATIENCE_MILLIS = 30_000;

  private final List<BrowserContext> opened = new ArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** How somebody looks at a page: from where the clocks show UTC, and without wanting anything to move. */
  public record Look(int width, int height, ColorScheme scheme) {
    public static final Look DESK = new Look(1440, 900, ColorScheme.DARK);
    public static final Look PHONE = new Look(360, 740, ColorScheme.DARK);

    public Look in(ColorScheme another) {
      return new Look(width, height, another);
    }

    public Look sized(int wide, int high) {
      return new Look(wide, high, scheme);
    }
  }

  private static final class Running {
    static final Browser BROWSER = launch();

    private static Browser launch() {
      var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      return playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(FLAGS));
    }
  }

  /** Starts it at the first call. */
  public static Browser browser() {
    return Running.BROWSER;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  @Override public void beforeAll(ExtensionContext test) {
    assumeTrue(isInstalled(), "skipped: no Chromium at " + PROGRAM + " (Debian: apt-get install chromium)");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  @Override public void afterEach(ExtensionContext test) {
    closeAll();
    var left = List.copyOf(complaints);
    complaints.clear();
    assertThat(left).as("complaints on the console").isEmpty();
  }

  /** Somebody with a browser profile of his own: no cookies, nothing cached; his pages are tabs of it. */
  public BrowserContext somebody(Look look) {
    return somebody(look, new Browser.NewContextOptions());
  }

  public BrowserContext somebody(Look look, Browser.NewContextOptions options) {
    var context = browser().newContext(options.setViewportSize(look.width, look.height).setColorScheme(look.scheme)
        .setReducedMotion(ReducedMotion.REDUCE).setLocale("en-GB").setTimezoneId("UTC"));
    opened.add(context);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.onConsoleMessage(message -> {
      if (List.of("error", "warning").contains(message.type())) complaints.add(message.text());
    });
    context.onWebError(error -> complaints.add(error.error()));
    return context;
  }

  /** A new profile's first tab, at this address. */
  public Page open(Look look, String address) {
    var page = somebody(look).newPage();
    page.navigate(address);
    return page;
  }

  /** Those who looked until now have gone. */
  public void closeAll() {
    opened.forEach(BrowserContext::close);
    opened.clear();
  }

  /** Complaints that belong to what the test does, such as an answer that is a refusal. */
  public void forgive(String... parts) {
    complaints.removeIf(complaint -> List.of(parts).stream().anyMatch(complaint::contains));
  }

  /** The whole page as target/page/NAME.png. */
  public static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/page/" + name + ".png")).setFullPage(true));
  }

  /** Sideways no page scrolls; wide tables do, in a box of their own. */
  public static void fits(Page page) {
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).as("width of " + page.url())
        .isLessThanOrEqualTo(page.viewportSize().width);
  }
}
