package dev.paddock.fantasy.web;

import io.vertx.core.Future;
import java.util.Map;

/** What people call a season's drivers, by id, and constructors. */
@FunctionalInterface
public interface DriverNames {
  /** @param constructor for whom he drives, as people call it; null when unknown */
  record Name(String driver, String constructor) {}

  Future<Map<String, Name>> of(int season);

  /** What people call a constructor; its id where nothing better is known. */
  default String constructor(String constructorId) {
    return constructorId;
  }
}
