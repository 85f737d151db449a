package dev.paddock.fantasy.web;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.fantasy.rules.SeasonBook;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Who is entered for a season. As long as no source lists anybody, before its first result, those whose names are known take part. */
public final class Entrants {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bus bus;
  private final DriverNames names;

  public Entrants(Bus bus, DriverNames names) {
    this.bus = bus;
    this.names = names;
  }

  /** By id; those too whom an administrator has taken out. */
  Future<Map<String, SeasonBook.Driver>> of(int season) {
    return listed(season).compose(listed -> listed.isEmpty() ? names.of(season).map(Entrants::named) : Future.succeededFuture(listed));
  }

  /** Of those whom a source lists; empty before it does. */
  Future<Map<String, SeasonBook.Driver>> listed(int season) {
    return bus.ask(Formula1.ENTRIES, new Formula1.GetEntries(season), PATIENCE).map(found -> found.entries().stream().collect(
        Collectors.toUnmodifiableMap(Formula1.Entry::driverId, Entrants::driver)));
  }

  /** What people call a constructor. */
  String constructor(String constructorId) {
    return names.constructor(constructorId);
  }

  private static SeasonBook.Driver driver(Formula1.Entry entry) {
    return new SeasonBook.Driver(entry.driverId(), entry.name(), entry.constructorId(),
        entry.lastRound().map(OptionalInt::of).orElseGet(OptionalInt::empty), entry.entered());
  }

  private static Map<String, SeasonBook.Driver> named(Map<String, DriverNames.Name> names) {
    return names.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, name ->
        new SeasonBook.Driver(name.getKey(), name.getValue().driver(), Optional.empty(), OptionalInt.empty(), true)));
  }
}
