package walls.violations.f1;

import dev.paddock.bus.Message;

/** Planted: a wall must stop it. */
public final class Mutable implements Message {
  public int changes;
}
