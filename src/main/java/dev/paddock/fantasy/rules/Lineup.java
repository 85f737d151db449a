package dev.paddock.fantasy.rules;

import java.util.List;

/** A team's drivers (ids, sorted: two line-ups of the same drivers are equal), its captain and who steps in for him. */
public record Lineup(List<String> drivers, String captain, String vice) {
  public Lineup {
    drivers = drivers.stream().sorted().toList();
  }
}
