package dev.paddock.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.SslMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
      "postgresql://me:pw@db:5433/paddock,                        db,        5433, paddock, me,       pw",
      "postgres://me:pw@db/paddock,                               db,        5432, paddock, me,       pw",
      "postgresql+asyncpg://me:pw@db/paddock,                     db,        5432, paddock, me,       pw",
      "postgresql://me@db,                                        db,        5432, me,      me,       ''",
      "postgresql:///paddock,                                     localhost, 5432, paddock, postgres, ''",
      "postgresql://m%40e:p%3Aw%2F%25+@db/pad%20dock,             db,        5432, pad dock, m@e,     p:w/%+",
      "postgresql://me:p@w@db/paddock,                            db,        5432, paddock, me,       p@w",
      "postgresql://[::1]:5433/paddock,                           ::1,       5433, paddock, postgres, ''",
      "postgresql:///paddock?host=db&port=5433&user=me&password=p%26w, db,   5433, paddock, me,       p&w",
  })
  void urls_are_read_as_other_tools_write_them(String url, String host, int port, String name, String user, String password) {
    assertThat(Database.parse(url)).extracting(Database::host, Database::port, Database::name, Database::user, Database::password)
        .containsExactly(host, port, name, user, password);
  }

  @ParameterizedTest(name = "?{0} is {1}")
  @CsvSource({"'', PREFER", "sslmode=disable, DISABLE", "sslmode=require, REQUIRE", "sslmode=verify-full, VERIFY_FULL", "ssl=true, REQUIRE",
      "ssl=require, REQUIRE", "channel_binding=require, PREFER"})
  void encryption_is_asked_for_in_the_query(String query, SslMode mode) {
    assertThat(Database.parse("postgresql://db/x?" + query).ssl()).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://db/x", "db", "", "postgresql://db:port/x", "postgresql://db/x?sslmode=maybe", "http://db"})
  void anything_else_is_refused(String url) {
    assertThatThrownBy(() -> Database.parse(url)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test void printing_it_shows_no_password() {
    var database = Database.parse("postgresql://me:hunter2@db/paddock?sslmode=verify-full");
    assertThat(database.toString() + database.jdbcUrl()).doesNotContain("hunter2");
    assertThat(database.jdbcUrl()).startsWith("jdbc:postgresql://db:5432/paddock?sslmode=verify-full");
  }

  @Test void who_asks_for_verification_gets_it() {
    var tls = Database.parse("postgresql://db/x?sslmode=verify-full").connectOptions(Duration.ofSeconds(1)).getSslOptions();
    assertThat(tls.isTrustAll()).isFalse();
    assertThat(tls.getTrustOptions()).isNotNull();
    assertThat(tls.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
  }
}
