package dev.paddock.cli;

import dev.paddock.app.CannotStart;
import dev.paddock.app.Workbench;
import dev.paddock.f1.contract.Formula1.Looked;
import dev.paddock.f1.contract.Formula1.Synced;
import dev.paddock.f1.web.Races;
import dev.paddock.f1.web.Races.SeasonRace;
import dev.paddock.f1.web.Races.SeasonSession;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the results of a race weekend now, beside the checks that are planned. */
@Command(name = "ingest-results", mixinStandardHelpOptions = true,
    description = "Fetches the results of a race weekend once, and stores those that are new or different. The second time nothing is.",
    footer = {"", "Examples:", "  paddock ingest-results 2025-miami      qualifying, sprint and race",
        "  paddock ingest-results 2025-miami-S    the sprint alone", "  paddock ingest-results 2025/6          by season and round"})
final class IngestResultsCommand implements Callable<Integer> {
  private static final Set<String> SCORED = Set.of("Q", "S", "R");

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Parameters(paramLabel = "EVENT", converter = Event.Converter.class,
      description = "a race (2025-miami, or 2025/6 by its round), or one of its sessions: -Q, -S, -R")
  private Event event;

  @Override public Integer call() {
    try (var bench = Workbench.open(options.readQuietly())) {
      var race = race(bench);
      var sessions = race.sessions().stream().filter(s -> SCORED.contains(s.code()) && asked(s)).toList();
      if (sessions.isEmpty()) throw new CannotStart(race.raceId() + " has no such session");
      boolean well = true;
      for (var session : sessions) well &= look(bench, race, session);
      return well ? PaddockCommand.DONE : PaddockCommand.FAILED;
    }
  }

  private boolean asked(SeasonSession session) {
    return !(event instanceof Event.Named named) || named.session().isEmpty() || named.session().get().equals(session.code());
  }

  /** The race as it is stored; of a season that is not stored yet the calendar is brought first. */
  private SeasonRace race(Workbench bench) {
    var season = bench.season(event.year());
    if (season.isEmpty() && bench.calendar(event.year()) instanceof Synced.Failed(var why, var until)) {
      throw new CannotStart("the schedule of " + event.year() + " was not to be had: " + why);
    }
    return season.or(() -> bench.season(event.year())).stream().flatMap(all -> all.races().stream()).filter(race -> switch (event) {
      case Event.Named named -> race.raceId().equals(named.raceId());
      case Event.Numbered numbered -> race.round() == numbered.round() && !race.cancelled();
    }).findFirst().orElseThrow(() -> new CannotStart("there is no such race in " + event.year()
        + "; `paddock ingest-schedule --year " + event.year() + "` lists those that there are"));
  }

  private boolean look(Workbench bench, SeasonRace race, SeasonSession session) {
    var out = spec.commandLine().getOut();
    var id = session.sessionId();
    if (race.cancelled() || session.startsAt().isAfter(bench.now())) {
      out.println(id + ": " + (race.cancelled() ? "cancelled" : "begins " + session.startsAt()));
      return true;
    }
    return switch (bench.result(id)) {
      case Looked.Stored(var version, var changes) -> {
        out.println(id + ": " + (changes.isEmpty() ? "stored as version " + version : changes));
        classification(bench, race, session, out);
        yield true;
      }
      case Looked.Same(var version) -> {
        out.println(id + ": version " + version + " stands, nothing has changed");
        classification(bench, race, session, out);
        yield true;
      }
      case Looked.NothingYet() -> {
        out.println(id + ": no result yet");
        yield true;
      }
      case Looked.Held(var why) -> {
        out.println(id + ": " + why + "; version " + session.version() + " stays until an administrator has decided");
        yield true;
      }
      case Looked.NotAsked(var why) -> failed(id, why);
      case Looked.Refused(var why) -> failed(id, "refused: " + why
          + (session.version() > 0 ? "; version " + session.version() + " stays" : ""));
      case Looked.Unreachable(var why, var until) -> failed(id, why + until.map(at -> "; try again after " + at).orElse(""));
    };
  }

  private boolean failed(String id, String why) {
    spec.commandLine().getErr().println("paddock: " + id + ": " + why);
    return false;
  }

  private static void classification(Workbench bench, SeasonRace race, SeasonSession session, PrintWriter out) {
    bench.stored(race.raceId(), session.code()).ifPresent(result -> {
      Table.print(out, List.of("  pos", "driver", "constructor", "grid", "laps", "points", "time"),
          result.cars().stream().map(IngestResultsCommand::row).toList());
      result.skipped().forEach(skipped -> out.println("  left out: " + skipped.car() + ", " + skipped.reason()));
    });
  }

  private static List<String> row(Races.Car car) {
    boolean classified = car.status().equals("classified");
    return List.of("  " + (classified ? "" + car.position() : "-"), Objects.requireNonNullElse(car.driver(), car.driverId()),
        Objects.requireNonNullElse(car.constructor(), car.constructorId()), text(car.grid()), text(car.laps()), text(car.points()),
        classified ? text(car.time()) : car.status().replace('_', ' '));
  }

  private static String text(Object value) {
    return value == null ? "" : value instanceof Double points && points == Math.rint(points) ? "" + points.intValue() : value.toString();
  }
}
