package dev.paddock.cli;

import dev.paddock.app.Export;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.web.Sessions.Wanted;
import dev.paddock.f1.web.Sessions.What;
import dev.paddock.sheet.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads back what was imported of a session. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes what was imported of a session to a file.",
    footer = {"", "Times are in ms, units are in the schema of JSON and Parquet files.", "", "Examples:",
        "  paddock export laps --year 2025 --round 6",
        "  paddock export weather --year 2025 --round 6 --session S -o miami.json",
        "  paddock export telemetry --year 2025 --round 6 --driver VER -o ver.parquet",
        "  paddock export circuit --year 2025 --round 6 --format json"})
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}") private What what;

  @Option(names = "--year", required = true, paramLabel = "Y", converter = Year.class, description = "the season") private int year;

  @Option(names = "--round", required = true, paramLabel = "N", description = "of the season") private int round;

  @Option(names = "--session", paramLabel = "S", defaultValue = "R", description = "${COMPLETION-CANDIDATES}; by default the race")
  private SessionCode session;

  @Option(names = "--driver", paramLabel = "D", description = "only this one's: a code such as VER, or a racing number")
  private String driver;

  @Option(names = "--lap", paramLabel = "L", description = "only this lap, or these: 7, 7-12") private String lap;

  @Option(names = "--format", paramLabel = "F", description = "${COMPLETION-CANDIDATES}; by default what FILE ends in, else csv")
  private Format format;

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "where to write; by default the standard output") private Path out;

  private final OutputStream standard;

  ExportCommand() {
    this(System.out);
  }

  /** @param standard where to write when no file is named */
  ExportCommand(OutputStream standard) {
    this.standard = standard;
  }

  @Override public Integer call() throws IOException {
    var asked = new Export.Asked(what, year, round, session, wanted());
    var sheet = Export.read(options.readQuietly(), asked);
    if (out == null) {
      Export.write(sheet, format(), standard);
    } else {
      Export.write(sheet, format(), out);
      spec.commandLine().getOut().println(out + ": " + what + " of "
          + Objects.requireNonNullElseGet(sheet.about().get("sessionId"), () -> sheet.about().get("name")));
    }
    return PaddockCommand.DONE;
  }

  private Format format() {
    return Optional.ofNullable(format).or(() -> Optional.ofNullable(out).flatMap(file -> Format.of(file.toString()))).orElse(Format.CSV);
  }

  private Wanted wanted() {
    if (driver != null && !what.byDriver()) throw wrong("--driver: " + what + " is not told by driver");
    if (lap != null && !what.byLap()) throw wrong("--lap: " + what + " is not told by lap");
    try {
      return Wanted.of(Optional.ofNullable(driver), Optional.ofNullable(lap));
    } catch (IllegalArgumentException e) {
      throw wrong("--lap: " + e.getMessage());
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
