package dev.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.db.Database;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {
  private static final String PASSWORD = "a long lap around Spa";

  @RegisterExtension static final TestDatabase DB = new TestDatabase();
  @TempDir static Path folder;

  final InputStream input = System.in;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @AfterEach void giveBack() {
    System.setIn(input);
  }

  @Test void the_first_administrator_is_made_on_the_command_line() {
    assertThat(create("Ada", "ada@example.org", PASSWORD, "--admin")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("administrator ", "Ada <ada@example.org>");
    assertThat(run("user", "list", "--query", "ada")).isZero();
    assertThat(out.toString()).containsPattern("admin +\\d{4}-\\d\\d-\\d\\d +ada@example.org +Ada").doesNotContain("not verified");
    assertThat(out + "" + err).doesNotContain(PASSWORD).doesNotContain("argon2");
  }

  @Test void who_is_there_already_is_a_failure_in_a_line() {
    assertThat(create("Berta", "berta@example.org", PASSWORD)).isZero();
    assertThat(create("BERTA", "another@example.org", PASSWORD)).isEqualTo(1);
    assertThat(err.toString()).contains("paddock: the name BERTA is taken");
    assertThat(create("Bertha", "Berta@example.org", PASSWORD)).isEqualTo(1);
    assertThat(err.toString()).contains("there is an account with the address berta@example.org").doesNotContain("\tat ");
  }

  @Test void what_cannot_be_is_used_wrongly() {
    assertThat(create("Cara", "cara@example.org", "short")).isEqualTo(2);
    assertThat(err.toString()).contains("password: A password has at least 12 characters.");
    assertThat(create("C", "cara@example.org", PASSWORD)).isEqualTo(2);
    assertThat(run("user", "create", "--name", "Cara", "--email", "cara@example.org", "--password", PASSWORD)).isEqualTo(2);
    assertThat(run("user", "create", "--name", "Cara")).isEqualTo(2);
    assertThat(PaddockCommand.commandLine().setErr(new PrintWriter(err)).execute("user")).isEqualTo(2);
    System.setIn(new ByteArrayInputStream(new byte[0]));
    assertThat(run("user", "create", "--name", "Cara", "--email", "cara@example.org", "--password-stdin")).isEqualTo(2);
    assertThat(err.toString()).contains("standard input is empty");
  }

  @Test void roles_change_and_the_ledger_says_so() {
    assertThat(create("Dora", "dora@example.org", PASSWORD)).isZero();
    assertThat(run("user", "role", "--email", "DORA@example.org", "--role", "admin", "--reason", "runs the league")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Dora <dora@example.org> is admin now");
    assertThat(DB.pools().reads().query("select actor, reason from audit_entry where action = 'account.role.change'").execute().await())
        .hasSize(1).first().satisfies(entry -> {
          assertThat(entry.getString("actor")).isEqualTo("operator");
          assertThat(entry.getString("reason")).isEqualTo("runs the league");
        });
    assertThat(run("user", "role", "--email", "nobody@example.org", "--role", "admin")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no account with the address nobody@example.org");
    assertThat(run("user", "role", "--email", "dora@example.org", "--role", "emperor")).isEqualTo(2);
  }

  private int create(String name, String email, String password, String... more) {
    System.setIn(new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8)));
    return run(Stream.concat(Stream.of("user", "create", "--name", name, "--email", email, "--password-stdin"), Stream.of(more))
        .toArray(String[]::new));
  }

  private int run(String... args) {
    var where = List.of("--set", "database.url=" + url(DB.database()), "--data-dir", folder.resolve("data").toString());
    return PaddockCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of(args), where.stream()).toArray(String[]::new));
  }

  private static String url(Database database) {
    return "postgresql://" + database.user() + ":" + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@" + database.host()
        + ":" + database.port() + "/" + database.name() + "?sslmode=disable";
  }
}
