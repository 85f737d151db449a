package dev.paddock.f1;

import dev.paddock.f1.Loads.Got;
import dev.paddock.f1.provider.F1Schedule;
import dev.paddock.f1.rules.gaps.Fixtures;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.store.FeedStore.Feed;
import dev.paddock.fetch.contract.Fetching.Archived;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Finds sessions in the archive of live timing: where they were before, else by the season's index, else, where the archive has none of
 * that season, by the rule that its folders follow and the local days of the schedule.
 */
final class Locating {
  static final String ARCHIVE = "livetiming";
  static final String INDEX = "Index.json";

  private final int year;
  private final Loads loads;
  private final Versions versions;
  private final WorkerExecutor workers;
  private final Map<String, Feed> known;
  /** Of the season, each asked for once, whoever needs it first. */
  private final Map<String, Future<Got>> files = new HashMap<>();
  private boolean renewed;

  sealed interface Place {
    /** @param path below static/ */
    record Known(String provider, String path) implements Place {}

    record None(String why) implements Place {}

    /** It cannot be said now. */
    record Unknown(String why) implements Place {}
  }

  Locating(int year, Loads loads, Versions versions, WorkerExecutor workers, Map<String, Feed> known) {
    this.year = year;
    this.loads = loads;
    this.versions = versions;
    this.workers = workers;
    this.known = known;
  }

  Place find(Fixtures.Session session) {
    var before = known.get(session.sessionId());
    return before != null ? new Place.Known(before.provider(), before.path()) : byIndex(session, file(ARCHIVE, index(year), false));
  }

  static String index(int year) {
    return "/static/" + year + "/" + INDEX;
  }

  private Place byIndex(Fixtures.Session session, Got index) {
    return switch (index) {
      case Got.Failed(var why) -> new Place.Unknown("the season's index: " + why);
      case Got.Absent(var status) -> bySchedule(session, file(F1Schedule.NAME, F1Schedule.resource(year), false));
      case Got.File(var file) -> {
        var path = read(() -> ArchiveReader.indexed(file, session));
        if (!(path instanceof Place.None)) yield path;
        // one that is hardly older than the session may not have it yet
        if (!renewed && file.fetchedAt().isBefore(session.end().plus(GapPlanner.SETTLES))) {
          renewed = true;
          yield byIndex(session, file(ARCHIVE, index(year), true));
        }
        yield new Place.None("the season's index has no path of it");
      }
    };
  }

  private Place bySchedule(Fixtures.Session session, Got schedule) {
    return switch (schedule) {
      case Got.Failed(var why) -> new Place.Unknown("the schedule: " + why);
      case Got.Absent(var status) -> new Place.None("there is neither an index nor a schedule of " + year);
      case Got.File(var file) -> read(() -> ArchiveReader.scheduled(file, year, session));
    };
  }

  private Place read(Callable<Optional<String>> reading) {
    return workers.executeBlocking(reading, false)
        .map(path -> path.<Place>map(at -> new Place.Known(ARCHIVE, at)).orElseGet(() -> new Place.None("it is not in the schedule")))
        .otherwise(unreadable -> new Place.Unknown(Reason.of(unreadable))).await();
  }

  private Got file(String provider, String resource, boolean anew) {
    var underWay = files.get(resource);
    if (underWay != null && !anew) return underWay.await();
    var answer = Promise.<Got>promise();
    files.put(resource, answer.future());
    try {
      var got = loads.bring(new Loads.Wish(provider, resource, year + ": " + resource.substring(resource.lastIndexOf('/') + 1), anew,
          Optional.empty()));
      if (got instanceof Got.File(Archived file)) versions.look(provider, resource, file);
      answer.complete(got);
      return got;
    } catch (RuntimeException halted) {
      answer.fail(halted);
      throw halted;
    }
  }
}
