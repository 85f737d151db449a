package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.f1.store.SourceVersions;
import dev.paddock.f1.store.SourceVersions.Absence;
import dev.paddock.f1.store.SourceVersions.Resource;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept.Origin;
import dev.paddock.kernel.Timers;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings files for one import: counts the requests, waits where a quota says so, and tries again what was not to be had, a few times.
 * Once a provider was given up, it gets one try a file until it answers again.
 */
final class Loads {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final ImportRun run;
  private final Bus bus;
  private final Timers timers;
  private final SourceVersions versions;
  private final Map<Resource, Absence> absences;
  private final WorkerExecutor workers;
  private final List<Duration> backOff;
  private final Set<String> givenUp = new HashSet<>();

  /** What came of it. */
  sealed interface Got {
    record File(Archived file) implements Got {}

    record Absent(int status) implements Got {}

    record Failed(String why) implements Got {}
  }

  /**
   * A file that is wanted.
   *
   * @param what    it is about, for people
   * @param anew    what the archive has is asked for again
   * @param settles when it does not exist after that, it never will; empty: it never will
   */
  record Wish(String provider, String resource, String what, boolean anew, Optional<Instant> settles) {}

  /**
   * @param absences what was looked for before and did not exist
   * @param backOff  how long to wait before each further try
   */
  Loads(ImportRun run, Bus bus, Timers timers, SourceVersions versions, Map<Resource, Absence> absences,
      WorkerExecutor workers, List<Duration> backOff) {
    this.run = run;
    this.bus = bus;
    this.timers = timers;
    this.versions = versions;
    this.absences = new HashMap<>(absences);
    this.workers = workers;
    this.backOff = List.copyOf(backOff);
  }

  /** @throws Halted if the import may not go on */
  Got bring(Wish wish) {
    var provider = wish.provider();
    var gone = gone(wish);
    if (gone.isPresent()) return new Got.Absent(gone.get());
    boolean anew = wish.anew();
    int tries = 0;
    while (true) {
      run.mayAsk(wish.what());
      var loaded = bus.ask(Fetching.LOAD, new Load(provider, wish.resource(), anew), PATIENCE)
          .otherwise(silent -> new Loaded.Unavailable(silent.toString(), false)).await();
      count(provider, loaded);
      run.answered();
      switch (loaded) {
        case Loaded.Kept(var origin, var file) when origin == Origin.ARCHIVE && !isSound(file) -> anew = true;
        case Loaded.Kept(var origin, var file) -> {
          givenUp.remove(provider);
          return new Got.File(file);
        }
        case Loaded.Absent(var status) -> {
          givenUp.remove(provider);
          var absence = new Absence(status, timers.instant());
          absences.put(new Resource(provider, wish.resource()), absence);
          versions.absent(provider, wish.resource(), absence).await();
          return new Got.Absent(status);
        }
        case Loaded.Refused(var why) -> {
          return new Got.Failed(why);
        }
        case Loaded.Deferred(var until, var why, var asked) -> run.pause(until, why);
        case Loaded.Unavailable(var why, var asked) -> {
          if (givenUp.contains(provider) || tries == backOff.size()) {
            givenUp.add(provider);
            return new Got.Failed(why);
          }
          run.rest(timers.instant().plus(backOff.get(tries++)));
        }
      }
    }
  }

  /** What lay in the archive for long may be damaged: then it is asked for again. */
  private boolean isSound(Archived file) {
    return workers.executeBlocking(() -> ArchivedBytes.sound(file), false).otherwise(false).await();
  }

  /** What did not exist is not asked for twice by one import; nor, unless somebody insists, once it would have come. */
  private Optional<Integer> gone(Wish wish) {
    return Optional.ofNullable(absences.get(new Resource(wish.provider(), wish.resource())))
        .filter(absence -> !absence.at().isBefore(run.startedAt())
            || !wish.anew() && !absence.at().isBefore(wish.settles().orElse(absence.at())))
        .map(Absence::status);
  }

  private void count(String provider, Loaded loaded) {
    var tally = run.tally();
    switch (loaded) {
      case Loaded.Kept(var origin, var file) -> {
        switch (origin) {
          case ARCHIVE -> tally.fromArchive();
          case NOT_MODIFIED -> tally.notModified();
          case FETCHED -> {}
        }
        if (origin != Loaded.Kept.Origin.ARCHIVE) tally.called(provider);
      }
      case Loaded.Absent absent -> tally.called(provider);
      case Loaded.Refused refused -> tally.called(provider);
      case Loaded.Unavailable(var why, var asked) -> {
        if (asked) tally.called(provider);
      }
      case Loaded.Deferred(var until, var why, var asked) -> {
        if (asked) tally.called(provider);
      }
    }
  }
}
