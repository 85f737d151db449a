package dev.paddock.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The operator's way to users. */
@Command(name = "user", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "Creates users, lists them, and makes administrators of them.",
    subcommands = {UserCreateCommand.class, UserListCommand.class, UserRoleCommand.class},
    footer = {"", "Examples:", "  paddock user create --admin --name Niki --email niki@example.org", "  paddock user list",
        "  paddock user role --email niki@example.org --role user --reason \"has left the team\""})
final class UserCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: create, list or role");
  }
}
