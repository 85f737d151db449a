package walls.violations.f1;

import dev.paddock.app.Settings;

/** Planted: a wall must stop it. */
public record KnowsApp(Settings settings) {}
