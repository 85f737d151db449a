package walls.violations.f1;

import walls.violations.fantasy.rules.Secret;

/** Planted: a wall must stop it. */
public record KnowsFantasy(Secret secret) {}
