package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.Brought.How;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.kernel.Timers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
  private final List<Duration> backOff;
  private final Set<String> givenUp = new HashSet<>();

  /** What came of it. */
  sealed interface Got {
    record File(Archived file) implements Got {}

    record Absent(int status) implements Got {}

    record Failed(String why) implements Got {}
  }

  /** @param backOff how long to wait before each further try */
  Loads(ImportRun run, Bus bus, Timers timers, List<Duration> backOff) {
    this.run = run;
    this.bus = bus;
    this.timers = timers;
    this.backOff = List.copyOf(backOff);
  }

  /**
   * @param what    it is about, for people
   * @param refresh what the archive has is asked for anew
   * @throws Halted if the import may not go on
   */
  Got bring(String provider, String resource, String what, boolean refresh) {
    int tries = 0;
    while (true) {
      run.mayAsk(what);
      var loaded = bus.ask(Fetching.LOAD, new Load(provider, resource, refresh), PATIENCE)
          .otherwise(silent -> new Loaded.Unavailable(silent.toString())).await();
      count(provider, loaded);
      run.answered();
      switch (loaded) {
        case Loaded.Kept(var origin, var file) -> {
          givenUp.remove(provider);
          return new Got.File(file);
        }
        case Loaded.Absent(var status) -> {
          givenUp.remove(provider);
          return new Got.Absent(status);
        }
        case Loaded.Refused(var why) -> {
          return new Got.Failed(why);
        }
        case Loaded.Deferred(var until, var why) -> run.pause(until, why);
        case Loaded.Unavailable(var why) -> {
          if (givenUp.contains(provider) || tries == backOff.size()) {
            givenUp.add(provider);
            return new Got.Failed(why);
          }
          run.rest(timers.instant().plus(backOff.get(tries++)));
        }
      }
    }
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
        tell(provider, How.valueOf(origin.name()));
      }
      case Loaded.Absent absent -> {
        tally.called(provider);
        tell(provider, How.ABSENT);
      }
      case Loaded.Refused refused -> {
        tally.called(provider);
        tell(provider, How.FAILED);
      }
      case Loaded.Unavailable unavailable -> tell(provider, How.FAILED);
      case Loaded.Deferred deferred -> {}
    }
  }

  private void tell(String provider, How how) {
    bus.tell(Importing.BROUGHT, new Importing.Brought(provider, how));
  }
}
