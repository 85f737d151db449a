package dev.paddock.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Hands the settings to {@code conf/logback.xml}. */
public final class Logging {
  private Logging() {}

  /** Call before anything logs that shall be read. Reading the settings has made loggers already, so that they are set up again. */
  public static void configure(Settings.Log log) {
    System.setProperty("LOG_LEVEL", log.level());
    System.setProperty("LOG_FORMAT", log.format().name().toLowerCase(Locale.ROOT));
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    try {
      new ContextInitializer(context).autoConfig();
    } catch (JoranException e) {
      throw new IllegalStateException("the logging configuration cannot be read", e);
    }
  }
}
