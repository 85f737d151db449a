package walls.violations.f1.store;

import dev.paddock.bus.Bus;

/** Planted: a wall must stop it. */
public record KnowsBus(Bus bus) {}
