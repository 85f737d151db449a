package dev.paddock.cli;

import dev.paddock.app.CannotStart;
import dev.paddock.app.DatabaseInUse;
import dev.paddock.db.Migration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the database to the schema of this release. */
@Command(name = "migrate", mixinStandardHelpOptions = true, description = "Brings the database to the schema of this release.",
    footer = {"", "Examples:", "  paddock migrate                                          the embedded database in .paddock",
        "  DATABASE_URL=postgresql://me@db/paddock paddock migrate  the one named"})
final class MigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Override public Integer call() {
    var out = spec.commandLine().getOut();
    try (var use = DatabaseInUse.open(options.read())) {
      var done = new Migration(use.database()).run();
      done.applied().forEach(script -> out.println("applied " + script));
      out.println(use.described() + (done.applied().isEmpty() ? " was up to date" : " is up to date") + ", version " + done.version());
      return PaddockCommand.DONE;
    } catch (Migration.Failed e) {
      throw new CannotStart("the database was not migrated: " + e.getMessage() + "; `paddock doctor` looks what is wrong");
    }
  }
}
