package dev.paddock.cli;

import dev.paddock.app.CannotStart;
import dev.paddock.app.SettingsProblem;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Exit codes: 0 done, 1 failed, 2 used wrongly. */
@Command(name = "paddock", mixinStandardHelpOptions = true, versionProvider = PaddockCommand.Version.class,
    description = "Follows races so that people don't have to.", synopsisSubcommandLabel = "COMMAND",
    subcommands = {MigrateCommand.class, DoctorCommand.class, ConfigCommand.class, RunCommand.class,
        DemoCommand.class, SeasonCommand.class, UpstreamCommand.class, IngestScheduleCommand.class,
        IngestResultsCommand.class, GapsCommand.class, ImportCommand.class, ExportCommand.class, UserCommand.class},
    footer = {"", "Examples:", "  paddock doctor                          is everything there that it needs?",
        "  paddock config                          what is set, and where",
        "  paddock COMMAND --help                  a command's options and examples"})
public final class PaddockCommand implements Runnable {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USED_WRONGLY = 2;

  @Spec private CommandSpec spec;

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new PaddockCommand())
        .setUsageHelpAutoWidth(true)
        .registerConverter(LocalDate.class, text -> parsed(text, LocalDate::parse, "a date such as 2026-03-14"))
        .registerConverter(Instant.class, text -> parsed(text, Instant::parse, "an instant such as 2026-03-14T08:00:00Z"))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, args) -> usedWrongly(wrong))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command.getErr()));
  }

  private static <T> T parsed(String text, Function<String, T> parse, String what) {
    try {
      return parse.apply(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("expected " + what + ", not " + text);
    }
  }

  @Override public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int usedWrongly(ParameterException wrong) {
    var command = wrong.getCommandLine();
    command.getErr().println("paddock: " + wrong.getMessage() + "; see " + command.getCommandSpec().qualifiedName() + " --help");
    UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
    return USED_WRONGLY;
  }

  private static int failed(Exception failure, PrintWriter err) {
    switch (failure) {
      case SettingsProblem settings -> {
        err.println("paddock: " + settings.getMessage());
        return USED_WRONGLY;
      }
      case CannotStart known -> err.println("paddock: " + known.getMessage());
      default -> {
        err.println("paddock: " + failure + "; LOG_LEVEL=debug shows where");
        if ("debug".equals(System.getProperty("LOG_LEVEL"))) failure.printStackTrace(err);
      }
    }
    return FAILED;
  }

  static final class Version implements IVersionProvider {
    @Override public String[] getVersion() {
      var version = PaddockCommand.class.getPackage().getImplementationVersion();
      return new String[] {"paddock " + (version == null ? "unpackaged" : version) + " (Java " + Runtime.version().feature() + ")"};
    }
  }
}
