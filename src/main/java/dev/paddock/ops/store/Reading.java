package dev.paddock.ops.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How this package asks, and what it makes of columns. */
final class Reading {
  private Reading() {}

  static <T> Future<List<T>> list(SqlClient reads, String sql, Function<Row, T> mapper, Object... with) {
    return reads.preparedQuery(sql).collecting(Collectors.mapping(mapper, Collectors.toUnmodifiableList())).execute(Tuple.from(with))
        .map(found -> found.value());
  }

  static Instant at(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
