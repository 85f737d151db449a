package dev.paddock.f1.web;

import dev.paddock.f1.rules.session.DataKind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the contract writes kinds of data, and counts by name: in an order that stays. */
final class Counts {
  private Counts() {}

  record Calls(String provider, int calls) {}

  record Rows(String kind, long rows) {}

  static List<Calls> calls(Map<String, Integer> byProvider) {
    return byProvider.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(e -> new Calls(e.getKey(), e.getValue())).toList();
  }

  static List<Rows> rows(Map<DataKind, Long> byKind) {
    return byKind.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(e -> new Rows(kind(e.getKey()), e.getValue())).toList();
  }

  static List<String> kinds(Collection<DataKind> kinds) {
    return kinds.stream().sorted().map(Counts::kind).toList();
  }

  /** {@code race_control}. */
  static String kind(DataKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
