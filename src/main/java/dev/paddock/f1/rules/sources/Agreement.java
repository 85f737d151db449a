package dev.paddock.f1.rules.sources;

import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.ResultDiff.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a second source agrees with a change: it gives every car that changed its place the place that the change gives it, and
 * says nothing else of the cars that changed that contradicts it. A status goes with its place; a change of which no place is a part
 * cannot be agreed with, and neither can a status that leaves the car where it was. Pure.
 */
public final class Agreement {
  private static final String POSITION = "position";

  private Agreement() {}

  /** @param proposed what the changed result states; @param other what the second source does */
  public static boolean with(List<Change> changes, List<Statement> proposed, List<Statement> other) {
    var changed = changes.stream().map(Change::driver).collect(Collectors.toSet());
    var placed = drivers(changes, Set.of(Field.POSITION, Field.CAR));
    var said = byItem(other);
    var claims = byItem(proposed);
    return !placed.isEmpty() && placed.containsAll(drivers(changes, Set.of(Field.STATUS)))
        && placed.stream().allMatch(driver -> claims.containsKey(driver)
            ? said.getOrDefault(driver, Map.of()).containsKey(POSITION) : !said.containsKey(driver))
        && changed.stream().allMatch(driver -> agree(claims.getOrDefault(driver, Map.of()), said.getOrDefault(driver, Map.of())));
  }

  private static boolean agree(Map<String, Statement> claims, Map<String, Statement> said) {
    return said.entrySet().stream().allMatch(one -> !claims.containsKey(one.getKey()) || claims.get(one.getKey()).agrees(one.getValue()));
  }

  private static Set<String> drivers(Collection<Change> changes, Set<Field> fields) {
    return changes.stream().filter(change -> fields.contains(change.field())).map(Change::driver).collect(Collectors.toSet());
  }

  private static Map<String, Map<String, Statement>> byItem(Collection<Statement> statements) {
    var all = new HashMap<String, Map<String, Statement>>();
    statements.forEach(s -> all.computeIfAbsent(s.item(), first -> new HashMap<>()).put(s.field(), s));
    return all;
  }
}
