package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.f1.Loads.Got;
import dev.paddock.f1.Locating.Place;
import dev.paddock.f1.SecondSource.Told;
import dev.paddock.f1.Tally.Outcome;
import dev.paddock.f1.Versions.Seen;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.provider.Jolpica;
import dev.paddock.f1.provider.JolpicaPage;
import dev.paddock.f1.provider.livetiming.Extracted;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.SessionLoad;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Coverage.State;
import dev.paddock.f1.rules.gaps.Fixtures;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.SessionInfo;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.f1.store.FeedStore.Feed;
import dev.paddock.f1.store.GapReads;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports one session: each topic once, every extractor over that one load, each kind of data in a transaction of its own. */
final class SessionImport {
  private static final Logger LOG = LoggerFactory.getLogger(SessionImport.class);
  private static final int REASON_AT_MOST = 300;

  private final Tools tools;
  private final ImportRun run;
  private final Loads loads;
  private final Locating locating;
  private final Versions versions;
  private final SecondSource second;

  /** What it works with. @param mirror asked for a session that the archive does not have */
  record Tools(Bus bus, Timers timers, SessionRecipes recipes, Keeping keeping, CoverageStore coverage,
      FeedStore feeds, GapReads gaps, SecondOpinion opinion, Optional<String> mirror, Second second, WorkerExecutor workers) {}

  /** Whether OpenF1 is asked, and when: for what live timing does not have, or the other way round. */
  public enum Second { NONE, BEFORE, AFTER }

  /** @param missing kinds that are wanted; @param known what is on record of it */
  record Wanted(Fixtures.Race race, Fixtures.Session session, Set<DataKind> missing, Map<DataKind, Coverage> known) {
    String id() {
      return session.sessionId();
    }

    Wanted only(Set<DataKind> kinds) {
      return new Wanted(race, session, kinds, known);
    }

    boolean isStored(DataKind kind) {
      return SessionImport.isStored(known.get(kind));
    }
  }

  /** The session's files. @param troubles what is missing of them and why; @param worse those that say less than what was there */
  private record Brought(String provider, Map<Topic, Archived> files, Map<Topic, Coverage> troubles, Map<Topic, String> worse) {}

  SessionImport(Tools tools, ImportRun run, Loads loads, Locating locating, Versions versions, SecondSource second) {
    this.tools = tools;
    this.run = run;
    this.loads = loads;
    this.locating = locating;
    this.versions = versions;
    this.second = second;
  }

  /** @throws Halted between two steps; what was stored by then stays */
  Outcome run(Wanted wanted) {
    var states = new EnumMap<DataKind, Coverage>(DataKind.class);
    var offered = tools.second() == Second.NONE ? Set.<DataKind>of() : SecondSource.offers(run.year(), wanted.missing());
    if (tools.second() == Second.BEFORE) offered.forEach(kind -> ask(wanted, kind, states));
    var left = EnumSet.noneOf(DataKind.class);
    for (var kind : wanted.missing()) if (!isStored(states.get(kind))) left.add(kind);
    if (!left.isEmpty()) liveTiming(wanted.only(left), states);
    if (tools.second() == Second.AFTER) {
      for (var kind : offered) if (states.get(kind).state() == State.ABSENT) ask(wanted, kind, states);
    }
    return outcome(wanted, states);
  }

  private void liveTiming(Wanted wanted, Map<DataKind, Coverage> states) {
    switch (locating.find(wanted.session())) {
      case Place.None(var why) -> all(wanted, states, State.ABSENT, why);
      case Place.Unknown(var why) -> all(wanted, states, State.FAILED, why);
      case Place.Known(var provider, var path) -> load(wanted, provider, path, states);
    }
  }

