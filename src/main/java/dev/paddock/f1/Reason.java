package dev.paddock.f1;

/** Why something failed, in one line for people. */
final class Reason {
  private Reason() {}

  /** The first line of what it says; where it says nothing, what it is. */
  static String of(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message.strip().lines().findFirst().orElseThrow();
  }
}
