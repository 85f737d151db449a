package dev.paddock.cli;

import dev.paddock.account.Outcome;
import dev.paddock.account.Refusal;
import dev.paddock.account.Registration.Applicant;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.Role;
import dev.paddock.app.UserDesk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates a user, whose address counts as verified. */
@Command(name = "create", mixinStandardHelpOptions = true,
    description = {"Creates a user, whose address counts as verified.",
        "The password is asked for, or read from standard input, or from PADDOCK_USER_PASSWORD; never from an argument."},
    footer = {"", "Examples:", "  paddock user create --admin --name Niki --email niki@example.org",
        "  pass show paddock | paddock user create --name Niki --email niki@example.org --password-stdin"})
final class UserCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "what others see") private String name;

  @Option(names = "--email", required = true, paramLabel = "ADDRESS", description = "to log in with") private String email;

  @Option(names = "--time-zone", paramLabel = "ZONE", defaultValue = "UTC", description = "such as Europe/Vienna (${DEFAULT-VALUE})")
  private String timeZone;

  @Option(names = "--admin", description = "an administrator") private boolean admin;

  @Option(names = "--password-stdin", description = "the password is the first line of standard input") private boolean fromInput;

  @Override public Integer call() throws IOException {
    var settings = options.readQuietly();
    var password = new Password(password());
    try (var desk = UserDesk.open(settings)) {
      return switch (desk.create(new Applicant(name, email, password, timeZone), admin ? Role.ADMIN : Role.USER)) {
        case Outcome.Done<Long>(var user) -> {
          spec.commandLine().getOut().println((admin ? "administrator " : "user ") + user + ", " + name + " <" + email + ">");
          yield PaddockCommand.DONE;
        }
        case Outcome.Refused<Long>(Refusal.Unfit(var where, var why)) ->
            throw new ParameterException(spec.commandLine(), where.substring(1) + ": " + why);
        case Outcome.Refused<Long>(var why) -> refused(why);
      };
    }
  }

  private int refused(Refusal why) {
    spec.commandLine().getErr().println("paddock: " + switch (why) {
      case Refusal.NameTaken(var taken) -> "the name " + taken + " is taken";
      case Refusal.Conflict(var reason) -> reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
      default -> why.toString();
    });
    return PaddockCommand.FAILED;
  }

  private String password() throws IOException {
    if (fromInput) return line();
    return UserDesk.passwordOfThisProcess().or(this::asked).orElseThrow(() -> new ParameterException(spec.commandLine(),
        "there is nobody to ask for the password: use --password-stdin or PADDOCK_USER_PASSWORD"));
  }

  private String line() throws IOException {
    var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line == null) throw new ParameterException(spec.commandLine(), "standard input is empty: its first line is the password");
    return line;
  }

  private Optional<String> asked() {
    var console = System.console();
    if (console == null || !console.isTerminal()) return Optional.empty();
    var once = console.readPassword("Password: ");
    var twice = console.readPassword("Once more: ");
    if (!Arrays.equals(once, twice)) throw new ParameterException(spec.commandLine(), "these are two different passwords");
    return Optional.ofNullable(once).map(String::new);
  }
}
