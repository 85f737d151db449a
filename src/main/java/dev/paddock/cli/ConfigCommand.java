package dev.paddock.cli;

import dev.paddock.app.Setting;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what is set, where it came from and how to set it; never a password. */
@Command(name = "config", mixinStandardHelpOptions = true,
    description = "Prints every setting in force, where it came from, and its environment variable. Passwords are masked.",
    footer = {"", "Examples:", "  paddock config", "  LOG_LEVEL=debug paddock config --set http.port=0"})
final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Override public Integer call() {
    Table.print(spec.commandLine().getOut(), List.of("setting", "from", "variable", "value"),
        options.read().effective().stream().map(ConfigCommand::row).toList());
    return PaddockCommand.DONE;
  }

  private static List<String> row(Setting s) {
    return List.of(s.name(), s.source().name().toLowerCase(Locale.ROOT), s.variable().orElse("-"), s.shown());
  }
}
