package dev.paddock.app;

/** By which way mail leaves the house. */
public record MailSettings() {
  static MailSettings read(SettingsReader r) {
    return new MailSettings();
  }
}
