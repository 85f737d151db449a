package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesTest {
  @TempDir static Path folder;

  @Test void what_is_committed_is_there_after_a_restart() throws Exception {
    try (var dir = DataDir.open(folder.resolve("one"))) {
      var t = System.nanoTime();
      var services = EmbeddedServices.start(dir, true, true);
      System.out.println("FIRST " + (System.nanoTime() - t) / 1_000_000);
      sql(services, "create table kept as select 42 as n");
      t = System.nanoTime();
      services.stop();
      System.out.println("STOP " + (System.nanoTime() - t) / 1_000_000);
      t = System.nanoTime();
      services = EmbeddedServices.start(dir, true, true);
      System.out.println("SECOND " + (System.nanoTime() - t) / 1_000_000);
      assertThat(sql(services, "select n from kept")).isEqualTo("42");
      assertThat(sql(services, "show fsync")).isEqualTo("on");
      services.stop();
    }
  }

  private static String sql(EmbeddedServices services, String sql) throws Exception {
    var db = services.database().orElseThrow();
    try (var c = DriverManager.getConnection(db.jdbcUrl(), db.user(), db.password()); var s = c.createStatement()) {
      if (!s.execute(sql)) return "";
      s.getResultSet().next();
      return s.getResultSet().getString(1);
    }
  }
}
