package walls.violations.f1.rules;

import io.vertx.core.Future;

/** Planted: a wall must stop it. */
public record KnowsVertx(Future<String> later) {}
