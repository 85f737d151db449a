package dev.paddock.f1.provider.openf1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.SessionData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real answers about three sessions of 2026. They are not part of this project: where they are not at hand, nothing is tested. */
class RecordedOpenF1Test {
  static final Path RECORDED = Path.of("../shared/recordings/api.openf1.org/2026_1287_spain");

  @BeforeAll static void at_hand() {
    assumeTrue(Files.isDirectory(RECORDED), "no recorded answers at " + RECORDED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
      // session, code, drivers, laps, stints, stops (without the first way out), messages, weather, positions
      "practice_2_11301,  FP2, 22, 586, 118, 96, 52, 85,  424",
      "practice_3_11302,  FP3, 22, 337, 105, 82, 44, 81,  465",
      "qualifying_11303,  Q,   22, 255,  89, 67, 50, 88, 1116"})
  void every_row_is_read(String folder, SessionCode code, int drivers, int laps, int stints, int stops, int messages, int weather,
      int positions) throws IOException {
    assertThat(size(folder, code, OpenF1Endpoint.DRIVERS)).isEqualTo(drivers);
    assertThat(size(folder, code, OpenF1Endpoint.LAPS)).isEqualTo(laps);
    assertThat(size(folder, code, OpenF1Endpoint.STINTS)).isEqualTo(stints);
    assertThat(size(folder, code, OpenF1Endpoint.PIT)).isEqualTo(stops);
    assertThat(size(folder, code, OpenF1Endpoint.RACE_CONTROL)).isEqualTo(messages);
    assertThat(size(folder, code, OpenF1Endpoint.WEATHER)).isEqualTo(weather);
    assertThat(size(folder, code, OpenF1Endpoint.POSITION)).isEqualTo(positions);
    assertThat(size(folder, code, OpenF1Endpoint.SESSION_RESULT)).isEqualTo(drivers);
    assertThat(session(folder).code()).contains(code);
  }

  @Test void pole_was_the_fastest_lap_of_the_last_part() throws IOException {
    var places = ((SessionData.Results) rows("qualifying_11303", SessionCode.Q, OpenF1Endpoint.SESSION_RESULT)).places();
    assertThat(places.getFirst()).satisfies(pole -> assertThat(List.of(pole.car(), pole.q1(), pole.q2(), pole.q3(), pole.best()))
        .containsExactly(63, 75717, 75228, 74679, 74679));
    var laps = ((SessionData.Laps) rows("qualifying_11303", SessionCode.Q, OpenF1Endpoint.LAPS)).laps();
    assertThat(laps.stream().filter(lap -> lap.timed().car() == 63 && lap.timed().personalBest()).map(lap -> lap.timed().time()).toList())
        .endsWith(74679).isSortedAccordingTo((a, b) -> b - a);
  }

  /** Two ways to the same instant: a lap's end is where the next one begins, within the tenth of a second that OpenF1 is late. */
  @Test void laps_end_where_the_next_begin() throws IOException {
    var laps = ((SessionData.Laps) rows("practice_2_11301", SessionCode.FP2, OpenF1Endpoint.LAPS)).laps();
    int close = 0;
    int compared = 0;
    for (int i = 1; i < laps.size(); i++) {
      var lap = laps.get(i - 1);
      var next = laps.get(i);
      boolean comparable = next.timed().car() == lap.timed().car() && next.start() != null && lap.timed().end() != null;
      if (!comparable || next.timed().pitOut() != null) continue;
      compared++;
      if (Math.abs(next.start() - lap.timed().end()) <= 400) close++;
    }
    assertThat(compared).isGreaterThan(400);
    assertThat(close).isGreaterThan(compared * 97 / 100);
  }

  private static OpenF1.Session session(String folder) throws IOException {
    try (var in = Files.newInputStream(RECORDED.resolve(folder + "/openf1_sessions.json"))) {
      return ((OpenF1Answer.Rows<List<OpenF1.Session>>) OpenF1.sessions(in)).rows().getFirst();
    }
  }

  private static int size(String folder, SessionCode code, OpenF1Endpoint endpoint) throws IOException {
    return rows(folder, code, endpoint).size();
  }

  private static SessionData rows(String folder, SessionCode code, OpenF1Endpoint endpoint) throws IOException {
    try (var in = Files.newInputStream(RECORDED.resolve(folder + "/openf1_" + endpoint.path() + ".json"))) {
      var answer = (OpenF1Answer.Rows<SessionData>) OpenF1.parse(endpoint, code, session(folder).startsAt(), in);
      assertThat(answer.notes()).isEmpty();
      assertThat(answer.rows().kind()).isEqualTo(endpoint.kind());
      return answer.rows();
    }
  }
}
