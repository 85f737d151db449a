package dev.paddock.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table. Its rows are asked for one by one while it is written, so it may be longer than what fits into memory.
 *
 * @param name  of what the rows are: laps, weather
 * @param about what is said once for all rows: texts, numbers, lists of them
 */
public record Sheet<T>(String name, Map<String, Object> about, List<Column<T>> columns, Iterable<? extends T> rows) {
  public Sheet {
    columns = List.copyOf(columns);
  }

  /** A row by the API's names; what is unknown is left out. */
  public Map<String, Object> row(T row) {
    var properties = new LinkedHashMap<String, Object>();
    for (var column : columns) {
      var value = column.value().apply(row);
      if (value != null) properties.put(column.property(), value);
    }
    return properties;
  }
}
