package dev.paddock.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code scripts/bench}: alone it lists the benchmarks, with a name it runs one. */
@Command(name = "scripts/bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "NAME",
    description = "Measures Paddock beside its peers and limits; tables on the screen, JSON in target/bench.")
public final class Benchmarks implements Runnable {
  private static final String SUFFIX = "Bench";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String... args) throws Exception {
    var line = new CommandLine(new Benchmarks());
    for (var bench : all()) line.addSubcommand(name(bench), bench.getDeclaredConstructor().newInstance());
    System.exit(line.setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override public void run() {
    spec.commandLine().usage(System.out);
  }

  /** Every class of this package that is named like one. */
  private static List<Class<? extends Benchmark>> all() throws IOException, URISyntaxException {
    var here = Path.of(Benchmarks.class.getResource("").toURI());
    try (var files = Files.list(here)) {
      return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(SUFFIX + ".class")).sorted()
          .<Class<? extends Benchmark>>map(file -> load(file.substring(0, file.length() - ".class".length()))).toList();
    }
  }

  private static Class<? extends Benchmark> load(String simpleName) {
    try {
      return Class.forName(Benchmarks.class.getPackageName() + "." + simpleName).asSubclass(Benchmark.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Class<?> bench) {
    var name = bench.getSimpleName();
    return name.substring(0, name.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
  }
}
