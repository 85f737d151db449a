package dev.paddock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.db.Database;
import dev.paddock.db.Migration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseTest {
  @RegisterExtension static final TestDatabase DB = new TestDatabase();

  @Test void the_class_has_a_migrated_database(Database database) {
    assertThat(new Migration(database).pending()).isEmpty();
    assertThat(DB.pools().reads().query("select count(*) from work").execute().await().iterator().next().getLong(0)).isZero();
  }

  @Test void every_copy_is_its_own() {
    assertThat(TestDatabase.fresh()).isNotEqualTo(TestDatabase.fresh()).isNotEqualTo(DB.database());
    assertThat(new Migration(TestDatabase.empty()).pending()).isNotEmpty();
  }
}
