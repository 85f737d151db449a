package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.paddock.db.Database;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesTest {
  // one for all, so that the programs are unpacked once
  @TempDir static Path folder;

  @Test void what_was_committed_is_there_after_a_stop_and_a_start() throws Exception {
    try (var dir = DataDir.open(folder)) {
      var services = EmbeddedServices.start(dir, true, true);
      sql(services.database().orElseThrow(), "create table stopped as select 42 as n");
      var before = System.nanoTime();
      services.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
      assertThat(listens(services.database().orElseThrow().port())).isFalse();

      services = EmbeddedServices.start(dir, true, true);
      try {
        assertThat(sql(services.database().orElseThrow(), "select n from stopped")).isEqualTo("42");
      } finally {
        services.stop();
      }
    }
  }

  @Test void a_users_data_is_durable_and_his_alone() throws Exception {
    try (var dir = DataDir.open(folder)) {
      var services = EmbeddedServices.start(dir, true, false);
      try {
        var db = services.database().orElseThrow();
        for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"}) {
          assertThat(sql(db, "show " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(sql(db, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(sql(db, "show server_version")).startsWith("18");
        var stranger = new Database(db.host(), db.port(), db.name(), db.user(), "guess", SslMode.DISABLE, Optional.empty());
        assertThat(catchThrowable(() -> sql(stranger, "select 1"))).isInstanceOf(SQLException.class);
        assertThat(services.redisUrl()).isEmpty();
      } finally {
        services.stop();
      }
    }
  }

  @Test void who_comes_to_a_folder_in_use_shares_its_database() throws Exception {
    try (var dir = DataDir.open(folder); var guest = DataDir.openOrJoin(folder)) {
      assertThat(guest.held()).isFalse();
      assertThat(catchThrowable(() -> EmbeddedPostgres.joined(guest))).isInstanceOf(CannotStart.class)
          .hasMessageContaining("is in use by a process whose database is not ready");
      var services = EmbeddedServices.start(dir, true, false);
      try {
        sql(services.database().orElseThrow(), "create table shared as select 7 as n");
        assertThat(sql(EmbeddedPostgres.joined(guest), "select n from shared")).isEqualTo("7");
      } finally {
        services.stop();
      }
    }
    try (var free = DataDir.openOrJoin(folder)) {
      assertThat(free.held()).as("a folder that nobody holds is taken").isTrue();
    }
  }

  @Test void a_killed_process_leaves_a_folder_that_the_next_one_can_use() throws Exception {
    var killed = OtherProcess.start(Committer.class, folder.toString());
    var ports = killed.line().split(" ");
    killed.kill();
    assertThat(listens(Integer.parseInt(ports[0]))).as("the killed one's PostgreSQL runs on").isTrue();

    try (var dir = DataDir.open(folder)) {
      var services = EmbeddedServices.start(dir, true, true);
      try {
        assertThat(sql(services.database().orElseThrow(), "select count(*) from killed")).isEqualTo("1");
        assertThat(listens(Integer.parseInt(ports[0]))).isFalse();
        assertThat(listens(Integer.parseInt(ports[1]))).isFalse();
      } finally {
        services.stop();
      }
    }
  }

  @Test void a_pid_file_that_names_a_stranger_is_ignored() throws Exception {
    try (var dir = DataDir.open(folder)) {
      EmbeddedServices.start(dir, true, false).stop();
      Files.writeString(dir.root().resolve("postgres/data/postmaster.pid"), ProcessHandle.current().pid() + "\nnot\nours\n");
      EmbeddedServices.start(dir, true, false).stop();
    }
  }

  @Test void a_set_up_that_was_broken_off_is_begun_anew() throws Exception {
    try (var dir = DataDir.open(folder.resolve("broken"))) {
      Files.createDirectories(dir.folder("postgres").resolve("data.new/base"));
      Files.createDirectories(dir.folder("cache").resolve("postgres.new/bin"));
      EmbeddedServices.start(dir, true, false).stop();
    }
  }

  @Test void without_redis_it_goes_on() throws Exception {
    try (var dir = DataDir.open(folder.resolve("no-redis"))) {
      Files.createDirectories(dir.folder("redis").resolve("redis.conf/in the way"));
      var services = EmbeddedServices.start(dir, false, true);
      assertThat(services.redisUrl()).isEmpty();
      services.stop();
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  static String sql(Database db, String sql) throws SQLException {
    try (var c = DriverManager.getConnection(db.jdbcUrl(), db.user(), db.password()); var s = c.createStatement()) {
      if (!s.execute(sql)) return "";
      s.getResultSet().next();
      return s.getResultSet().getString(1);
    }
  }

  /** Commits a row, says on which ports its servers are, and waits to be killed. */
  static final class Committer {
    private Committer() {}

    public static void main(String[] args) throws Exception {
      var services = EmbeddedServices.start(DataDir.open(Path.of(args[0])), true, true);
      sql(services.database().orElseThrow(), "create table killed as select 1 as n");
      System.out.println(services.database().orElseThrow().port() + " " + services.redisUrl().orElseThrow().replaceFirst(".*:", ""));
      System.in.read();
    }
  }
}
