package walls.violations.fantasy.rules;

/** Planted: a wall must stop it. */
public record Secret(int points) {}
