package dev.paddock.app;

/** How much a client may ask, and from which origins. */
public record LimitSettings() {
  static LimitSettings read(SettingsReader r) {
    return new LimitSettings();
  }
}