  /** What OpenF1 has none of is as absent as it was. */
  private void ask(Wanted wanted, DataKind kind, Map<DataKind, Coverage> states) {
    var feed = Optional.ofNullable(tools.feeds().of(run.year()).await().get(wanted.id()));
    switch (second.ask(wanted, kind, feed)) {
      case Told.Data(var data) when rows(data) > 0 -> states.put(kind, keep(wanted, kind, SecondSource.NAME, data));
      case Told.Data none -> {}
      case Told.Failed(var why) -> states.put(kind, put(failed(wanted, kind, SecondSource.NAME, SecondSource.NAME + ": " + why)));
      case Told.Nothing nothing -> {}
    }
  }

  private void load(Wanted wanted, String provider, String path, Map<DataKind, Coverage> states) {
    var info = info(wanted, provider, path);
    switch (info.got()) {
      case Got.Failed(var why) -> all(wanted, states, State.FAILED, Topic.SESSION_INFO.feed() + ": " + why);
      case Got.Absent absent -> extract(wanted, topics(wanted, info.provider(), path, Map.of()), states);
      case Got.File(var file) -> {
        about(wanted, info.provider(), path, file);
        extract(wanted, topics(wanted, info.provider(), path, Map.of(Topic.SESSION_INFO, file)), states);
      }
    }
  }

  private record Info(String provider, Got got) {}

  /** It comes first: where it is, the others are. */
  private Info info(Wanted wanted, String provider, String path) {
    var got = bring(wanted, provider, path, Topic.SESSION_INFO);
    var mirror = tools.mirror().filter(other -> !other.equals(provider));
    if (!(got instanceof Got.Absent) || mirror.isEmpty()) return new Info(provider, got);
    var there = bring(wanted, mirror.get(), path, Topic.SESSION_INFO);
    return there instanceof Got.Absent ? new Info(provider, got) : new Info(mirror.get(), there);
  }

  private void about(Wanted wanted, String provider, String path, Archived file) {
    versions.look(provider, resource(path, Topic.SESSION_INFO), file);
    var about = tools.workers().executeBlocking(() -> ArchiveReader.about(file), false).otherwise(unreadable -> {
      LOG.warn("{}: {} is not readable: {}", wanted.id(), Topic.SESSION_INFO.feed(), unreadable.toString());
      return Optional.empty();
    }).await();
    tools.feeds().put(new Feed(wanted.id(), provider, path, about.map(SessionInfo::key), about.map(SessionInfo::circuitKey),
        about.map(SessionInfo::archiveStatus), Optional.empty()), tools.timers().instant()).await();
  }

  private Brought topics(Wanted wanted, String provider, String path, Map<Topic, Archived> before) {
    var brought = new Brought(provider, new EnumMap<>(Topic.class), new EnumMap<>(Topic.class), new EnumMap<>(Topic.class));
    brought.files().putAll(before);
    for (var topic : tools.recipes().topics(wanted.missing())) {
      switch (bring(wanted, provider, path, topic)) {
        case Got.Failed(var why) -> brought.troubles().put(topic, trouble(wanted, State.FAILED, provider, topic.feed() + ": " + why));
        case Got.Absent(var status) -> brought.troubles().put(topic,
            trouble(wanted, State.ABSENT, provider, topic.feed() + " answered " + status));
        case Got.File(var file) -> {
          switch (versions.look(provider, resource(path, topic), file)) {
            case Seen.Unreadable(var why) ->
                brought.troubles().put(topic, trouble(wanted, State.FAILED, provider, topic.feed() + ": " + why));
            case Seen.Readable(var reading, var worse) -> {
              worse.ifPresent(why -> brought.worse().put(topic, topic.feed() + " is " + why));
              if (reading.lines() > 0) brought.files().put(topic, file);
              else brought.troubles().put(topic, trouble(wanted, State.ABSENT, provider, topic.feed() + " is empty"));
            }
          }
        }
      }
    }
    return brought;
  }

