package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.cache.NoCache;
import dev.paddock.db.Closing;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.DisagreementStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.web.ImportDesk;
import dev.paddock.f1.web.ImportOperations;
import dev.paddock.f1.web.SeasonNames;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.RuleSetFile;
import dev.paddock.fantasy.store.TeamIndex;
import dev.paddock.fantasy.web.BoardOperations;
import dev.paddock.fantasy.web.StoredRankings;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.web.Gate;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Seal;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.HttpVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole API on a database in which nothing has happened yet. */
class WebsiteTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  private static final Closing CLOSES_NOTHING = new Closing() {
    @Override public Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect) {
      return Future.failedFuture("the website only reads");
    }

    @Override public Future<List<SlotEnded>> closeAll(List<Claim> claims,
        BiFunction<SqlConnection, List<Claim>, Future<Map<String, Closure>>> effect) {
      return Future.failedFuture("the website only reads");
    }

    @Override public Future<SlotEnded> close(Claim claim, Closure closure) {
      return Future.failedFuture("the website only reads");
    }
  };

  private static int get(String path, StringBuilder body) {
    var vertx = Vertx.vertx();
    try {
      var timers = new SystemTimers(vertx);
      var bus = Bus.of(vertx);
      bus.answer(Fantasy.LOCKS, asked -> Future.succeededFuture(new Fantasy.SeasonLocks(asked.season(), List.of()))).await();
      var reads = DB.pools().reads();
      var store = GameStore.on(reads, vertx.createSharedWorkerExecutor("boards"));
      var game = new GameRoom(bus, timers, reads, store, RuleSetFile.bundled("classic").rules(), CLOSES_NOTHING,
          new Roster(new SeasonNames(new CalendarStore(reads), new RaceReads(reads)), SeasonPrices.season(2025)), new AnswerCache(new NoCache(), "empty")).open();
      var others = new ArrayList<>(new WebhookRoom(bus, timers, DB.pools().transactions(), CLOSES_NOTHING,
          Settings.read(Optional.empty(), Map.of(), Map.of())).operations());
      others.addAll(new ImportOperations(ImportDesk.of(bus, new DisagreementStore(reads), true),
          (actor, action, runId) -> Future.failedFuture("the website only reads")).list());
      others.addAll(new BoardOperations(new StoredRankings(store, new TeamIndex(reads)), new AnswerCache(new NoCache(), "boards"),
          new Seal(new byte[32])).list());
      var site = new Website(bus, reads, timers, "run").site(new Settings.Http("127.0.0.1", 0), game, others, Map.of(), Gate.CLOSED);
      var whole = new HttpVerticle.Site(site.host(), site.port(), PartOfSite.completed(site.operations()), site.pages(), site.gate(), site.clock());
      var port = HttpVerticle.deploy(vertx, 1, whole).await();
      var response = WebClient.create(vertx).get(port, "127.0.0.1", path).send().await();
      body.append(response.bodyAsString());
      return response.statusCode();
    } finally {
      vertx.close().await();
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
      "/api/v1/seasons,                        200",
      "/api/v1/seasons/2025,                   404",
      "/api/v1/races/2025-las-vegas,           404",
      "/api/v1/races/2025-las-vegas/results,   404",
      "/api/v1/races/2025-las-vegas/corrections, 404",
      "/api/v1/leaderboards/season-2025,       404",
      "/api/v1/teams/1,                        404",
      "/api/v1/polls,                          200",
      "/api/v1/schedule,                       200",
      "/api/v1/horse/meetings,                 200",
      "/api/v1/horse/races,                    200",
      "/api/v1/horse/next-to-go,               200",
      "/api/v1/horse/races/1,                  404",
      "/api/v1/horse/races/1/prices,           404",
      "/api/v1/horse/races/1/revisions,        404",
      "/api/v1/disagreements?subject=2025,     200",
      "/api/v1/status,                         200",
      "/,                                      200"})
  void answers_before_anything_happened(String path, int status) {
    assertThat(get(path, new StringBuilder())).isEqualTo(status);
  }

  @Test void the_status_of_an_empty_house() {
    var body = new StringBuilder();
    get("/api/v1/status", body);
    assertThat(body).contains("\"mode\":\"run\"", "\"sources\":[]",
        "\"counts\":{\"teams\":0,\"users\":0,\"versions\":0,\"corrections\":0,\"notifications\":0,\"polls\":0,\"horseRaces\":0}")
        .doesNotContain("board", "race");
  }
}
