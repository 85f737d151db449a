package dev.paddock.app;

/** Something outside of the program is not as it needs it. The message, in one line or with a log's tail, says what and what to do. */
public class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotStart(String message) {
    super(message);
  }
}
