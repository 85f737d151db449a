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
        "  paddock run --cluster --set cluster.members=10.0.0.7:5701    one of several nodes on one database",
        "  DATABASE_URL=postgresql://me@db/paddock REDIS_URL=redis://cache LOG_FORMAT=json paddock run --port 9000"})
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions settings;

  @Option(names = "--port", paramLabel = "P", description = "of the page, 0 takes a free one (default: 8080)")
  private Integer port;

  @Option(names = "--cluster", description = "hears at once what happens on the other nodes of cluster.members")
  private boolean cluster;

  @Override public Integer call() throws InterruptedException {
    Map<String, String> flags = new LinkedHashMap<>();
    if (port != null) flags.put("http.port", port.toString());
    if (cluster) flags.put("cluster.enabled", "true");
    Run.run(settings.read(flags), spec.commandLine().getOut());
    return PaddockCommand.DONE;
  }
}
