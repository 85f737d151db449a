package dev.paddock.fetch;

/** A password, a key, a token: known to those who ask for its value, never printed. */
public record Secret(String value) {
  @Override public String toString() {
    return "***";
  }
}
