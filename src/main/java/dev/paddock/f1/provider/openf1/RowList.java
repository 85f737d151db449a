package dev.paddock.f1.provider.openf1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rows of an answer, and how many of them could not be used. */
final class RowList {
  private final JsonNode list;
  private int odd;

  RowList(JsonNode list) {
    this.list = list;
  }

  /** Each row as {@code to} reads it; those that it makes null are counted and left out. */
  <T> List<T> each(Function<Row, T> to) {
    var read = new ArrayList<T>(list.size());
    for (var of : list) {
      var made = to.apply(new Row(of));
      if (made == null) odd++;
      else read.add(made);
    }
    return read;
  }

  List<String> notes(String endpoint) {
    return odd == 0 ? List.of() : List.of(endpoint + ": " + odd + (odd == 1 ? " row" : " rows") + " left out");
  }
}
