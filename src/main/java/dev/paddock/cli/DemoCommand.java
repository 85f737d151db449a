package dev.paddock.cli;

import dev.paddock.app.Demo;
import dev.paddock.app.DemoOptions;
import dev.paddock.app.DemoOptions.Horses;
import dev.paddock.app.DemoOptions.Rounds;
import dev.paddock.season.Season;
import dev.paddock.season.SeasonFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Replays a real season through the whole service. */
@Command(name = "demo", mixinStandardHelpOptions = true,
    description = "Replays a real season: polls, versions, scores, corrections, live at http://localhost:8080.",
    footer = {"", "Examples:",
        "  paddock demo                                   the season of 2025, a thousand teams, one event every quarter of a second",
        "  paddock demo --rounds 22-24 --pace 1000        its end, at a speed to read along",
        "  paddock demo --teams 10000 --pace 0 --until-done --report r.json",
        "                                                 as fast as it goes, then check every score and leave",
        "  paddock demo --horses --rounds 1-1              the first race, and beside it a day of horse racing"})
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions settings;

  @Option(names = "--season", paramLabel = "FILE|YEAR", defaultValue = "2025",
      description = "a season file, or a bundled season: 2025, 2026 (default: ${DEFAULT-VALUE})")
  private String season;

  @Option(names = "--rounds", paramLabel = "A-B", converter = RoundsConverter.class,
      description = "only these rounds (default: all that have a result)")
  private Rounds rounds;

  @Option(names = "--teams", paramLabel = "N", defaultValue = "1000",
      description = "fantasy teams drawn within budget, 1 to 999,999 (default: ${DEFAULT-VALUE})")
  private int teams;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "2025",
      description = "what the teams are drawn from (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--pace", paramLabel = "MILLIS", defaultValue = "250",
      description = "pause at each event worth telling (default: ${DEFAULT-VALUE})")
  private int pace;

  @Option(names = "--until-done",
      description = "end after the last check of the last round, having checked every score; exit 1 if one is wrong")
  private boolean untilDone;

  @Option(names = "--report", paramLabel = "FILE", description = "write what happened as JSON when the season is over")
  private Path report;

  @Option(names = "--resume", description = "go on where the last replay in this data folder ended, however it ended")
  private boolean resume;

  @Option(names = "--horses",
      description = "a synthetic day of horse racing beside the season's beginning: some 700 races of two providers")
  private boolean horses;

  @Option(names = "--faults", description = "with --horses: the providers have their troubles during the day")
  private boolean faults;

  @Option(names = "--port", paramLabel = "P", description = "of the page, 0 takes a free one (default: 8080)")
  private Integer port;

  @Override public Integer call() throws Exception {
    Map<String, String> flags = new LinkedHashMap<>();
    if (port != null) flags.put("http.port", port.toString());
    return Demo.run(settings.read(flags), options(), spec.commandLine().getOut()) ? PaddockCommand.DONE : PaddockCommand.FAILED;
  }

  private DemoOptions options() {
    try {
      var replayed = SeasonFile.open(season);
      return new DemoOptions(replayed, rounds(replayed), teams, seed,
          Duration.ofMillis(pace), untilDone, Optional.ofNullable(report), resume, racing());
    } catch (IllegalArgumentException | SeasonFile.Broken e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private Horses racing() {
    if (faults && !horses) throw new IllegalArgumentException("--faults needs --horses");
    return !horses ? Horses.NONE : faults ? Horses.FAULTY : Horses.FAULTLESS;
  }

  private Rounds rounds(Season replayed) {
    var withResult = replayed.results().stream().mapToInt(version -> version.round()).max().orElse(0);
    var wanted = rounds == null ? new Rounds(1, withResult) : rounds;
    if (wanted.to() > withResult) throw new IllegalArgumentException(
        "season " + replayed.year() + " has results to round " + withResult + " only");
    return wanted;
  }

  static final class RoundsConverter implements ITypeConverter<Rounds> {
    @Override public Rounds convert(String text) {
      if (!text.matches("\\d{1,2}(-\\d{1,2})?")) throw new TypeConversionException(
          "expected one round or a range such as 22-24, not " + text);
      var ends = text.split("-");
      try {
        return new Rounds(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
