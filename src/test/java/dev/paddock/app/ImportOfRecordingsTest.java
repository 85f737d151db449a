package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.rules.SessionCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The recorded sessions, where there are any, are imported whole and once. */
class ImportOfRecordingsTest extends ServedRecordings {
  static final Path RECORDINGS = Path.of("../shared/recordings");
  /** Those that are recorded with their timing complete. */
  static final List<String> TWELVE = List.of("2019-italian-Q", "2020-hungarian-FP2", "2020-70th-anniversary-FP2", "2021-italian-FP2",
      "2022-saudi-arabian-Q", "2022-british-FP1", "2023-azerbaijan-Q", "2023-azerbaijan-S", "2024-chinese-SQ", "2024-spanish-Q",
      "2024-british-FP1", "2025-miami-S");

  @Test void the_recorded_sessions_take_as_many_requests_as_topics() throws Exception {
    assumeTrue(Files.isDirectory(RECORDINGS), "skipped: no recordings at " + RECORDINGS);
    serve(RECORDINGS);
    var database = TestDatabase.fresh();
    try (var bench = Workbench.open(settings(database, "recorded", Map.of()))) {
      for (var year : List.of(2019, 2020, 2021, 2022, 2023, 2024, 2025)) bench.calendar(year);
      for (var session : TWELVE) {
        var summary = end(bench, run(bench, only(database, session)), State.COMPLETED);
        assertThat(summary.failures()).as(session).isEmpty();
      }
      assertThat(asked("livetiming.formula1.com")).doesNotHaveDuplicates();
      assertThat(asked("raw.githubusercontent.com")).filteredOn(path -> path.contains("2024")).hasSizeLessThanOrEqualTo(2);
      assertThat(texts(database, "select distinct session_id as t from lap")).containsExactlyInAnyOrderElementsOf(TWELVE);
      int before = server.ledger().entries().size();
      var rows = rows(database);
      for (var session : TWELVE) assertThat(end(bench, run(bench, only(database, session)), State.COMPLETED).calls()).isEmpty();
      assertThat(server.ledger().entries()).hasSize(before);
      assertThat(rows(database)).isEqualTo(rows);
    }
  }

  @Test void of_the_2023_azerbaijan_sprint_jolpica_says_otherwise_than_the_laps() {
    assumeTrue(Files.isDirectory(RECORDINGS), "skipped: no recordings at " + RECORDINGS);
    serve(RECORDINGS);
    var database = TestDatabase.fresh();
    var contradictions = "select item || ' ' || field || ' ' || decided_by as t from disagreement"
        + " where subject = '2023-azerbaijan-S' order by 1";
    try (var bench = Workbench.open(settings(database, "sprint", Map.of()))) {
      bench.calendar(2023);
      bench.result("2023-azerbaijan-S");
      end(bench, run(bench, only(database, "2023-azerbaijan-S")), State.COMPLETED);
      assertThat(texts(database, contradictions)).isNotEmpty().allMatch(line -> line.endsWith(" jolpica"));
    }
    var later = TestDatabase.fresh();
    try (var bench = Workbench.open(settings(later, "sprint-later", Map.of()))) {
      bench.calendar(2023);
      end(bench, run(bench, only(later, "2023-azerbaijan-S")), State.COMPLETED);
      bench.result("2023-azerbaijan-S");
      until(() -> texts(later, contradictions).equals(texts(database, contradictions)));
    }
  }

  private static RunImport only(Database database, String session) {
    int round = Integer.parseInt(texts(database,
        "select round::text as t from race join session using (race_id) where session_id = '" + session + "'").getFirst());
    return new RunImport(new Scope(Integer.parseInt(session.substring(0, 4)), Optional.of(round),
        Optional.of(SessionCode.valueOf(session.substring(session.lastIndexOf('-') + 1)))), false, false, Optional.empty(), 1);
  }
}
