package walls.violations.f1;

import java.time.Instant;

/** Planted: a wall must stop it. */
public final class ReadsClock {
  public Instant when() {
    return Instant.now();
  }
}
