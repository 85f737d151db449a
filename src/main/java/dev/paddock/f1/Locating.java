package dev.paddock.f1;

import dev.paddock.f1.Loads.Got;
import dev.paddock.f1.rules.gaps.Fixtures;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.store.FeedStore.Feed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Finds sessions in the archive of live timing: where they were before, else by the season's index, else by the schedule. */
final class Locating {
  static final String ARCHIVE = "livetiming";

  private final int year;
  private final Loads loads;
  private final Versions versions;
  private final ArchiveReader reader;
  private final WorkerExecutor workers;
  private final Map<String, Feed> known;
  private Future<Got> index;
  private boolean asked;

  sealed interface Place {
    record Known(String provider, String path) implements Place {}

    record None(String why) implements Place {}

    record Unknown(String why) implements Place {}
  }

  Locating(int year, Loads loads, Versions versions, ArchiveReader reader, WorkerExecutor workers, Map<String, Feed> known) {
    this.year = year;
    this.loads = loads;
    this.versions = versions;
    this.reader = reader;
    this.workers = workers;
    this.known = known;
  }

  Place find(Fixtures.Race race, Fixtures.Session session) {
    var before = known.get(session.sessionId());
    if (before != null) return new Place.Known(before.provider(), before.path());
    return find(race, session, index(false));
  }

  private Place find(Fixtures.Race race, Fixtures.Session session, Got got) {
    return switch (got) {
      case Got.Failed(var why) -> new Place.Unknown("the season's index: " + why);
      case Got.Absent absent -> place(reader.scheduled(year, race, session), "the archive has no index of " + year);
      case Got.File(var file) -> {
        var path = workers.executeBlocking(() -> {
          try (var in = Versions.open(file)) {
            return reader.indexed(in, race, session);
          }
        }, false).await();
        // an index that is older than the session's end may not have it yet
        if (path.isEmpty() && isOld(file.fetchedAt(), session) && !asked) yield find(race, session, index(true));
        yield place(path, "the season's index has no path of it");
      }
    };
  }

  private static boolean isOld(Instant fetched, Fixtures.Session session) {
    return fetched.isBefore(session.end().plus(GapPlanner.SETTLES));
  }

  private static Place place(Optional<String> path, String otherwise) {
    return path.<Place>map(at -> new Place.Known(ARCHIVE, at)).orElseGet(() -> new Place.None(otherwise));
  }

  /** Once for all sessions, whoever asks first. */
  private Got index(boolean anew) {
    if (index != null && !(anew && !asked)) return index.await();
    var answer = Promise.<Got>promise();
    index = answer.future();
    asked = anew;
    try {
      var resource = "/static/" + year + "/Index.json";
      var got = loads.bring(ARCHIVE, resource, year + ": index", anew);
      if (got instanceof Got.File(var file)) versions.look(ARCHIVE, resource, file);
      answer.complete(got);
      return got;
    } catch (RuntimeException halted) {
      answer.fail(halted);
      throw halted;
    }
  }
}
