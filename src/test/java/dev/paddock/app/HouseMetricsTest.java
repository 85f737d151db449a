package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.Covered;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.FileLoaded;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.RacesLookedAt;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.SlotStuck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The metrics of the whole house, and the dashboard that draws them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseMetricsTest {
  private static final Path DASHBOARD = Path.of("conf", "grafana-dashboard.json");
  private static final Pattern METRIC = Pattern.compile("\\b(?:paddock|vertx|jvm|process|system)_[a-z0-9_]+");

  private World world;
  private WebClient http;

  @BeforeAll void open() {
    world = World.open(2025, round -> round == 22, Map.of());
    http = WebClient.create(world.vertx());
    world.advanceTo(world.season().race(22).orElseThrow().start().plus(Duration.ofHours(36)));
    // What this weekend has not: a page that listens, horses, imports, somebody who does not answer.
    world.vertx().createWebSocketClient().connect(world.port(), "127.0.0.1", "/eventbus/websocket").await();
    tell(Horses.LOOKED_AT, new RacesLookedAt("tabnz", Map.of(Horses.Outcome.UNCHANGED, 1)));
    tell(Fetching.FILE_LOADED, new FileLoaded("livetiming", FileLoaded.Outcome.ARCHIVE));
    tell(Importing.COVERED, new Covered("2025-las-vegas-R", DataKind.LAPS, Coverage.State.STORED, 980));
    tell(Scheduling.SLOT_STUCK, new SlotStuck("result:2025-las-vegas-R", "f1.result", world.now()));
  }

  @AfterAll void close() {
    world.close();
  }

  private <E extends Message> void tell(Address.Fact<E> fact, E what) {
    world.vertx().eventBus().publish(fact.name(), what);
  }

  private String scrape() {
    return http.get(world.port(), "127.0.0.1", "/metrics").send().await().bodyAsString();
  }

  /** Everything that Prometheus would find under a name. */
  private Set<String> names() {
    return scrape().lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
  }

  @Test void what_the_database_knows_is_read_when_it_is_asked_for() {
    assertThat(scrape()).contains("paddock_subjects{kind=\"f1.result\",state=\"waiting\"} 2.0", "paddock_nodes{alive=\"yes\"} 1.0",
        "paddock_results_verified 2.0", "paddock_results_awaited 0.0", "paddock_deliveries{state=\"dead\"} 0.0");
    world.database().query("update work set paused = true where subject = 'result:2025-las-vegas-R'").execute().await();
    assertThat(scrape()).contains("paddock_subjects{kind=\"f1.result\",state=\"paused\"} 1.0",
        "paddock_subjects{kind=\"f1.result\",state=\"waiting\"} 1.0");
    world.database().query("update work set paused = false where subject = 'result:2025-las-vegas-R'").execute().await();
    assertThat(scrape()).doesNotContain("state=\"paused\"");
  }

  @Test void an_import_that_runs_on_another_node_is_running_and_one_that_was_lost_to_another_is_counted_once() {
    world.database().query("""
        insert into import_run (run_id, year, options, state, node, lease_until, started_at, progress)
        values ('2024-1', 2024, '{}', 'RUNNING', 'another', now() + interval '1 minute', now(), '{}')""").execute().await();
    assertThat(scrape()).contains("paddock_imports_running 1.0");
    world.database().query("update import_run set state = 'COMPLETED', ended_at = now() where run_id = '2024-1'").execute().await();
    assertThat(scrape()).contains("paddock_imports_running 0.0");
  }

  @Test void how_long_requests_took_is_a_histogram_by_provider() {
    assertThat(scrape()).containsPattern("paddock_fetch_seconds_bucket\\{outcome=\"fresh\",provider=\"jolpica\",le=\"0.1\"\\} [1-9]");
  }

  @Test void whatever_the_dashboard_draws_is_there() throws IOException {
    var dashboard = new JsonObject(Files.readString(DASHBOARD));
    var drawn = expressions(dashboard.getJsonArray("panels")).flatMap(expr -> METRIC.matcher(expr).results().map(found -> found.group()))
        .collect(Collectors.toCollection(TreeSet::new));
    assertThat(drawn).hasSizeGreaterThan(30);
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!names().containsAll(drawn) && System.nanoTime() < deadline) Thread.onSpinWait();
    assertThat(names()).containsAll(drawn);
  }

  @Test void the_dashboard_can_be_imported_wherever_its_prometheus_is_called() throws IOException {
    var dashboard = new JsonObject(Files.readString(DASHBOARD));
    assertThat(dashboard.getInteger("schemaVersion")).isGreaterThanOrEqualTo(41);
    assertThat(dashboard.getJsonObject("templating").getJsonArray("list").getJsonObject(0).getString("type")).isEqualTo("datasource");
    var panels = objects(dashboard.getJsonArray("panels")).toList();
    assertThat(panels.stream().map(panel -> panel.getInteger("id"))).doesNotHaveDuplicates();
    assertThat(panels.stream().filter(panel -> panel.getString("type").equals("row")).map(panel -> panel.getString("title")))
        .containsExactly("Scheduler", "Providers", "Results and verification", "The game", "HTTP and push", "Database and JVM");
    assertThat(panels.stream().filter(panel -> !panel.getString("type").equals("row"))).allSatisfy(panel -> {
      assertThat(panel.getJsonObject("datasource").getString("uid")).isEqualTo("${datasource}");
      assertThat(panel.getJsonArray("targets")).isNotEmpty();
    });
    assertThat(panels.stream().map(panel -> panel.getJsonObject("gridPos")).map(at -> at.getInteger("x") + "," + at.getInteger("y")))
        .doesNotHaveDuplicates();
  }

  private static Stream<String> expressions(JsonArray panels) {
    return objects(panels).flatMap(panel -> objects(panel.getJsonArray("targets", new JsonArray()))).map(target -> target.getString("expr"));
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
