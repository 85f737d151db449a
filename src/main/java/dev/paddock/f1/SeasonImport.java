package dev.paddock.f1;

import static dev.paddock.f1.contract.Formula1.SYNC_CALENDAR;

import dev.paddock.bus.Bus;
import dev.paddock.f1.Halted.Halt;
import dev.paddock.f1.Tally.Outcome;
import dev.paddock.f1.contract.Formula1.SyncCalendar;
import dev.paddock.f1.contract.Formula1.Synced;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Fixtures;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.gaps.Gaps.CircuitGap;
import dev.paddock.f1.rules.gaps.Gaps.SessionGap;
import dev.paddock.f1.rules.session.DataKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the gaps of a season in the order of its calendar, a few sessions at a time. Its methods wait: on virtual threads only. */
final class SeasonImport {
  private static final Logger LOG = LoggerFactory.getLogger(SeasonImport.class);

  /** Requests that a calendar takes at most: races, drivers, and the schedule. */
  private static final int CALENDAR = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Bus bus;
  private final Planning planning;
  private final ImportRun run;
  private final Steps steps;

  /** Which gaps there are. */
  interface Planning {
    /** @param since insists on what was looked for before then */
    Planned plan(Scope scope, Optional<Instant> since);
  }

  record Planned(Fixtures fixtures, Gaps gaps, List<Coverage> foregone, List<Coverage> known) {}

  /** How one of them is closed. */
  interface Steps {
    void forego(List<Coverage> rows);

    Outcome session(SessionImport.Wanted wanted);

    Outcome circuit(CircuitGap gap);
  }

  /** @param after a circuit waits for its race's sessions, which know its key */
  private record Job(String subject, Runnable work, Promise<Void> over, List<Future<Void>> after) {}

  SeasonImport(Bus bus, Planning planning, ImportRun run, Steps steps) {
    this.bus = bus;
    this.planning = planning;
    this.run = run;
    this.steps = steps;
  }

  /** Until nothing is left or the import is halted. What is left then, in order. */
  List<String> close(Context context) {
    var planned = plan();
    if (run.isNew()) run.tally().gaps(planned.gaps().count());
    steps.forego(planned.foregone());
    var jobs = jobs(planned);
    run.left(jobs.size());
    var open = new ArrayDeque<>(jobs);
    var lanes = new ArrayList<Future<Void>>();
    for (int n = 0; n < run.asked().parallel(); n++) lanes.add(lane(context, open));
    Future.join(lanes).transform(over -> Future.succeededFuture()).await();
    for (var lane : lanes) if (lane.failed()) run.halt(new Halt.Leaves("it failed: " + lane.cause()));
    return jobs.stream().filter(job -> !job.over().future().succeeded()).map(Job::subject).toList();
  }

  private Planned plan() {
    var since = run.asked().force() ? Optional.of(run.startedAt()) : Optional.<Instant>empty();
    var planned = planning.plan(run.asked().scope(), since);
    while (!planned.gaps().calendar()) {
      run.mayAsk(run.year() + ": calendar", CALENDAR);
      var synced = run.counting(() -> bus.ask(SYNC_CALENDAR, new SyncCalendar(run.year()), PATIENCE)
          .otherwise(silent -> new Synced.Failed(silent.toString(), Optional.empty())).await());
      switch (synced) {
        case Synced.Done done -> {
          planned = planning.plan(run.asked().scope(), since);
          if (!planned.gaps().calendar()) run.halt(new Halt.Ends(State.FAILED, "the calendar of " + run.year() + " has no sessions"));
          else if (planned.fixtures().isEmpty()) run.halt(new Halt.Ends(State.FAILED, run.asked().scope().spoken() + ": there is none"));
        }
        case Synced.Failed(var why, var until) when until.isPresent() -> run.pause(until.get(), why);
        case Synced.Failed(var why, var until) -> run.halt(new Halt.Ends(State.FAILED, "no calendar of " + run.year() + ": " + why));
        case Synced.Nothing nothing -> run.halt(new Halt.Ends(State.FAILED, "no source has a calendar of " + run.year()));
      }
      run.check();
    }
    return planned;
  }

  private List<Job> jobs(Planned planned) {
    var known = new HashMap<String, Map<DataKind, Coverage>>();
    planned.known().forEach(row -> known.computeIfAbsent(row.subject(), s -> new EnumMap<>(DataKind.class)).put(row.kind(), row));
    var sessions = new HashMap<String, SessionGap>();
    planned.gaps().sessions().forEach(gap -> sessions.put(gap.sessionId(), gap));
    var circuits = new HashMap<String, CircuitGap>();
    planned.gaps().circuits().forEach(gap -> circuits.put(gap.raceId(), gap));
    var jobs = new ArrayList<Job>();
    for (var race : planned.fixtures().races()) {
      var before = new ArrayList<Future<Void>>();
      for (var session : race.sessions()) {
        var gap = sessions.get(session.sessionId());
        if (gap == null) continue;
        var wanted = new SessionImport.Wanted(race, session, gap.missing(), known.getOrDefault(session.sessionId(), Map.of()));
        var job = new Job(session.sessionId(), () -> run.tally().ended(steps.session(wanted)), Promise.promise(), List.of());
        before.add(job.over().future());
        jobs.add(job);
      }
      var circuit = circuits.get(race.raceId());
      if (circuit != null) jobs.add(new Job(race.raceId(), () -> run.tally().ended(steps.circuit(circuit)), Promise.promise(), before));
    }
    return jobs;
  }

  private Future<Void> lane(Context context, Queue<Job> open) {
    var over = Promise.<Void>promise();
    context.runOnContext(v -> {
      try {
        for (var job = open.poll(); job != null && run.halt().isEmpty(); job = open.poll()) work(job);
        over.complete();
      } catch (Halted halted) {
        over.complete();
      } catch (Throwable failed) {
        LOG.error("import {} failed", run.id(), failed);
        over.fail(failed);
      }
    });
    return over.future();
  }

  private void work(Job job) {
    try {
      for (var other : job.after()) other.await();
      run.check();
      job.work().run();
      job.over().complete();
    } catch (Halted halted) {
      job.over().fail(halted);
      throw halted;
    } catch (Exception broken) {
      LOG.error("import {}: {} failed", run.id(), job.subject(), broken);
      run.tally().failure(job.subject(), Reason.of(broken));
      run.tally().ended(Outcome.FAILED);
      job.over().complete();
    } finally {
      job.over().tryFail("it was cut short"); // whatever happened, nobody waits for it any more
    }
    run.done();
  }
}
