package dev.paddock.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.paddock.app.World;
import dev.paddock.web.Chromium;
import dev.paddock.web.Meter;
import dev.paddock.web.PlayedSeason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "page", mixinStandardHelpOptions = true, description = "How soon a page shows itself to who opens it for the first time, over "
    + "a slow network on a slow processor, in a house where a season has been played; how much of it jumps, and what it weighs.")
public final class PageBench extends Benchmark {
  private static final double LARGEST_MILLIS = 1500;
  private static final double SHIFTS = 0.05;
  private static final double BYTES = 200_000;
  private static final double API_BYTES = 60_000;

  @Option(names = "--runs", paramLabel = "N", defaultValue = "5",
      description = "Times that each page is opened; medians are told. ${DEFAULT-VALUE}.")
  private int runs;

  @Option(names = "--kbit", paramLabel = "N", defaultValue = "1600",
      description = "Down, each second; half as much up. ${DEFAULT-VALUE}, as slow 4G has.")
  private int kilobits;

  @Option(names = "--latency", paramLabel = "MILLIS", defaultValue = "150", description = "From a request to its answer. ${DEFAULT-VALUE}.")
  private int latency;

  @Option(names = "--cpu", paramLabel = "N", defaultValue = "4", description = "So many times slower than this machine. ${DEFAULT-VALUE}.")
  private int processor;

  @Option(names = "--only", paramLabel = "TEXT", defaultValue = "", description = "Only the pages with that in their line of the table.")
  private String only;

  @Option(names = "--waterfall", description = "Also print what came when, of each page's last run, to the standard error stream.")
  private boolean waterfall;

  public PageBench() {
    super("page");
  }

  private record Opened(double largest, double shifted, double busy, double all, double api, double json, double requests) {}

  @Override protected void measure(Report report) throws Exception {
    if (!Chromium.isInstalled()) throw new IllegalStateException("no Chromium here (Debian: apt-get install chromium)");
    say("playing a season");
    var season = PlayedSeason.shared();
    var world = season.world();
    var front = TlsFront.open(world.vertx(), world.port());
    report.fact("browser", Chromium.browser().version());
    report.fact("network", kilobits + " kbit/s, " + latency + " ms, nothing cached");
    report.fact("processor", "×" + processor + " slower");
    report.fact("runs", runs);
    say("once beforehand, not counted: browser and service have only just started");
    open("https://localhost:" + front + "/#/", null, false);
    for (var place : List.of("/", "/season/2025-las-vegas", "/races/2025-las-vegas", "/horses", "/signup")) {
      open(report, "https://localhost:" + front + "/#" + place, place + ", a stranger", null, true);
    }
    for (var place : List.of("/", "/teams", "/teams/" + season.team() + "/edit", "/leagues/" + season.league())) {
      open(report, "https://localhost:" + front + "/#" + place, place + ", logged in", season.ada().email(), true);
    }
    open(report, world.address("/"), "/ without a proxy, by HTTP/1.1, a stranger", null, false);
  }

  private void open(Report report, String address, String what, String email, boolean promised) {
    if (!what.contains(only)) return;
    say(what);
    var all = new ArrayList<Opened>();
    for (int run = 1; run <= runs; run++) all.add(open(address, email, waterfall && run == runs));
    var largest = Row.of(what + ": largest part painted", median(all, Opened::largest), "ms");
    report.add(promised ? largest.atMost(LARGEST_MILLIS) : largest);
    if (!promised) return;
    report.add(Row.of("  what jumped (CLS)", median(all, Opened::shifted), "").atMost(SHIFTS));
    report.add(Row.of("  tasks of more than 50 ms", median(all, Opened::busy), "ms"));
    var requests = Math.round(median(all, Opened::requests));
    report.add(Row.of("  over the wire, in " + requests + " requests", median(all, Opened::all), "bytes").atMost(BYTES));
    report.add(Row.of("  of that the API", median(all, Opened::api), "bytes").atMost(API_BYTES));
    report.add(Row.of("  which is JSON of, unpacked", median(all, Opened::json), "bytes"));
  }

  private Opened open(String address, String email, boolean told) {
    var options = new Browser.NewContextOptions().setViewportSize(1280, 800).setIgnoreHTTPSErrors(true);
    try (BrowserContext browser = Chromium.browser().newContext(options)) {
      browser.setDefaultTimeout(60_000);
      var page = browser.newPage();
      if (email != null) logIn(browser, page, address, email);
      var meter = Meter.of(page);
      meter.throttle(kilobits, latency, processor);
      page.navigate(address);
      PlayedSeason.settled(page);
      if (told) meter.waterfall().forEach(this::say);
      return new Opened(meter.largest(), meter.shifted(), meter.busy(), meter.all(), meter.api(), meter.json(), meter.requests());
    }
  }

  /** On the page, as people do; then whatever was loaded for it is forgotten but for who he is. */
  private static void logIn(BrowserContext browser, Page page, String address, String email) {
    page.navigate(address.replaceFirst("#.*", "#/login"));
    page.getByLabel("E-mail address").fill(email);
    page.getByLabel("Password").fill(World.PASSWORD);
    page.locator("form button").click();
    page.locator("dashboard-page").waitFor();
    browser.newCDPSession(page).send("Network.clearBrowserCache");
    page.navigate("about:blank");
  }

  private static double median(List<Opened> all, ToDoubleFunction<Opened> figure) {
    var sorted = all.stream().mapToDouble(figure).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
