package dev.paddock.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
  final Database database = TestDatabase.empty();
  @TempDir Path scripts;

  @BeforeEach void two_scripts() throws IOException {
    script("V001__drivers.sql", "create table driver (id text primary key)");
    script("V002__races.sql", "create table race (id text primary key)");
  }

  @Test void what_is_missing_is_applied_once() {
    assertThat(migration().pending()).containsExactly("V001 drivers", "V002 races");
    assertThat(migration().run()).hasToString("Migrated[applied=[V001 drivers, V002 races], version=002]");
    assertThat(migration().run()).hasToString("Migrated[applied=[], version=002]");
    assertThat(migration().pending()).isEmpty();
  }

  @Test void two_nodes_at_once_apply_it_once() {
    var both = Stream.generate(() -> CompletableFuture.supplyAsync(() -> migration().run())).limit(2).toList();
    assertThat(both.stream().mapToInt(node -> node.join().applied().size()).sum()).isEqualTo(2);
  }

  @Test void a_script_that_fails_says_why_and_keeps_what_went_before() throws IOException {
    script("V003__wrong.sql", "create table race (again text)");
    assertThatThrownBy(() -> migration().run()).isInstanceOf(Migration.Failed.class)
        .hasMessageContaining("relation \"race\" already exists");
    assertThat(migration().pending()).containsExactly("V003 wrong");
  }

  @Test void a_script_that_was_edited_afterwards_is_refused() throws IOException {
    migration().run();
    script("V001__drivers.sql", "create table driver (id int)");
    assertThatThrownBy(() -> migration().run()).isInstanceOf(Migration.Failed.class);
  }

  @Test void a_database_that_is_not_there_says_so() {
    var nowhere = new Database("127.0.0.1", 1, "x", "x", "", database.ssl(), database.rootCertificate());
    assertThatThrownBy(() -> new Migration(nowhere).run()).isInstanceOf(Migration.Failed.class).hasMessageContaining("refused");
  }

  private Migration migration() {
    return new Migration(database, "filesystem:" + scripts);
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(scripts.resolve(name), sql);
  }
}
