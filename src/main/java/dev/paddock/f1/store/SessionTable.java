package dev.paddock.f1.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A table of which every session has its own set of rows, replaced as a whole: what is new is inserted, what differs updated, what
 * is no longer there deleted, and what is the same not touched. One statement, one round trip.
 *
 * @param <T> a row as a record; columns are declared in the order in which they are sent
 */
final class SessionTable<T> {
  private enum Type {
    INT("int", Integer[]::new), REAL("real", Float[]::new), BOOLEAN("boolean", Boolean[]::new), TEXT("text", String[]::new),
    TIME("timestamptz", OffsetDateTime[]::new);

    private final String sql;
    private final IntFunction<Object[]> array;

    Type(String sql, IntFunction<Object[]> array) {
      this.sql = sql;
      this.array = array;
    }
  }

  private record Column<T>(String name, Type type, boolean key, Function<T, ?> value) {}

  /** The columns of a table, one after the other; those of the key first. */
  static final class Columns<T> {
    private final String table;
    private final List<Column<T>> columns = new ArrayList<>();

    private Columns(String table) {
      this.table = table;
    }

    Columns<T> key(String name, Function<T, Integer> value) {
      return add(name, Type.INT, true, value);
    }

    Columns<T> keyText(String name, Function<T, String> value) {
      return add(name, Type.TEXT, true, value);
    }

    Columns<T> number(String name, Function<T, Integer> value) {
      return add(name, Type.INT, false, value);
    }

    Columns<T> real(String name, Function<T, Double> value) {
      return add(name, Type.REAL, false, row -> value.apply(row) == null ? null : value.apply(row).floatValue());
    }

    Columns<T> bool(String name, Function<T, Boolean> value) {
      return add(name, Type.BOOLEAN, false, value);
    }

    /** PostgreSQL has no character 0; one that a source sends is left out. */
    Columns<T> text(String name, Function<T, String> value) {
      return add(name, Type.TEXT, false, row -> value.apply(row) == null ? null : value.apply(row).replace("\0", ""));
    }

    Columns<T> time(String name, Function<T, Instant> value) {
      return add(name, Type.TIME, false, row -> value.apply(row) == null ? null : ResultStore.utc(value.apply(row)));
    }

    private Columns<T> add(String name, Type type, boolean key, Function<T, ?> value) {
      columns.add(new Column<>(name, type, key, value));
      return this;
    }

    SessionTable<T> read(Function<Row, T> mapper) {
      return new SessionTable<>(table, List.copyOf(columns), mapper);
    }
  }

  static <T> Columns<T> named(String table) {
    return new Columns<>(table);
  }

  private final List<Column<T>> columns;
  private final List<Column<T>> key;
  private final Function<Row, T> mapper;
  private final String replace;
  private final String select;
  private final String order;

  private SessionTable(String table, List<Column<T>> columns, Function<Row, T> mapper) {
    this.columns = columns;
    this.key = columns.stream().filter(Column::key).toList();
    this.mapper = mapper;
    this.replace = replacing(table);
    this.select = "select " + names("", columns) + " from " + table + " where session_id = $1 ";
    this.order = " order by " + names("", key);
  }

  // Rows that were deleted and rows that were put have different keys, so both may happen in one statement.
  private String replacing(String table) {
    var values = columns.stream().filter(column -> !column.key()).toList();
    var arrays = new ArrayList<String>();
    for (var column : columns) arrays.add("$" + (arrays.size() + 2) + "::" + column.type().sql + "[]");
    return """
        with given as (select * from unnest(%2$s) as u (%3$s)),
             gone as (
               delete from %1$s t where t.session_id = $1 and not exists (select 1 from given g where (%4$s) = (%5$s)) returning 1),
             put as (
               insert into %1$s as t (session_id, %3$s) select $1, %3$s from given
               on conflict (session_id, %6$s) do update set %7$s where (%8$s) is distinct from (%9$s) returning 1)
        select (select count(*) from gone) + (select count(*) from put) as changed
        """.formatted(table, String.join(", ", arrays), names("", columns), names("g.", key), names("t.", key), names("", key),
        values.stream().map(column -> column.name() + " = excluded." + column.name()).collect(Collectors.joining(", ")),
        names("t.", values), names("excluded.", values));
  }

  private static <T> String names(String prefix, List<Column<T>> columns) {
    return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
  }

  /** Of two rows with one key the later counts. Answers how many rows were inserted, updated or deleted. */
  Future<Integer> replace(SqlConnection tx, String sessionId, List<T> rows) {
    var byKey = new LinkedHashMap<List<Object>, T>();
    for (var row : rows) byKey.put(key.stream().<Object>map(column -> column.value().apply(row)).toList(), row);
    var parameters = Tuple.of(sessionId);
    for (var column : columns) {
      parameters.addValue(byKey.values().stream().<Object>map(row -> column.value().apply(row)).toArray(column.type().array));
    }
    return tx.preparedQuery(replace).execute(parameters).map(found -> Math.toIntExact(found.iterator().next().getLong("changed")));
  }

  /** All rows of a session by their key. */
  Future<List<T>> of(SqlClient reads, String sessionId) {
    return where(reads, "", Tuple.of(sessionId));
  }

  /**
   * Some of them.
   *
   * @param condition  starts with {@code and}; its parameters begin at {@code $2}
   * @param parameters the session's id first
   */
  Future<List<T>> where(SqlClient reads, String condition, Tuple parameters) {
    return reads.preparedQuery(select + condition + order)
        .collecting(Collectors.mapping(mapper, Collectors.toUnmodifiableList())).execute(parameters).map(found -> found.value());
  }
}
