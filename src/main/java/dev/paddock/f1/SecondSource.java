package dev.paddock.f1;

import dev.paddock.f1.Loads.Got;
import dev.paddock.f1.provider.livetiming.Extracted;
import dev.paddock.f1.provider.openf1.OpenF1;
import dev.paddock.f1.provider.openf1.OpenF1Answer;
import dev.paddock.f1.provider.openf1.OpenF1Endpoint;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.store.FeedStore.Feed;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Archived;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenF1: one request a kind of data, from 2023 on. Its sessions have the keys of live timing's. */
final class SecondSource {
  static final String NAME = "openf1";

  private static final Duration CLOSE = Duration.ofDays(3);

  private final ImportRun run;
  private final Loads loads;
  private final Versions versions;
  private final WorkerExecutor workers;

  sealed interface Told {
    record Data(Extracted data) implements Told {}

    /** It has none. */
    record Nothing(String why) implements Told {}

    record Failed(String why) implements Told {}
  }

  SecondSource(ImportRun run, Loads loads, Versions versions, WorkerExecutor workers) {
    this.run = run;
    this.loads = loads;
    this.versions = versions;
    this.workers = workers;
  }

  /** Of these kinds it may have something. */
  static Set<DataKind> offers(int year, Set<DataKind> kinds) {
    var offered = EnumSet.noneOf(DataKind.class);
    if (year >= OpenF1Endpoint.FIRST_YEAR) for (var kind : kinds) if (OpenF1Endpoint.of(kind).isPresent()) offered.add(kind);
    return offered;
  }

  /** @param feed what live timing said of the session; empty: it does not have it */
  Told ask(SessionImport.Wanted wanted, DataKind kind, Optional<Feed> feed) {
    return switch (key(wanted, feed)) {
      case Key.Known(var key) -> ask(wanted, OpenF1Endpoint.of(kind).orElseThrow(), key, feed.flatMap(Feed::began));
      case Key.None() -> new Told.Nothing("it does not have the session");
      case Key.Failed(var why) -> new Told.Failed(why);
    };
  }

  private sealed interface Key {
    record Known(int key) implements Key {}

    record None() implements Key {}

    record Failed(String why) implements Key {}
  }

  private Key key(SessionImport.Wanted wanted, Optional<Feed> feed) {
    var known = feed.flatMap(Feed::sessionKey);
    if (known.isPresent()) return new Key.Known(known.get());
    return switch (bring(wanted, OpenF1Endpoint.sessions(run.year()), "sessions")) {
      case Got.Failed(var why) -> new Key.Failed(why);
      case Got.Absent absent -> new Key.None();
      case Got.File(var file) -> workers.executeBlocking(() -> key(wanted, file), false)
          .otherwise(unreadable -> new Key.Failed(Reason.of(unreadable))).await();
    };
  }

  private static Key key(SessionImport.Wanted wanted, Archived sessions) throws Exception {
    try (var in = ArchivedBytes.open(sessions)) {
      return switch (OpenF1.sessions(in)) {
        case OpenF1Answer.Rows<List<OpenF1.Session>>(var rows, var notes) -> rows.stream()
            .filter(s -> s.code().filter(wanted.session().code()::equals).isPresent() && away(s, wanted).compareTo(CLOSE) < 0)
            .min(Comparator.comparing(s -> away(s, wanted))).<Key>map(s -> new Key.Known(s.key())).orElseGet(Key.None::new);
        case OpenF1Answer.Nothing<List<OpenF1.Session>>() -> new Key.None();
        case OpenF1Answer.Restricted<List<OpenF1.Session>>(var why) -> new Key.Failed(why);
        case OpenF1Answer.Malformed<List<OpenF1.Session>>(var why) -> new Key.Failed(why);
      };
    }
  }

  private static Duration away(OpenF1.Session session, SessionImport.Wanted wanted) {
    return Duration.between(session.startsAt(), wanted.session().startsAt()).abs();
  }

  private Told ask(SessionImport.Wanted wanted, OpenF1Endpoint endpoint, int key, Optional<Instant> began) {
    return switch (bring(wanted, endpoint.resource(key), endpoint.kind().spoken() + " of " + NAME)) {
      case Got.Failed(var why) -> new Told.Failed(why);
      case Got.Absent(var status) -> new Told.Nothing("it answered " + status);
      case Got.File(var file) -> workers.executeBlocking(() -> read(wanted, endpoint, began, file), false)
          .otherwise(unreadable -> new Told.Failed(Reason.of(unreadable))).await();
    };
  }

  private static Told read(SessionImport.Wanted wanted, OpenF1Endpoint endpoint, Optional<Instant> began, Archived file) throws Exception {
    try (var in = ArchivedBytes.open(file)) {
      return switch (OpenF1.parse(endpoint, wanted.session().code(), began.orElse(wanted.session().startsAt()), in)) {
        case OpenF1Answer.Rows<SessionData>(var rows, var notes) -> new Told.Data(new Extracted.Rows(rows, notes));
        case OpenF1Answer.Nothing<SessionData>() -> new Told.Nothing("it has none");
        case OpenF1Answer.Restricted<SessionData>(var why) -> new Told.Failed(why);
        case OpenF1Answer.Malformed<SessionData>(var why) -> new Told.Failed(why);
      };
    }
  }

  private Got bring(SessionImport.Wanted wanted, String resource, String what) {
    var got = loads.bring(new Loads.Wish(NAME, resource, wanted.id() + ": " + what, run.asked().force(),
        Optional.of(wanted.session().end().plus(GapPlanner.SETTLES))));
    if (got instanceof Got.File(var file)) versions.look(NAME, resource, file);
    return got;
  }
}
