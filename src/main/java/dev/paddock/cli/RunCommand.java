package dev.paddock.cli;

import dev.paddock.app.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the service. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Follows the current season with the real sources.",
    footer = {"", "Examples:",
        "  paddock run                                     embedded servers in .paddock, the page at http://localhost:8080",
        "  DATABASE_URL=postgresql://me@db/paddock REDIS_URL=redis://cache LOG_FORMAT=json paddock run --port 9000"})
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions settings;

  @Option(names = "--port", paramLabel = "P", description = "of the page, 0 takes a free one (default: 8080)")
  private Integer port;

  @Override public Integer call() throws InterruptedException {
    Map<String, String> flags = new LinkedHashMap<>();
    if (port != null) flags.put("http.port", port.toString());
    Run.run(settings.read(flags), spec.commandLine().getOut());
    return PaddockCommand.DONE;
  }
}
