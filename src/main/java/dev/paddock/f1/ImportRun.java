package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.f1.Halted.Halt;
import dev.paddock.f1.contract.Importing;
import dev.paddock.f1.contract.Importing.Progress;
import dev.paddock.f1.contract.Importing.Progressed;
import dev.paddock.f1.contract.Importing.Run;
import dev.paddock.f1.contract.Importing.RunImport;
import dev.paddock.f1.contract.Importing.State;
import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.f1.store.ImportStore;
import dev.paddock.f1.store.ImportStore.Open;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far an import is, on record with every step: what it did so far, whether it may go on, when it goes on. Its methods are called
 * from the verticle's virtual threads, one at a time between two waits.
 */
final class ImportRun {
  private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

  private final Run run;
  private final Bus bus;
  private final Timers timers;
  private final ImportStore store;
  private final Tally tally;
  private final Set<Promise<Void>> resting = new HashSet<>();
  private final Promise<Void> unwound = Promise.promise();
  private Optional<Halt> halt = Optional.empty();
  private Optional<Instant> pausedUntil = Optional.empty();
  private State state = State.RUNNING;
  // one after the other, so that the last word is the last
  private Future<Boolean> writing = Future.succeededFuture(true);
  private String doing = "";
  private int done;
  private int of;
  private int underWay;
  private int pausing;
  private boolean onErrand;

  ImportRun(Open open, Bus bus, Timers timers, ImportStore store) {
    this.run = open.run();
    this.bus = bus;
    this.timers = timers;
    this.store = store;
    this.tally = new Tally(open.sofar());
    this.done = run.progress().done();
  }

  String id() {
    return run.runId();
  }

  RunImport asked() {
    return run.asked();
  }

  int year() {
    return run.asked().scope().year();
  }

  Instant startedAt() {
    return run.startedAt();
  }

  Tally tally() {
    return tally;
  }

  Optional<Halt> halt() {
    return halt;
  }

  /** Whether this is its first beginning: nothing was planned yet. */
  boolean isNew() {
    return run.progress().of() == 0;
  }

  /** So much is left of it. */
  void left(int jobs) {
    of = done + jobs;
    save();
  }

  void done() {
    done++;
    save();
  }

  /** From now on nothing is asked any more, and who waits is woken. The first reason counts. */
  void halt(Halt why) {
    if (halt.isEmpty()) halt = Optional.of(why);
    List.copyOf(resting).forEach(Promise::tryComplete);
  }

  void check() {
    if (halt.isPresent()) throw new Halted(halt.get());
  }

  /** A request may be made; {@link #answered()} must follow. */
  void mayAsk(String what) {
    mayAsk(what, 1);
  }

  void mayAsk(String what, int requests) {
    check();
    var most = asked().maxCalls();
    if (most.isPresent() && tally.calls() + underWay + requests > most.get()) {
      halt(new Halt.Ends(State.STOPPED, "the " + most.get() + " calls that it may make are used up"));
      check();
    }
    doing = what;
    underWay++;
  }

  /** An answer is there; on record before anything follows from it. */
  void answered() {
    underWay--;
    save();
    check();
  }

  /** What others ask on its behalf, counted as they say that they asked. */
  <T> T counting(Supplier<T> errand) {
    onErrand = true;
    try {
      return errand.get();
    } finally {
      onErrand = false;
      underWay--;
      save();
    }
  }

  void othersAsked(String provider) {
    if (onErrand) tally.called(provider);
  }

  /** Waits for a quota: the whole import is paused while anybody does. */
  void pause(Instant until, String why) {
    if (pausing++ == 0) {
      tally.paused();
      LOG.info("import {} pauses until {}: {}", id(), until, why);
    }
    state = State.PAUSED;
    pausedUntil = Optional.of(pausedUntil.filter(until::isBefore).orElse(until));
    save();
    try {
      rest(until);
    } finally {
      if (--pausing == 0 && halt.isEmpty()) {
        state = State.RUNNING;
        pausedUntil = Optional.empty();
        save();
      }
    }
  }

  /** Returns at that instant; throws Halted as soon as there is no reason to wait any more. */
  void rest(Instant until) {
    check();
    var over = Promise.<Void>promise();
    resting.add(over);
    var wakeup = timers.wakeAt(until, () -> {
      over.tryComplete();
      return CompletableFuture.completedStage(null);
    });
    over.future().await();
    resting.remove(over);
    wakeup.cancel();
    check();
  }

  /** Another sign of life. Whoever lost the import leaves it alone. */
  void renew() {
    store.renew(id()).onSuccess(this::owned).onFailure(t -> LOG.warn("import {} cannot renew its lease: {}", id(), t.toString()));
  }

  /** Its last word is being written: somebody may read it already. */
  boolean isEnding() {
    return state != State.RUNNING && state != State.PAUSED;
  }

  /** Nothing happens in its name any more. */
  void over() {
    unwound.tryComplete();
  }

  /** Completed once that is so; never fails. */
  Future<Void> unwound() {
    return unwound.future();
  }

  /** Its last word. */
  Summary end(State as, List<String> remaining, Optional<String> why) {
    var summary = summary(remaining, why);
    state = as;
    pausedUntil = Optional.empty();
    doing = "";
    owned(store.end(id(), as, timers.instant(), progress(), summary).await());
    tell();
    return summary;
  }

  Summary summary(List<String> remaining, Optional<String> why) {
    return tally.summary(Duration.between(startedAt(), timers.instant()), remaining, why);
  }

  private void save() {
    if (halt.filter(Halt.Leaves.class::isInstance).isPresent()) return;
    writing = writing.otherwise(true)
        .compose(v -> store.save(id(), state, pausedUntil, progress(), summary(List.of(), Optional.empty())));
    owned(writing.await());
    tell();
  }

  private void owned(boolean still) {
    if (!still) halt(new Halt.Leaves("another node goes on with it"));
  }

  private Progress progress() {
    return new Progress(done, of, tally.calls(), doing);
  }

  private void tell() {
    bus.tell(Importing.PROGRESSED, new Progressed(id(), year(), state, progress(), pausedUntil));
  }
}
