package dev.paddock.horse.provider;

/** An answer that is not in its provider's format, or says that something is wrong; the message says what and where. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    super(message);
  }
}
