package dev.paddock.fantasy.web;

import io.vertx.core.Future;
import java.util.Map;

/** What people call a season's drivers, by id. */
@FunctionalInterface
public interface DriverNames {
  /** @param constructor for whom he drives, as people call it; null when unknown */
  record Name(String driver, String constructor) {}

  Future<Map<String, Name>> of(int season);
}
