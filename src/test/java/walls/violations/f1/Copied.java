package walls.violations.f1;

import dev.paddock.bus.Message;
import java.io.Serializable;

/** Planted: a wall must stop it. */
public record Copied(String text) implements Message, Serializable {}
