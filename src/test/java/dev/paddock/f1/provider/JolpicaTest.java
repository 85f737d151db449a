package dev.paddock.f1.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bus.Bus;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Fetched;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several pages are one result, and whatever became of a page becomes of the result. */
class JolpicaTest {
  static final Instant NOON = Instant.parse("2025-03-16T12:00:00Z");
  static final String RESULTS = "/ergast/f1/2025/1/results.json?limit=100";

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Map<String, Fetched> pages = new LinkedHashMap<>();
  final List<String> asked = new ArrayList<>();

  @BeforeEach void open() {
    bus.answer(Fetching.GET_PAGE, page -> {
      asked.add(page.resource());
      return Future.succeededFuture(pages.getOrDefault(page.resource(), new Fetched.Absent(404)));
    }).await();
  }

  @AfterEach void close() {
    vertx.close().await();
  }

  @Test void pages_are_fetched_until_the_total_is_reached_and_merged() {
    pages.put(RESULTS, fresh(rows(1, 100), 0, 130));
    pages.put(RESULTS + "&offset=100", fresh(rows(101, 130), 100, 130));
    assertThat(((Answer.Published) result()).rows()).extracting(CarResult::position)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 130).boxed().toList());
    assertThat(asked).containsExactly(RESULTS, RESULTS + "&offset=100");
  }

  @Test void a_source_whose_pages_never_end_is_not_followed_for_ever() {
    for (int n = 0; n < 30; n++) pages.put(RESULTS + (n == 0 ? "" : "&offset=" + n * 100), fresh(rows(1, 1), n * 100, 1_000_000));
    result();
    assertThat(asked).hasSize(10);
  }

  @Test void half_a_result_is_none() {
    pages.put(RESULTS, fresh(rows(1, 100), 0, 130));
    pages.put(RESULTS + "&offset=100", new Fetched.Unavailable("HTTP 500"));
    assertThat(result()).isEqualTo(new Answer.Unreachable("HTTP 500"));
    pages.put(RESULTS + "&offset=100", new Fetched.Deferred(NOON, "quota"));
    assertThat(result()).isEqualTo(new Answer.Later(NOON, "quota"));
    pages.put(RESULTS + "&offset=100", new Fetched.Fresh("<html>", NOON));
    assertThat(result()).isEqualTo(new Answer.Malformed("jolpica" + RESULTS + "&offset=100: not JSON: <html>"));
  }

  @Test void nothing_on_the_page_and_no_page_are_both_not_yet() {
    assertThat(result()).isEqualTo(new Answer.NotYet());
    pages.put(RESULTS, new Fetched.Fresh(JolpicaPageTest.page("\"RaceTable\": {\"Races\": []}", 0, 0), NOON));
    assertThat(result()).isEqualTo(new Answer.NotYet());
  }

  @Test void the_total_time_of_a_lapped_car_compares_with_nothing_and_is_left_out() {
    pages.put(RESULTS, fresh(row(1, 57) + "," + row(2, 57) + "," + row(3, 56), 0, 3));
    assertThat(((Answer.Published) result()).rows()).extracting(CarResult::millis).containsExactly(5_000_001L, 5_000_002L, null);
  }

  private Answer result() {
    return new Jolpica(bus).result(2025, 1, SessionCode.R, List.of()).await();
  }

  private static Fetched fresh(String rows, int offset, int total) {
    return new Fetched.Fresh(JolpicaPageTest.page("\"RaceTable\": {\"Races\": [{\"Results\": [" + rows + "]}]}", offset, total), NOON);
  }

  private static String rows(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(n -> row(n, 57)).collect(Collectors.joining(","));
  }

  private static String row(int position, int laps) {
    return """
        {"number": "%1$d", "position": "%1$d", "positionText": "1", "points": "0", "grid": "1", "laps": "%2$d",
         "Driver": {"driverId": "driver_%1$d"}, "Constructor": {"constructorId": "team"}, "Time": {"millis": "%3$d"}}
        """.formatted(position, laps, 5_000_000 + position);
  }
}
