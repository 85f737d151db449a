package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.app.DataDir;
import dev.paddock.db.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final String NO_UPSTREAM = "f1.jolpica.url=http://127.0.0.1:1";

  @TempDir static Path folder;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @ParameterizedTest @ValueSource(strings = {"migrate", "doctor", "config", "demo", "upstream", "ingest-schedule", "ingest-results",
      "gaps", "import"})
  void every_command_helps_with_examples(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: paddock " + command).contains("Examples:");
  }

  @Test void used_wrongly_is_two_and_a_line() {
    assertThat(run("doctr")).isEqualTo(2);
    assertThat(err.toString()).startsWith("paddock: ").contains("doctr", "paddock --help", "doctor").doesNotContain("\tat ");
    assertThat(run()).isEqualTo(2);
    assertThat(run("demo", "--faults")).isEqualTo(2);
    assertThat(err.toString()).contains("--faults needs --horses");
    assertThat(run("upstream")).isEqualTo(2);
    assertThat(err.toString()).contains("--at INSTANT is needed");
    assertThat(run("upstream", "--recordings", "no-such-folder")).isEqualTo(2);
    assertThat(err.toString()).contains("no folder of recordings: no-such-folder");
    assertThat(run("upstream", "--horses", "--recordings", ".")).isEqualTo(2);
    assertThat(run("upstream", "--horses", "--speed", "0")).isEqualTo(2);
    assertThat(run("upstream", "--horses", "--date", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("expected a date such as 2026-03-14, not soon").doesNotContain("java.");
    assertThat(run("config", "--set", "http.port=many")).isEqualTo(2);
    assertThat(err.toString()).contains("http.port (PADDOCK_PORT) = \"many\": expected a whole number");
  }

  @Test void config_shows_where_a_setting_came_from_and_no_password() {
    assertThat(run("config", "--set", "http.port=0", "--set", "database.url=postgresql://me:hunter2@db/x")).isZero();
    assertThat(out.toString()).containsPattern("http\\.port +flag +PADDOCK_PORT +0")
        .contains("postgresql://me:***@db/x").doesNotContain("hunter2");
  }

  @Test void migrate_says_what_it_did() {
    var url = url(TestDatabase.empty());
    assertThat(run("migrate", "--set", "database.url=" + url)).isZero();
    assertThat(out.toString()).contains("applied V001 ").contains("is up to date, version 0");
    assertThat(run("migrate", "--set", "database.url=" + url)).isZero();
    assertThat(out.toString()).contains("was up to date");
    assertThat(out + "" + err).doesNotContain(TestDatabase.empty().password());
  }

  @Test void a_database_that_is_away_is_a_failure_in_a_line() {
    assertThat(run("migrate", "--set", "database.url=postgresql://127.0.0.1:1/x")).isEqualTo(1);
    assertThat(err.toString()).startsWith("paddock: the database was not migrated: ").contains("refused").doesNotContain("\tat ");
  }

  @Test void a_folder_in_use_is_a_failure_in_a_line() {
    try (var dir = DataDir.open(folder.resolve("used"))) {
      assertThat(run("migrate", "--data-dir", dir.root().toString())).isEqualTo(1);
      assertThat(err.toString()).startsWith("paddock: the data folder " + dir.root() + " is in use by process ");
    }
  }

  @Test void doctor_finds_what_is_missing_and_says_what_to_do() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("doctor", "--data-dir", folder.resolve("doctor").toString(), "--set", "http.port=" + taken.getLocalPort(),
          "--set", NO_UPSTREAM, "--set", "redis.url=redis://127.0.0.1:1",
          "--set", "database.url=" + url(TestDatabase.empty()))).isEqualTo(1);
    }
    assertThat(out.toString()).containsPattern("Java +ok").containsPattern("data folder +ok")
        .containsPattern("database +ok .*PostgreSQL 1[4-9]")
        .containsPattern("schema +warn .*pending.*paddock migrate").containsPattern("Redis +warn")
        .containsPattern("port +fail .*PADDOCK_PORT").containsPattern("Formula 1 source +warn");
  }

  @Test void doctor_is_content_when_nothing_failed() {
    assertThat(run("doctor", "--data-dir", folder.resolve("content").toString(), "--set", "http.port=0", "--set", NO_UPSTREAM,
        "--set", "database.url=" + url(TestDatabase.fresh()))).isZero();
    assertThat(out.toString()).containsPattern("schema +ok").doesNotContain("fail");
  }

  private int run(String... words) {
    return PaddockCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(words);
  }

  private static String url(Database d) {
    return "postgresql://" + d.user() + ":" + d.password() + "@" + d.host() + ":" + d.port() + "/" + d.name();
  }
}
