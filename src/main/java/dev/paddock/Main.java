package dev.paddock;

import java.lang.reflect.InvocationTargetException;

/** Starts the command line. Compiled for Java 8 and free of our other classes, so that an old Java can at least say what is wrong. */
public final class Main {
  private static final int NEEDED = 25;

  private Main() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    int found = feature(System.getProperty("java.specification.version"));
    if (found < NEEDED) {
      System.err.println("Paddock needs Java " + NEEDED + ", this is Java " + found + ": set JAVA_HOME to a JDK " + NEEDED
          + ", or start it with scripts/paddock, which finds one");
      System.exit(2);
    }
    // Netty's use of Unsafe makes Java print warnings unless a flag allows it; scripts/paddock gives that flag and this property.
    byDefault("io.netty.noUnsafe", "true");
    byDefault("logback.configurationFile", "conf/logback.xml");
    byDefault("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
    try {
      Class.forName("dev.paddock.cli.PaddockCommand").getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      System.err.println("paddock: " + e.getCause() + "; this is a fault of the program");
      System.exit(1);
    }
  }

  /** 8 for "1.8", 17 for "17". */
  private static int feature(String specification) {
    return Integer.parseInt(specification.startsWith("1.") ? specification.substring(2) : specification);
  }

  private static void byDefault(String property, String value) {
    if (System.getProperty(property) == null) System.setProperty(property, value);
  }
}
