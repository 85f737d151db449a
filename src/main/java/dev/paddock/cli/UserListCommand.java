package dev.paddock.cli;

import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.app.UserDesk;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists users. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists users in the order of their ids.",
    footer = {"", "Examples:", "  paddock user list", "  paddock user list --query niki", "  paddock user list --after 100 --limit 100"})
final class UserListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(names = "--query", paramLabel = "TEXT", description = "only whose name begins so, or who has that address") private String query;

  @Option(names = "--after", paramLabel = "ID", defaultValue = "0", description = "only those with a higher id") private long after;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "so many at most (${DEFAULT-VALUE})") private int limit;

  @Override public Integer call() {
    try (var desk = UserDesk.open(options.readQuietly())) {
      Table.print(spec.commandLine().getOut(), List.of("id", "role", "since", "address", "name"),
          desk.list(after, Optional.ofNullable(query), limit).stream().map(UserListCommand::row).toList());
      return PaddockCommand.DONE;
    }
  }

  private static List<String> row(Account a) {
    return List.of(Long.toString(a.user()), a.role().word(), a.createdAt().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10),
        a.email() + (a.verifiedAt().isPresent() ? "" : " (not verified)"), a.name());
  }
}
