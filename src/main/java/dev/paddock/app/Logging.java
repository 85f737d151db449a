package dev.paddock.app;

import java.util.Locale;

/** Hands the settings to {@code conf/logback.xml}, which reads them when the first logger is made. */
public final class Logging {
  private Logging() {}

  /** Call before anything logs. */
  public static void configure(Settings.Log log) {
    System.setProperty("LOG_LEVEL", log.level());
    System.setProperty("LOG_FORMAT", log.format().name().toLowerCase(Locale.ROOT));
  }
}
