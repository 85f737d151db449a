package dev.paddock.cli;

import dev.paddock.account.Outcome;
import dev.paddock.account.Refusal;
import dev.paddock.account.rules.Role;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.app.UserDesk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes somebody an administrator, or a user again. */
@Command(name = "role", mixinStandardHelpOptions = true,
    description = "Makes somebody an administrator, or a user again. It holds within a second, and goes into the audit log.",
    footer = {"", "Examples:", "  paddock user role --email niki@example.org --role admin --reason \"runs the league\""})
final class UserRoleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(names = "--email", required = true, paramLabel = "ADDRESS", description = "whose") private String email;

  @Option(names = "--role", required = true, paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}") private Role role;

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "for the audit log") private String reason;

  @Override public Integer call() {
    try (var desk = UserDesk.open(options.readQuietly())) {
      return switch (desk.role(email, role, reason)) {
        case Outcome.Done<Account>(var account) -> {
          spec.commandLine().getOut().println(account.name() + " <" + account.email() + "> is " + account.role().word() + " now");
          yield PaddockCommand.DONE;
        }
        case Outcome.Refused<Account>(var why) -> {
          spec.commandLine().getErr().println("paddock: "
              + (why instanceof Refusal.NotFound(var what) ? "there is no " + what : why.toString()));
          yield PaddockCommand.FAILED;
        }
      };
    }
  }
}