  /** The kind is put in by whoever is troubled by it. */
  private Coverage trouble(Wanted wanted, State state, String provider, String why) {
    return new Coverage(wanted.id(), DataKind.LAPS, state, provider, why, 0, tools.timers().instant());
  }

  private void extract(Wanted wanted, Brought brought, Map<DataKind, Coverage> states) {
    var load = load(wanted, brought, Map.of());
    boolean withFirstLap = SessionRecipes.needsFirstLap(wanted.session().code(), wanted.missing());
    for (var kind : DataKind.values()) {
      if (!wanted.missing().contains(kind)) continue;
      run.check();
      if (withFirstLap && kind.compareTo(DataKind.ENTRANTS) > 0) {
        withFirstLap = false;
        load = load(wanted, brought, firstLap(wanted));
      }
      states.put(kind, extract(wanted, brought, tools.recipes().of(kind), load));
    }
  }

  private static SessionLoad load(Wanted wanted, Brought brought, Map<Integer, Integer> firstLap) {
    var sources = new EnumMap<Topic, SessionLoad.Source>(Topic.class);
    brought.files().forEach((topic, file) -> sources.put(topic, () -> ArchivedBytes.open(file)));
    return new SessionLoad(wanted.session().code(), sources, firstLap);
  }

  /** Nothing, if Jolpica has none of it: laps do without. */
  private Map<Integer, Integer> firstLap(Wanted wanted) {
    var resource = "/ergast/f1/" + run.year() + "/" + wanted.race().round() + "/laps/1.json";
    if (!(loads.bring(wish(wanted, Jolpica.NAME, resource, "first lap")) instanceof Got.File(var file))) return Map.of();
    versions.look(Jolpica.NAME, resource, file);
    Map<String, Integer> times = tools.workers().executeBlocking(() -> {
      try (var in = ArchivedBytes.open(file)) {
        return JolpicaPage.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).lapTimes(1);
      }
    }, false).otherwise(unreadable -> {
      LOG.warn("{}: {}{} is not readable: {}", wanted.id(), Jolpica.NAME, resource, unreadable.toString());
      return Map.of();
    }).await();
    var cars = tools.gaps().cars(wanted.id()).await();
    var byCar = new HashMap<Integer, Integer>();
    times.forEach((driver, millis) -> Optional.ofNullable(cars.get(driver)).ifPresent(car -> byCar.put(car, millis)));
    return byCar;
  }

  private Coverage extract(Wanted wanted, Brought brought, Extractor extractor, SessionLoad load) {
    var kind = extractor.kind();
    var trouble = extractor.needs().stream().filter(brought.troubles()::containsKey).map(brought.troubles()::get)
        .max((one, other) -> one.state().compareTo(other.state()));
    if (trouble.isPresent()) return put(as(kind, trouble.get()));
    var worse = new TreeSet<String>();
    brought.worse().forEach((topic, why) -> {
      if (extractor.needs().contains(topic) || extractor.uses().contains(topic)) worse.add(why);
    });
    if (wanted.isStored(kind) && !worse.isEmpty()) return put(failed(wanted, kind, brought.provider(), "kept: " + String.join("; ", worse)));
    var made = tools.workers().executeBlocking(() -> extractor.extract(load), false)
        .map(data -> new Made(Optional.of(data), "")).otherwise(broken -> new Made(Optional.empty(), reason(broken))).await();
    if (made.data().isEmpty()) return put(failed(wanted, kind, brought.provider(), made.why()));
    return keep(wanted, kind, brought.provider(), made.data().get());
  }

  private record Made(Optional<Extracted> data, String why) {}

  private Coverage keep(Wanted wanted, DataKind kind, String provider, Extracted data) {
    int rows = rows(data);
    if (wanted.isStored(kind) && rows == 0 && wanted.known().get(kind).rows() > 0) return put(
        failed(wanted, kind, provider, "kept: nothing found where there were " + wanted.known().get(kind).rows()));
    var row = Coverage.stored(wanted.id(), kind, provider, cut(String.join("; ", data.notes())), rows, tools.timers().instant());
    try {
      tools.coverage().put(List.of(row), tx -> tools.keeping().keep(tx, wanted.id(), kind, data)
          .compose(v -> data instanceof Extracted.Rows(SessionData.Results(var places), var notes)
              ? tools.opinion().compare(tx, wanted.id(), provider, places, row.at()) : Future.succeededFuture())).await();
    } catch (RuntimeException refused) {
      LOG.error("{}: {} cannot be stored", wanted.id(), kind.spoken(), refused);
      return put(failed(wanted, kind, provider, "not stored: " + reason(refused)));
    }
    if (data instanceof Extracted.Blocks(var blocks, var began, var notes) && began.isPresent()) {
      tools.feeds().began(wanted.id(), began.get(), tools.timers().instant()).await();
    }
    run.tally().extracted(kind, rows);
    tell(row);
    return row;
  }

  private Coverage failed(Wanted wanted, DataKind kind, String provider, String why) {
    return Coverage.failed(wanted.id(), kind, provider, cut(why), tools.timers().instant());
  }

  private static Coverage as(DataKind kind, Coverage trouble) {
    return new Coverage(trouble.subject(), kind, trouble.state(), trouble.source(), trouble.reason(), 0, trouble.at());
  }

  private void all(Wanted wanted, Map<DataKind, Coverage> states, State state, String why) {
    for (var kind : wanted.missing()) states.put(kind, put(
        new Coverage(wanted.id(), kind, state, Locating.ARCHIVE, cut(why), 0, tools.timers().instant())));
  }

  private Coverage put(Coverage row) {
    tools.coverage().put(List.of(row)).await();
    tell(row);
    return row;
  }

  private void tell(Coverage row) {
    tools.bus().tell(Importing.COVERED, new Importing.Covered(row.subject(), row.kind(), row.state(), row.rows()));
  }

  private static boolean isStored(Coverage row) {
    return row != null && row.state() == State.STORED;
  }

  /** Failed, if nothing of it is stored, now or before; partial, if some is. */
  private Outcome outcome(Wanted wanted, Map<DataKind, Coverage> states) {
    var failures = states.values().stream().filter(row -> row.state() == State.FAILED).toList();
    if (failures.isEmpty()) return Outcome.SUCCEEDED;
    var reasons = new TreeSet<String>();
    failures.forEach(row -> reasons.add(row.reason()));
    run.tally().failure(wanted.id(), cut(String.join("; ", reasons)));
    var rows = new ArrayList<>(states.values());
    rows.addAll(wanted.known().values());
    return rows.stream().anyMatch(SessionImport::isStored) ? Outcome.PARTIAL : Outcome.FAILED;
  }

  private Got bring(Wanted wanted, String provider, String path, Topic topic) {
    return loads.bring(wish(wanted, provider, resource(path, topic), topic.feed()));
  }

  private Loads.Wish wish(Wanted wanted, String provider, String resource, String what) {
    return new Loads.Wish(provider, resource, wanted.id() + ": " + what, run.asked().force(),
        Optional.of(wanted.session().end().plus(GapPlanner.SETTLES)));
  }

  /** As it is asked for: encoded, for São Paulo's sake. */
  static String resource(String path, Topic topic) {
    return resource(path, topic.file());
  }

  static String resource(String path, String file) {
    try {
      return new URI(null, null, "/static/" + path + file, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private static int rows(Extracted data) {
    return switch (data) {
      case Extracted.Rows(var rows, var notes) -> rows.size();
      case Extracted.Blocks(var blocks, var began, var notes) -> blocks.stream().mapToInt(TelemetryBlock::samples).sum();
    };
  }

  private static String reason(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }

  private static String cut(String text) {
    return text.length() <= REASON_AT_MOST ? text : text.substring(0, REASON_AT_MOST - 1) + "…";
  }
}
