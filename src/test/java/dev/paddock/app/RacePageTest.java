package dev.paddock.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.paddock.app.World.Somebody;
import dev.paddock.f1.web.InventedRace;
import dev.paddock.web.Chromium;
import dev.paddock.web.Chromium.Look;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All about one race, in browsers that look at the whole house: corrected after publication, and imported with all that it was made of. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RacePageTest {
  private static final String PASSWORD = "a long lap around Spa";
  private static final String VEGAS = "2025-las-vegas";
  private static final Instant PUBLISHED = Instant.parse("2025-11-23T08:30:00Z");
  private static final Instant CORRECTED = Instant.parse("2025-11-24T08:30:00Z");
  /** What Chromium says of an answer that there is none, which is how the page learns it. */
  private static final String NONE = "the server responded with a status of";

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private World world;
  private Somebody alice;
  private long team;
  private boolean imported;

  @BeforeAll void a_weekend_with_a_line_up() {
    world = World.open(2025, round -> round == 22, Map.of());
    alice = world.newcomer("Alice");
    team = alice.api().ask("createTeam").body(new JsonObject().put("name", "Papaya").put("season", 2025)).answer().expect(201).json()
        .getLong("teamId");
    var read = alice.api().ask("getLineup").with("teamId", team).with("raceId", VEGAS).answer().expect(200);
    alice.api().ask("saveLineup").with("teamId", team).with("raceId", VEGAS).ifMatch(read.etag()).body(new JsonObject()
        .put("drivers", new JsonArray(List.of("norris", "piastri", "antonelli", "hadjar", "bortoleto")))
        .put("captain", "norris").put("viceCaptain", "piastri")).answer().expect(200);
  }

  @AfterAll void close() {
    if (world != null) world.close();
  }

  /** Of the race as it stands in the end. */
  private Page open(Look look, String view) {
    corrected();
    return visit(look, view);
  }

  private void corrected() {
    world.advanceTo(CORRECTED);
    if (imported) return;
    InventedRace.fill(world.database(), VEGAS);
    imported = true;
  }

  private Page visit(Look look, String view) {
    return CHROMIUM.open(look, "http://127.0.0.1:" + world.port() + "/#/races/" + VEGAS + view);
  }

  private static Locator image(Page page, String name) {
    return page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
  }

  private static Locator choice(Page page, String label) {
    return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  private static void press(Page page, String key, int times) {
    for (int n = 0; n < times; n++) page.keyboard().press(key);
  }

  @Order(1)
  @Test void a_result_and_its_correction_show_themselves_to_who_looks() {
    var page = visit(Look.DESK, "?session=R");
    assertThat(page.locator("h1")).hasText("Las Vegas Grand Prix");
    assertThat(page.locator("race-state .badge")).containsText("Scheduled");
    assertThat(page.locator("race-state")).containsText(Pattern.compile("Line-ups close\\s*in \\d+ days"));
    assertThat(page.locator("missing-data")).containsText("Race: no results here yet.");

    world.advanceTo(PUBLISHED);
    assertThat(page.locator("race-state .badge")).containsText("Provisional v1");
    assertThat(page.locator("race-state")).containsText("Said by");
    assertThat(page.locator("result-view tbody tr").nth(1)).containsText("Norris");

    world.advanceTo(CORRECTED);
    assertThat(page.locator("race-state .badge")).containsText("Provisional v2");
    assertThat(page.locator("result-view tbody tr").nth(1)).containsText("Russell");
    assertThat(page.locator("result-view .versions")).containsText("36 differences from v1");
    CHROMIUM.forgive(NONE);
  }

  @Test void says_what_the_result_is_worth_and_when_it_is_checked_next() {
    var page = open(Look.DESK, "");
    var state = page.locator("race-state");
    assertThat(state).containsText("0 of 3 clean checks");
    assertThat(state).containsText("checked again after 24, 48 and 72 hours");
    assertThat(state).containsText(Pattern.compile("Said by\\s*jolpica, 24 Nov, 08:00"));
    assertThat(state).containsText(Pattern.compile("Next check\\s*in 23 h"));

    page.locator(".sessions a", new Page.LocatorOptions().setHasText("Practice 1")).click();
    assertThat(page).hasURL(Pattern.compile("\\?session=FP1$"));
    assertThat(state.locator(".badge")).containsText("Over");
    assertThat(page.locator("missing-data")).containsText("Practice 1: no results here yet.");
    assertThat(page.locator("missing-data")).containsText("imports nothing");
    CHROMIUM.forgive(NONE);
  }

  @Test void any_two_versions_are_compared() {
    var page = open(Look.DESK, "");
    choice(page, "Version").selectOption("1");
    assertThat(page.locator("result-view tbody tr").nth(1)).containsText("Norris");
    assertThat(page.locator("result-view .changed")).hasCount(0);

    choice(page, "Compared with").selectOption("2");
    assertThat(page.locator("result-view .versions")).containsText("36 differences from v2");
    assertThat(page.locator("result-view tbody tr").nth(1)).containsText(Pattern.compile("Norris.*18.*0", Pattern.DOTALL));
  }

  @Test void says_what_the_stewards_changed_in_words_and_whom_it_moved() {
    var page = open(Look.DESK, "/corrections");
    var ruling = page.locator("corrections-view .ruling");
    assertThat(ruling.locator("h3")).hasText("Race: version 1 became version 2");
    assertThat(ruling.locator(".cause")).containsText("Published by jolpica, seen 24 Nov, 08:00");
    assertThat(ruling.locator(".phrases li").first()).containsText("Lando Norris disqualified, P2 → P19, 18 → 0 points");
    assertThat(ruling.locator(".phrases li")).hasCount(19);
    assertThat(page.locator("most-moved tbody tr")).hasCount(1);
    assertThat(page.locator("most-moved tbody tr")).containsText("Papaya");
    assertThat(page.locator("your-teams")).hasCount(0);
    assertThat(ruling).containsText("Log in to see what it did to your teams");
  }

  @Test void says_what_it_did_to_you_with_the_lines() {
    corrected();
    var history = world.api().ask("getScoreHistory").with("teamId", team).with("raceId", VEGAS).answer().expect(200).json()
        .getJsonArray("history");
    var change = history.getJsonObject(history.size() - 1);
    var page = CHROMIUM.somebody(Look.DESK).newPage();
    page.navigate("http://127.0.0.1:" + world.port() + "/#/login?next=/races/" + VEGAS + "/corrections");
    page.getByLabel("E-mail address").fill(alice.email());
    page.getByLabel("Password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in").setExact(true)).click();

    var yours = page.locator("your-teams .yours");
    assertThat(yours).containsText("Papaya: " + shown(change.getDouble("before")) + " → " + shown(change.getDouble("after")) + " points");
    assertThat(yours).containsText("rank in this race 1");
    var norris = yours.locator("tbody tr", new Locator.LocatorOptions().setHasText("Lando Norris"));
    assertThat(norris.first()).containsText(Pattern.compile("Finished 2nd.*27.*–", Pattern.DOTALL));
    assertThat(norris.last()).containsText(Pattern.compile("Disqualified.*–.*−30", Pattern.DOTALL));
    Chromium.picture(page, "race-corrections");
  }

  private static String shown(double points) {
    return (points == Math.rint(points) ? String.valueOf((long) points) : String.valueOf(points)).replace('-', '−');
  }

  @Test void laps_are_drawn_driver_by_driver_and_read_with_the_keyboard() {
    var page = open(Look.DESK, "/laps");
    assertThat(image(page, "^Lap times of .* by lap$").locator(".series")).hasCount(3);
    page.locator("driver-chips button", new Page.LocatorOptions().setHasText("ALB")).click();
    assertThat(image(page, "^Lap times of .* by lap$").locator(".series")).hasCount(4);
    assertThat(image(page, "^Seconds behind the leader").locator(".series")).hasCount(4);

    page.locator("cursor-slider input").focus();
    press(page, "ArrowRight", 8);
    assertThat(page.locator("cursor-slider input")).hasAttribute("aria-valuetext", Pattern.compile("^Lap 9: .*ALB 1:\\d\\d\\.\\d{3}"));
    assertThat(page.locator("laps-view .readout")).containsText(Pattern.compile("ALB 1:\\d\\d\\.\\d{3}.*deleted", Pattern.DOTALL));

    choice(page, "Driver").selectOption("23");
    assertThat(page.locator(".laps tbody tr")).hasCount(InventedRace.LAPS);
    assertThat(page.locator(".laps tbody tr").nth(8)).containsText("deleted: track limits at turn 4");
    assertThat(page.locator(".laps .personal").first()).containsText("own best");
    assertThat(page.locator(".laps tbody tr").nth(19)).containsText("out lap");
  }

  @Test void positions_are_drawn_for_all_and_said_in_a_table() {
    var page = open(Look.DESK, "/laps");
    var chart = image(page, "^Positions of 20 cars lap by lap$");
    assertThat(chart.locator(".series")).hasCount(20);
    assertThat(chart.locator(".series.mate-1")).hasCount(10);
    assertThat(chart.locator("[color='#F47600'] path")).hasCount(2);
    assertThat(chart.locator(".band.safety-car")).hasCount(1);

    page.locator("driver-chips button", new Page.LocatorOptions().setHasText("HAM")).focus();
    assertThat(page.locator("laps-view .names")).containsText("Lewis Hamilton Ferrari: P");
    assertThat(chart.locator(".series.looked")).hasCount(1);
    page.getByText("Positions as a table").click();
    assertThat(page.locator(".places-table tbody tr")).hasCount(20);
    assertThat(page.locator(".places-table tbody tr", new Page.LocatorOptions().setHasText("STR")).locator("td").nth(11)).hasText("");
  }

  @Test void tyres_are_strips_with_letters_and_stops_with_durations() {
    var page = open(Look.DESK, "/tyres");
    assertThat(image(page, "^Tyres of 20 drivers over 57 laps").locator(".stint")).hasCount(39);
    assertThat(image(page, "^Tyres of").locator(".stint.medium text").first()).hasText(Pattern.compile("^M \\d+ \\+2$"));
    assertThat(page.locator("tyres-view tbody tr")).hasCount(39);
    assertThat(page.locator("tyres-view tbody tr", new Page.LocatorOptions().setHasText("Verstappen")).first())
        .containsText(Pattern.compile("1–18.*lap 18.*22\\.0 s", Pattern.DOTALL));
  }

  @Test void weather_is_charted_and_race_control_can_be_filtered() {
    var page = open(Look.DESK, "/weather");
    assertThat(image(page, "^Air and track temperature").locator(".series")).hasCount(2);
    assertThat(image(page, "when it rained").locator(".band.rain")).hasCount(1);
    assertThat(page.locator("weather-view")).containsText("Rain: minute 61 to 70.");
    assertThat(page.locator(".control li")).hasCount(7);
    page.getByLabel("Blue flags (1)").check();
    assertThat(page.locator(".control li")).hasCount(8);
    choice(page, "Kind").selectOption("SafetyCar");
    assertThat(page.locator(".control li")).hasCount(2);
    assertThat(page.locator(".control li").first())
        .containsText(Pattern.compile("Lap 30.*Safety car.*Safety car deployed", Pattern.DOTALL));
  }

  @Test void the_circuit_is_drawn_with_corners_marshal_sectors_and_where_it_was_yellow() {
    var page = open(Look.DESK, "/track");
    var map = image(page, "^Map of Invented Street Circuit: \\d\\.\\d{3} km, 9 corners, 12 marshal sectors$");
    assertThat(map.locator(".corner")).hasCount(9);
    assertThat(map.locator(".sector")).hasCount(12);
    assertThat(map.locator(".sector.flagged")).hasCount(1);
    assertThat(page.locator("track-view .legend")).containsText("yellow flags in sectors 7");
    page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Marshal sectors")).uncheck();
    assertThat(map.locator(".sector")).hasCount(0);
    page.getByText("Corners: 9 in all").click();
    assertThat(page.locator("track-view details[open] tbody tr")).hasCount(9);
  }

  @Test void two_laps_are_compared_with_the_keyboard() {
    var page = open(Look.DESK, "/telemetry");
    var drivers = choice(page, "Driver");
    var laps = choice(page, "Lap");
    drivers.nth(0).selectOption("4");
    assertThat(drivers.nth(0).locator("option:checked")).hasText("NOR Lando Norris");
    laps.nth(0).selectOption("20");
    drivers.nth(1).selectOption("81");
    assertThat(drivers.nth(1).locator("option:checked")).hasText("PIA Oscar Piastri");
    laps.nth(1).selectOption("20");

    for (var channel : List.of("Delta", "Speed", "Throttle", "Brake", "Gear", "Engine", "DRS"))
      assertThat(image(page, "^" + channel + ", NOR and PIA$").locator(".series")).hasCount(channel.equals("Delta") ? 1 : 2);
    page.locator("cursor-slider input").focus();
    press(page, "ArrowRight", 100);
    assertThat(page.locator("cursor-slider input")).hasAttribute("aria-valuetext",
        Pattern.compile("^1000 m: NOR \\d+ km/h, gear \\d; PIA \\d+ km/h, gear \\d; delta [+−]\\d+\\.\\d{3} s$"));
    assertThat(page.locator("telemetry-view .readout")).containsText("1000 m");
    assertThat(image(page, "on it NOR, PIA$").locator(".car")).hasCount(2);
    page.keyboard().press("End");
    var difference = seconds(laps.nth(1)) - seconds(laps.nth(0));
    assertThat(page.locator("telemetry-view .readout"))
        .containsText(Pattern.compile("%s%.2f".formatted(difference < 0 ? "−" : "\\+", Math.abs(difference))));
    Chromium.picture(page, "race-telemetry");
    CHROMIUM.forgive(NONE);
  }

  private static double seconds(Locator lap) {
    var time = lap.locator("option:checked").innerText().split(": ")[1].split(":");
    return Integer.parseInt(time[0]) * 60 + Double.parseDouble(time[1]);
  }

  @Test void the_arithmetic_of_charts() {
    var page = open(Look.DESK, "");
    assertThat(page.evaluate("""
        async () => {
          const [sheet, scale, path, delta, circuit] = await Promise.all(
            ['sheet', 'scale', 'path', 'delta', 'circuit'].map(name => import(`/charts/${name}.js`)));
          const zigzag = Array.from({ length: 1000 }, (_, i) => [i / 100, i % 2 ? 5 : -5]);
          return JSON.stringify([
            sheet.rowsOf('LapTime,RPM,DeletedReason,Deleted\\r\\n98400,,"A, ""B""\\nC",True\\r\\n'),
            scale.ticks(0, 10, 5), scale.timeTicks(92_300, 95_100, 5), scale.lapTicks(1, 57, 6),
            path.thin(zigzag).length, path.path([[0, 0], [1, 2], null, [3, 4]]), path.nearest([[0], [10], [20]], 14),
            delta.delta([{ distance: 0, time: 0 }, { distance: 100, time: 1000 }],
              [{ distance: 0, time: 0 }, { distance: 50, time: 600 }, { distance: 102, time: 1100 }], 50)
              .map(([at, by]) => [at, Math.round(by)]),
            circuit.turner(90)({ x: 10, y: 0 }),
          ]);
        }""")).isEqualTo("""
        [[{"lapTime":98400,"deletedReason":"A, \\"B\\"\\nC","deleted":true}],[0,2,4,6,8,10],\
        [93000,94000,95000],[1,10,20,30,40,50],30,"M0 0L1 2M3 4",1,[[0,0],[50,110],[100,100]],{"x":6.123233995736766e-16,"y":-10}]""");
  }

  @ParameterizedTest(name = "{0} × {1}, {2}: {3}")
  @CsvSource({"360, 740, LIGHT, laps", "360, 740, DARK, telemetry", "360, 740, LIGHT, corrections", "360, 740, DARK, weather",
      "900, 1200, LIGHT, tyres", "360, 740, DARK, track", "1440, 900, LIGHT, laps"})
  void fits(int width, int height, ColorScheme scheme, String view) {
    var page = open(Look.DESK.sized(width, height).in(scheme), "/" + view);
    assertThat(page.locator(".view :is(h3, .picks)").first()).isVisible();
    assertThat(page.locator(".view [aria-busy=true]")).hasCount(0);
    Chromium.picture(page, "race-" + view + "-" + width);
    Chromium.fits(page);
    CHROMIUM.forgive(NONE);
  }
}
