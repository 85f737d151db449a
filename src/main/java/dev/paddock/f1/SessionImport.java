package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.f1.Locating.Place;
import dev.paddock.f1.SecondSource.Told;
import dev.paddock.f1.SessionFiles.Brought;
import dev.paddock.f1.Tally.Outcome;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.provider.livetiming.Extracted;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.SessionClock;
import dev.paddock.f1.provider.livetiming.SessionLoad;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Coverage.State;
import dev.paddock.f1.rules.gaps.Fixtures;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.store.CoverageStore;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.f1.store.FeedStore.Feed;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
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
  private final Locating locating;
  private final SessionFiles files;
  private final SecondSource second;

  /** What it works with. */
  record Tools(Bus bus, Timers timers, SessionRecipes recipes, Keeping keeping, CoverageStore coverage, FeedStore feeds,
      SecondOpinion opinion, Second second, WorkerExecutor workers) {}

  /** Whether OpenF1 is asked, and when: for what live timing does not have, or the other way round. */
  enum Second { NONE, BEFORE, AFTER }

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

  SessionImport(Tools tools, ImportRun run, Locating locating, SessionFiles files, SecondSource second) {
    this.tools = tools;
    this.run = run;
    this.locating = locating;
    this.files = files;
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
      case Place.Known(var provider, var path) ->
          extract(wanted, files.bring(wanted, provider, path, tools.recipes().topics(wanted.missing())), states);
    }
  }

  /** What OpenF1 has none of is as absent as it was. */
  private void ask(Wanted wanted, DataKind kind, Map<DataKind, Coverage> states) {
    switch (second.ask(wanted, kind, feed(wanted))) {
      case Told.Data(var data) when rows(data) > 0 -> states.put(kind, keep(wanted, kind, SecondSource.NAME, data));
      case Told.Data none -> {}
      case Told.Failed(var why) -> states.put(kind, put(failed(wanted, kind, SecondSource.NAME, SecondSource.NAME + ": " + why)));
      case Told.Nothing nothing -> {}
    }
  }

  private Optional<Feed> feed(Wanted wanted) {
    return Optional.ofNullable(tools.feeds().of(run.year()).await().get(wanted.id()));
  }

  private void extract(Wanted wanted, Brought brought, Map<DataKind, Coverage> states) {
    var load = brought.load(wanted, Map.of());
    boolean withFirstLap = SessionRecipes.needsFirstLap(wanted.session().code(), wanted.missing());
    for (var kind : DataKind.values()) {
      if (!wanted.missing().contains(kind)) continue;
      run.check();
      if (withFirstLap && kind.compareTo(DataKind.ENTRANTS) > 0) {
        withFirstLap = false;
        load = brought.load(wanted, files.firstLap(wanted, brought));
      }
      states.put(kind, extract(wanted, brought, tools.recipes().of(kind), load));
    }
    if (feed(wanted).filter(known -> known.began().isEmpty()).isPresent()) clock(wanted, load);
  }

  /** When session time began is known best from telemetry; without it, nearly, from what else is dated. */
  private void clock(Wanted wanted, SessionLoad load) {
    tools.workers().executeBlocking(() -> SessionClock.began(load), false).otherwise(unreadable -> {
      LOG.warn("{}: when it began cannot be read: {}", wanted.id(), unreadable.toString());
      return Optional.empty();
    }).await().ifPresent(began -> tools.feeds().began(wanted.id(), began, tools.timers().instant()).await());
  }

  private Coverage extract(Wanted wanted, Brought brought, Extractor extractor, SessionLoad load) {
    var kind = extractor.kind();
    var trouble = extractor.needs().stream().sorted().filter(brought.troubles()::containsKey).map(brought.troubles()::get)
        .max((one, other) -> one.state().compareTo(other.state()));
    if (trouble.isPresent()) return put(new Coverage(wanted.id(), kind, trouble.get().state(), brought.provider(),
        cut(trouble.get().why()), 0, tools.timers().instant()));
    var worse = new TreeSet<String>();
    brought.worse().forEach((topic, why) -> {
      if (extractor.needs().contains(topic) || extractor.uses().contains(topic)) worse.add(why);
    });
    if (wanted.isStored(kind) && !worse.isEmpty()) return put(
        failed(wanted, kind, brought.provider(), "kept: " + String.join("; ", worse)));
    var made = tools.workers().executeBlocking(() -> extractor.extract(load), false)
        .transform(done -> Future.succeededFuture(done)).await();
    run.check(); // what is cut short because the house closes has not failed
    return made.succeeded() ? keep(wanted, kind, brought.provider(), made.result())
        : put(failed(wanted, kind, brought.provider(), Reason.of(made.cause())));
  }

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
      LOG.error("{}: {} cannot be stored: {}", wanted.id(), kind.spoken(), refused.toString());
      return put(failed(wanted, kind, provider, "not stored: " + Reason.of(refused)));
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

  private static int rows(Extracted data) {
    return switch (data) {
      case Extracted.Rows(var rows, var notes) -> rows.size();
      case Extracted.Blocks(var blocks, var began, var notes) -> blocks.stream().mapToInt(TelemetryBlock::samples).sum();
    };
  }

  private static String cut(String text) {
    return text.length() <= REASON_AT_MOST ? text : text.substring(0, REASON_AT_MOST - 1) + "…";
  }
}
