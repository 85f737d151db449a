package dev.paddock.app;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what was opened, the last first, each exactly once: when its user is done, or when the process is told to end
 * (Ctrl-C, SIGTERM). Thread-safe.
 */
final class Farewell implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean said;

  Farewell() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "farewell"));
  }

  /** Hands over what is to be closed. What comes too late, because the process is ending already, is closed at once. */
  synchronized <T extends AutoCloseable> T with(T opened) {
    open.push(opened);
    if (said) close();
    return opened;
  }

  @Override public synchronized void close() {
    said = true;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("paddock: while closing: " + e);
      }
    }
  }
}
