package dev.paddock.horse.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Records to the columns that {@code unnest} turns into rows again, and back. */
final class Columns<T> {
  static final ObjectMapper JSON = new ObjectMapper();

  private final List<T> rows;
  private final Tuple columns = Tuple.tuple();

  private Columns(List<T> rows) {
    this.rows = rows;
  }

  static <T> Columns<T> of(List<T> rows) {
    return new Columns<>(rows);
  }

  Columns<T> text(Function<T, String> value) {
    return column(value, String[]::new);
  }

  Columns<T> number(Function<T, Integer> value) {
    return column(value, Integer[]::new);
  }

  Columns<T> big(Function<T, Long> value) {
    return column(value, Long[]::new);
  }

  Columns<T> flag(Function<T, Boolean> value) {
    return column(value, Boolean[]::new);
  }

  Columns<T> time(Function<T, Instant> value) {
    return column(value.andThen(at -> at == null ? null : utc(at)), OffsetDateTime[]::new);
  }

  Columns<T> one(Object value) {
    columns.addValue(value);
    return this;
  }

  Tuple tuple() {
    return columns;
  }

  private <X> Columns<T> column(Function<T, X> value, IntFunction<X[]> array) {
    columns.addValue(rows.stream().map(value).toArray(array));
    return this;
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** Null where the column is. */
  static Instant at(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  static Optional<Instant> maybeAt(Row row, String column) {
    return Optional.ofNullable(at(row, column));
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own records are writable", e);
    }
  }
}
