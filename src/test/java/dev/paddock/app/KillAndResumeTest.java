package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.Main;
import dev.paddock.db.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A season's end, replayed by processes that are killed as hard as an operating system kills, ten times: when it is over,
 * everything is as if nothing had happened. The clock of the killing is what the process prints, at moments drawn from a seed.
 */
class KillAndResumeTest {
  static final int KILLS = 10;
  static final long SEED = 20251207;
  static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** A killed process leaves its servers behind; whoever opens its folder next ends them. */
  @AfterEach void sweep() {
    for (var run : List.of("undisturbed", "killed")) {
      if (Files.exists(folder.resolve(run))) new Left(run).close();
    }
  }

  @Test void killed_ten_times_it_ends_as_if_nothing_had_happened() throws Exception {
    int lines = toTheEnd("undisturbed", "--pace", "0", "--report", report("undisturbed"));

    var random = new Random(SEED);
    var kills = 0;
    for (int left = KILLS; left > 0; left--) {
      // spread over the whole replay; the milliseconds on top hit transactions that are under way
      int line = 1 + random.nextInt(Math.max(2, 3 * lines / (2 * KILLS)));
      if (killedAfter(line, random.nextInt(30), kills == 0)) kills++;
    }
    assertThat(kills).as("it must not be over before the killing is").isGreaterThanOrEqualTo(KILLS - 2);
    toTheEnd("killed", "--pace", "0", "--resume", "--report", report("killed"));

    assertThat(told("killed")).isEqualTo(told("undisturbed"));
    try (var undisturbed = new Left("undisturbed"); var killed = new Left("killed")) {
      for (var question : List.of(
          "select subject || ' ' || due_at || ' ' || outcome || ' ' || attempt || ' ' || note"
              + " from poll_log where kind <> 'f1.calendar' order by 1",
          "select key || ' ' || body || ' ' || audience from notification order by 1",
          "select session_id || ' ' || version || ' ' || hash || ' ' || fetched_at from result_version order by 1",
          "select board || ' ' || session_id || ' ' || result_version || ' ' || coalesce(md5(worth), (select string_agg(r.board || ' '"
              + " || r.session_id || ' ' || r.result_version, ', ' order by r.board) from board_snapshot r where r.id = any (s.rounds)))"
              + " from board_snapshot s order by 1")) {
        assertThat(killed.ask(question)).as(question).doesNotHaveDuplicates().isEqualTo(undisturbed.ask(question)).isNotEmpty();
      }
    }
  }

  /** Runs to the end, and answers how many lines it printed. */
  private int toTheEnd(String run, String... options) throws Exception {
    var process = start(run, options);
    int lines = 0;
    for (var line = process.line(); line != null; line = process.line()) lines++;
    assertThat(process.process().waitFor()).as(run).isZero();
    return lines;
  }

  /** Answers whether it was alive to be killed. */
  private boolean killedAfter(int lines, int millis, boolean first) throws Exception {
    var process = first ? start("killed", "--pace", "10") : start("killed", "--pace", "10", "--resume");
    var line = process.line();
    for (int n = 1; n < lines && line != null; n++) line = process.line();
    var alive = line != null && !process.process().waitFor(millis, TimeUnit.MILLISECONDS);
    process.kill();
    return alive;
  }

  private OtherProcess start(String run, String... options) throws IOException {
    var args = new ArrayList<>(List.of("demo", "--teams", "300", "--rounds", "22-24", "--until-done", "--port", "0", "--data-dir",
        folder.resolve(run).toString()));
    args.addAll(List.of(options));
    return OtherProcess.start(Main.class, args.toArray(String[]::new));
  }

  private String report(String run) {
    return folder.resolve(run + ".json").toString();
  }

  /** The report without what may differ: how long it took, and how often a provider was asked. */
  private JsonNode told(String run) throws IOException {
    return ((ObjectNode) JSON.readTree(Path.of(report(run)).toFile())).without(List.of("seconds", "httpRequests"));
  }

  /** What a run left in its database. */
  private final class Left implements AutoCloseable {
    private final DataDir dir;
    private final EmbeddedServices services;
    private final Database database;

    Left(String run) {
      dir = DataDir.open(folder.resolve(run));
      services = EmbeddedServices.start(dir, true, true);
      var server = services.database().orElseThrow();
      database = server.named(server.name() + "_demo");
    }

    List<String> ask(String sql) throws SQLException {
      var lines = new ArrayList<String>();
      try (var c = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
          var s = c.createStatement(); var rows = s.executeQuery(sql)) {
        while (rows.next()) lines.add(rows.getString(1));
      }
      return lines;
    }

    @Override public void close() {
      services.stop();
      dir.close();
    }
  }
}
