package dev.paddock.cli;

import dev.paddock.app.Workbench;
import dev.paddock.f1.contract.Formula1.Synced;
import dev.paddock.f1.rules.CalendarDiff.Change;
import dev.paddock.f1.rules.CalendarDiff.Kind;
import dev.paddock.f1.web.Races.SeasonRace;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings a season's calendar up to date. */
@Command(name = "ingest-schedule", mixinStandardHelpOptions = true,
    description = "Brings a season's schedule up to date, and says what was new, moved or cancelled. The second time nothing is.",
    footer = {"", "Examples:", "  paddock ingest-schedule --year 2025",
        "  DATABASE_URL=postgresql://me@db/paddock paddock ingest-schedule --year 2026"})
final class IngestScheduleCommand implements Callable<Integer> {
  private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter RACE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(names = "--year", required = true, paramLabel = "Y", converter = Year.class, description = "the season") private int year;

  @Override public Integer call() {
    var out = spec.commandLine().getOut();
    try (var bench = Workbench.open(options.readQuietly())) {
      switch (bench.calendar(year)) {
        case Synced.Nothing nothing -> out.println("no source has a calendar of " + year);
        case Synced.Failed(var why, var until) -> {
          spec.commandLine().getErr().println("paddock: the schedule of " + year + " was not to be had: " + why
              + until.map(at -> "; try again after " + at).orElse(""));
          return PaddockCommand.FAILED;
        }
        case Synced.Done done -> {
          table(bench, out);
          tell(done, out);
        }
      }
      return PaddockCommand.DONE;
    }
  }

  private void table(Workbench bench, PrintWriter out) {
    var races = bench.season(year).orElseThrow().races();
    Table.print(out, List.of("round", "race", "sessions, UTC"), races.stream()
        .map(race -> List.of("" + race.round(), race.raceId(), race.cancelled() ? "cancelled" : sessions(race))).toList());
  }

  private static String sessions(SeasonRace race) {
    return race.sessions().stream().map(s -> s.code() + " " + START.format(s.startsAt())).collect(Collectors.joining("  "));
  }

  private void tell(Synced.Done done, PrintWriter out) {
    done.troubles().forEach(trouble -> out.println("not heard: " + trouble));
    if (done.changes().size() == done.races() && done.changes().stream().allMatch(IngestScheduleCommand::isNewRace)) {
      out.println(year + " is new: " + done.races() + " races");
    } else {
      done.changes().forEach(change -> out.println(spoken(change)));
      if (done.changes().isEmpty()) out.println("nothing has changed: " + done.races() + " races");
    }
  }

  private static boolean isNewRace(Change change) {
    return change.kind() == Kind.NEW && change.from().isEmpty();
  }

  private static String spoken(Change c) {
    return c.subject() + " " + switch (c.kind()) {
      case NEW -> "is new: " + time(c.to());
      case RENUMBERED -> "is round " + c.to() + " now, not " + c.from();
      case RENAMED -> "is called " + c.to() + " now, not " + c.from();
      case MOVED -> "moved from " + time(c.from()) + " to " + time(c.to());
      case CANCELLED -> "is cancelled";
      case BACK -> "is on again";
      case GONE -> "is not held any more, " + time(c.from());
    };
  }

  /** An instant as in the table; a name as it is. */
  private static String time(String text) {
    return text.endsWith("Z") ? RACE.format(Instant.parse(text)) : text;
  }
}
