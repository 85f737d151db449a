package dev.paddock.app;

/** Accounts: how passwords are hashed, how long log-ins last. */
public record AccountSettings() {
  static AccountSettings read(SettingsReader r) {
    return new AccountSettings();
  }
}
