package walls.violations.f1.contract;

import dev.paddock.f1.store.ResultStore;

/** Planted: a wall must stop it. */
public record KnowsStore(ResultStore store) {}
