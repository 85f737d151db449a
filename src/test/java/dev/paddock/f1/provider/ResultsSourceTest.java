package dev.paddock.f1.provider;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.ManualTimers;
import dev.paddock.TestDatabase;
import dev.paddock.bus.Bus;
import dev.paddock.f1.provider.CalendarSource.Published;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.fetch.Access;
import dev.paddock.fetch.Archive;
import dev.paddock.fetch.FetchVerticle;
import dev.paddock.fetch.Provider;
import dev.paddock.fetch.store.QuotaStore;
import dev.paddock.fetch.store.TrafficStore;
import dev.paddock.kernel.Quota;
import dev.paddock.season.Classification;
import dev.paddock.season.Season;
import dev.paddock.season.SeasonFile;
import dev.paddock.upstream.Limits;
import dev.paddock.upstream.UpstreamServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every source of results must do, against a provider's stand-in that published the season of 2025. */
class ResultsSourceTest {
  static final Season SEASON = SeasonFile.bundled(2025);
  static final Instant LONG_AFTER = Instant.parse("2026-06-01T00:00:00Z");

  enum Kind {
    JOLPICA(Jolpica::new), REST(RestResults::new);

    final Function<Bus, ResultsSource> make;

    Kind(Function<Bus, ResultsSource> make) {
      this.make = make;
    }
  }

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  @TempDir Path folder;
  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final ManualTimers timers = new ManualTimers(vertx, LONG_AFTER);
  UpstreamServer upstream;
  List<Calendar.Driver> roster;

  @BeforeEach void open() {
    upstream = new UpstreamServer(vertx, SEASON, timers, Limits.NONE);
    var base = "http://127.0.0.1:" + upstream.listen(0).await();
    var providers = List.of(provider("jolpica", base), provider("rest", base + "/rest"));
    vertx.deployVerticle(new FetchVerticle(bus, timers, providers, new Archive(folder),
        new QuotaStore(db.pools().transactions(), timers), new TrafficStore(db.pools().transactions()))).await();
    roster = calendar().drivers();
  }

  @AfterEach void close() {
    vertx.close().await();
  }

  @ParameterizedTest @EnumSource void before_anything_is_published_the_answer_is_not_yet(Kind kind) {
    timers.jumpTo(SEASON.race(22).orElseThrow().start());
    assertThat(ask(kind, 22)).isInstanceOf(Answer.NotYet.class);
  }

  @ParameterizedTest @EnumSource void of_a_round_that_does_not_exist_there_is_nothing_yet(Kind kind) {
    assertThat(ask(kind, 77)).isInstanceOf(Answer.NotYet.class);
  }

  @ParameterizedTest @EnumSource void what_was_published_is_the_season_s_classification(Kind kind) {
    for (var race : SEASON.races()) {
      var rows = published(kind, race.round());
      var expected = (Classification) SEASON.publishedBy(race.round(), Season.Code.R, timers.instant()).orElseThrow();
      assertThat(rows).extracting(CarResult::driverId).as(race.name())
          .containsExactlyElementsOf(expected.rows().stream().map(row -> row.driver()).toList());
      assertThat(rows).extracting(CarResult::position).containsExactlyElementsOf(IntStream.rangeClosed(1, rows.size()).boxed().toList());
      assertThat(rows).extracting(CarResult::points).containsExactlyElementsOf(expected.rows().stream().map(row -> row.points()).toList());
      assertThat(rows).extracting(CarResult::laps).containsExactlyElementsOf(expected.rows().stream().map(row -> row.laps()).toList());
    }
  }

  @Test void all_sources_say_the_same() {
    for (var race : SEASON.races()) {
      assertThat(seen(published(Kind.REST, race.round()))).as(race.name()).isEqualTo(seen(published(Kind.JOLPICA, race.round())));
    }
  }

  @ParameterizedTest @EnumSource void a_correction_is_seen_when_it_is_published(Kind kind) {
    var versions = SEASON.versions(22, Season.Code.R);
    assertThat(versions).as("Las Vegas was corrected").hasSizeGreaterThan(1);
    timers.jumpTo(versions.get(1).published().minusSeconds(1));
    var before = published(kind, 22);
    timers.jumpTo(versions.get(1).published().plusSeconds(1));
    var after = published(kind, 22);
    assertThat(finish(before, "norris")).isEqualTo(Finish.CLASSIFIED);
    assertThat(finish(after, "norris")).isEqualTo(Finish.DISQUALIFIED);
  }

  @ParameterizedTest @EnumSource void a_source_that_is_not_there_is_unreachable(Kind kind) {
    upstream.close().await();
    assertThat(ask(kind, 22)).isInstanceOf(Answer.Unreachable.class);
  }

  @Test void only_what_is_offered_is_asked_for() {
    assertThat(SessionCode.values()).filteredOn(Kind.JOLPICA.make.apply(bus)::offers)
        .containsExactly(SessionCode.Q, SessionCode.S, SessionCode.R);
    assertThat(SessionCode.values()).filteredOn(Kind.REST.make.apply(bus)::offers).containsExactly(SessionCode.R);
  }

  @Test void jolpica_has_qualifying_and_sprints_and_the_calendar() {
    var source = new Jolpica(bus);
    assertThat(rows(source.result(2025, 2, SessionCode.S, roster).await())).hasSize(20);
    assertThat(rows(source.result(2025, 2, SessionCode.Q, roster).await())).extracting(CarResult::q1).isNotEmpty();
    assertThat(source.result(2025, 1, SessionCode.S, roster).await()).as("no sprint in Melbourne").isInstanceOf(Answer.NotYet.class);
    assertThat(calendar().races()).hasSize(24);
    assertThat(calendar().races().getFirst().id(2025)).isEqualTo("2025-australian");
  }

  private Answer ask(Kind kind, int round) {
    return kind.make.apply(bus).result(2025, round, SessionCode.R, roster).await();
  }

  private List<CarResult> published(Kind kind, int round) {
    return rows(ask(kind, round));
  }

  private static List<CarResult> rows(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Published.class);
    return ((Answer.Published) answer).rows();
  }

  private Calendar calendar() {
    return ((Published.Of) new Jolpica(bus).calendar(2025).await()).calendar();
  }

  private static Finish finish(List<CarResult> rows, String driver) {
    return rows.stream().filter(row -> row.driverId().equals(driver)).findFirst().orElseThrow().finish();
  }

  /** Position, how it ended, points and total time, of each driver. */
  private static Map<String, List<Object>> seen(List<CarResult> rows) {
    return rows.stream().collect(toMap(CarResult::driverId, row -> Arrays.asList(row.position(), row.finish(), row.points(), row.millis())));
  }

  private static Provider provider(String name, String base) {
    var line = new Provider.Line(Duration.ofSeconds(5), 2_000_000, 8, Duration.ofMinutes(1));
    return new Provider(name, base, Quota.NONE, line, Map.of(), new Access.Open());
  }
}
