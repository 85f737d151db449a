package walls.violations.f1;

/** Planted: a wall must stop it. */
public final class ClockManager {}
