package dev.paddock.cli;

import dev.paddock.app.Doctor;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks whether everything is there that a run needs. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
    description = "Looks whether everything is there that a run needs. "
        + "Changes nothing but the data folder; exit code 1 if something failed.",
    footer = {"", "Examples:", "  paddock doctor", "  DATABASE_URL=postgresql://me@db/paddock paddock doctor"})
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Override public Integer call() {
    var findings = Doctor.examine(options.read());
    Table.print(spec.commandLine().getOut(), List.of("what", "how", "found"), findings.stream()
        .map(f -> List.of(f.what(), f.how().name().toLowerCase(Locale.ROOT),
            f.found() + (f.todo().isEmpty() ? "" : "; " + f.todo()))).toList());
    return findings.stream().anyMatch(f -> f.how() == Doctor.How.FAIL) ? PaddockCommand.FAILED : PaddockCommand.DONE;
  }
}
