package dev.paddock.f1.provider;

/** A page that is not in its provider's format; the message says what was expected where. */
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  public Malformed(String message) {
    super(message);
  }
}
