package walls.violations.f1.web;

import dev.paddock.db.Pools;

/** Planted: a wall must stop it. */
public record KnowsDatabase(Pools pools) {}
