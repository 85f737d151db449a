package dev.paddock.fetch;

import dev.paddock.fetch.OnTheWay.Move;
import dev.paddock.kernel.Quota;
import dev.paddock.kernel.Quota.Allowance;
import dev.paddock.kernel.Quota.Ask;
import dev.paddock.kernel.Quota.Wait;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where calls wait for their turn within a provider's quota, which all nodes share. Those near to their start go first, the nearest
 * before the others; then those far from it, the longest waiting first. All whose turn it is are written to the database in one
 * statement, and nobody passes before. A provider without limits costs no statement a call. Event loop only.
 */
final class Turnstile {
  private static final Logger LOG = LoggerFactory.getLogger(Turnstile.class);

  private static final Duration NEAR = Duration.ofMinutes(5);
  private static final int WAITING_AT_MOST = 5_000;
  /** Those who are sent away are spread over no more than that. */
  private static final Duration SPREAD_AT_MOST = Duration.ofHours(1);
  /** Without limits nobody asks the database; then a stop that another node was told of is known here after so long. */
  private static final Duration HEARSAY = Duration.ofSeconds(1);
  private static final Duration BOOK_AWAY = Duration.ofSeconds(1);

  private final String provider;
  private final Quota quota;
  private final Ledger ledger;
  private final Timers timers;
  private final OnTheWay onTheWay;
  private final Lane near = new Lane(Comparator.comparing(Waiting::distance).thenComparing(Waiting::ticket));
  private final Lane far = new Lane(Comparator.comparing(Waiting::ticket));
  private Instant heardAt = Instant.MIN;
  private boolean writing;
  private long tickets;
  private Timers.Wakeup wakeup = () -> {};

  Turnstile(String provider, Quota quota, Ledger ledger, Timers timers) {
    this.provider = provider;
    this.quota = quota;
    this.ledger = ledger;
    this.timers = timers;
    this.onTheWay = new OnTheWay(quota);
  }

  sealed interface Pass {
    /** Send now, and not after {@code until}: then the pass is used up. */
    record Granted(Instant until) implements Pass {}

    record Later(Instant until, String why) implements Pass {}
  }

  /** @param until in the database's time, as all in here */
  private record Waiting(Ask ask, Duration distance, boolean patient, Instant until, long ticket, Promise<Pass> pass) {}

  /** Those who wait, in the order of their turns. */
  private static final class Lane {
    final TreeSet<Waiting> waiting;
    Optional<Wait> blocked = Optional.empty();
    Instant lastPlace = Instant.MIN;

    Lane(Comparator<Waiting> turns) {
      waiting = new TreeSet<>(turns);
    }
  }

  /** A place among those who wait, for one call: who comes again because its pass ran out stands where it stood. */
  long ticket() {
    return tickets++;
  }

  /**
   * @param nearest the start that the call is about
   * @param until   it waits no longer than that, and not at all if that is over. Where time jumps nobody waits
   */
  Future<Pass> enter(long ticket, int weight, Instant nearest, Instant until) {
    if (quota.limits().isEmpty()) return Future.succeededFuture(unlimited());
    var now = ledger.now();
    var distance = Duration.between(now, ledger.databases(nearest)).abs();
    var lane = distance.compareTo(NEAR) <= 0 ? near : far;
    var waiting = new Waiting(new Ask(weight, lane == near), distance, !timers.jumps() && ledger.databases(until).isAfter(now),
        ledger.databases(until), ticket, Promise.promise());
    if (inVain(lane, waiting, now)) return Future.succeededFuture(sendAway(lane, now));
    lane.waiting.add(waiting);
    turn();
    return waiting.pass.future();
  }

  /** A request for which there was a pass is over, {@code took} after it was sent; empty: it was not sent. */
  void over(long ticket, Optional<Duration> took) {
    if (took.isEmpty()) onTheWay.stayed(ticket);
    else if (onTheWay.answered(ticket, took.get(), ledger.now())) turn();
  }

  /** The provider said stop: to one of us, and so to all, once this is over. Never fails: without a database we stop alone. */
  Future<Void> stop(Instant until) {
    return ledger.stop(ledger.databases(until)).onFailure(t ->
        LOG.warn("{} said stop until {}, and the other nodes cannot be told: {}", provider, until, t.toString())).otherwiseEmpty();
  }

  /** Until when nothing is sent, if that is more than two seconds away: a shorter wait is pace, not a limit. */
  Optional<Instant> closed() {
    var full = quota.at(ledger.now(), ledger.taken(), 0).take(new Ask(1, true)).map(Wait::opens)
        .filter(opens -> opens.isAfter(ledger.now().plusSeconds(2)));
    return Stream.of(ledger.stopped(), full).flatMap(Optional::stream).max(Comparator.naturalOrder()).map(ledger::ours);
  }

  /** What is used, by what this node knows. */
  List<Allowance> allowances() {
    return quota.at(ledger.now(), ledger.taken(), 0).allowances();
  }

  /** Looks what the other nodes took meanwhile. */
  Future<Void> refresh() {
    return quota.limits().isEmpty() ? Future.succeededFuture() : ledger.read();
  }

  private Pass unlimited() {
    if (heardAt.isBefore(ledger.now().minus(HEARSAY))) {
      heardAt = ledger.now();
      ledger.read().onFailure(t -> LOG.warn("cannot read whether {} said stop: {}", provider, t.toString()));
    }
    return ledger.stopped().<Pass>map(until -> new Pass.Later(ledger.ours(until), provider + " said stop (429)"))
        .orElse(new Pass.Granted(Instant.MAX));
  }

  /** Its turn would come too late, by the steps in which turns come these days. */
  private boolean inVain(Lane lane, Waiting waiting, Instant now) {
    if (near.waiting.size() + far.waiting.size() >= WAITING_AT_MOST) return true;
    return waiting.patient && !lane.waiting.isEmpty() && lane.blocked.filter(wait -> wait.opens().isAfter(now)
        && wait.opens().plus(wait.step().multipliedBy(lane.waiting.headSet(waiting).size())).isAfter(waiting.until)).isPresent();
  }

  private void turn() {
    if (writing) return;
    wakeup.cancel();
    var now = ledger.now();
    if (!ledger.open()) {
      write(ledger.read().map(true), List.of(), List.of(), now);
      return;
    }
    dismiss(waiting -> waiting.patient && !waiting.until.isAfter(now), now);
    var moves = timers.jumps() ? List.<Move>of() : onTheWay.moves(now);
    if (near.waiting.isEmpty() && far.waiting.isEmpty() && moves.isEmpty()) {
      if (!onTheWay.isEmpty()) wakeAt(now.plus(onTheWay.slack()));
      return;
    }
    var stopped = ledger.stopped();
    if (stopped.isPresent() && moves.isEmpty()) {
      stay(new Wait(stopped.get(), Duration.ZERO), now);
      return;
    }
    var at = now.plus(lead());
    var round = quota.at(at, ledger.taken(), near.waiting.size());
    moves.forEach(move -> round.move(move.from(), move.to(), move.ask()));
    var chosen = new ArrayList<Waiting>();
    var wait = stopped.isPresent() ? Optional.<Wait>empty() : choose(near, round, chosen).or(() -> choose(far, round, chosen));
    if (chosen.isEmpty() && moves.isEmpty()) stay(wait.orElseThrow(), now);
    else write(ledger.take(round.taken()), chosen, moves, at);
  }

  private static Optional<Wait> choose(Lane lane, Quota.Round round, List<Waiting> chosen) {
    lane.blocked = Optional.empty();
    for (var waiting : lane.waiting) {
      lane.blocked = round.take(waiting.ask);
      if (lane.blocked.isPresent()) break;
      chosen.add(waiting);
    }
    return lane.blocked;
  }

  /** Nobody else is chosen until it is written; then those go who were, or, if another node was quicker, everybody has a new turn. */
  private void write(Future<Boolean> book, List<Waiting> chosen, List<Move> moves, Instant at) {
    writing = true;
    chosen.forEach(waiting -> lane(waiting).waiting.remove(waiting));
    book.onComplete(written -> {
      writing = false;
      if (written.failed()) {
        LOG.warn("nobody can ask {}: the book of its quota cannot be opened: {}", provider, written.cause().toString());
        chosen.forEach(waiting -> lane(waiting).waiting.add(waiting));
        closed("the quota of " + provider + " cannot be read");
        return;
      }
      if (written.result()) {
        onTheWay.moved(moves);
        chosen.forEach(waiting -> let(waiting, at));
      }
      else chosen.forEach(waiting -> lane(waiting).waiting.add(waiting));
      turn();
    });
  }

  private void closed(String why) {
    var again = timers.instant().plus(BOOK_AWAY);
    leave(waiting -> true).forEach(waiting -> waiting.pass.complete(new Pass.Later(again, why)));
  }

  /** With the pass in hand; one that came too late from the database is used up, and its call waits on where it was. */
  private void let(Waiting waiting, Instant at) {
    var until = at.plus(quota.validity());
    if (ledger.now().isBefore(at)) timers.wakeAt(ledger.ours(at), () -> {
      grant(waiting, at);
      return CompletableFuture.completedFuture(null);
    });
    else if (timers.jumps() || ledger.now().isBefore(until)) grant(waiting, at);
    else lane(waiting).waiting.add(waiting);
  }

  private void grant(Waiting waiting, Instant at) {
    if (!timers.jumps()) onTheWay.left(waiting.ticket, waiting.ask, at);
    waiting.pass.complete(new Pass.Granted(ledger.ours(at.plus(quota.validity()))));
  }

  /** A database that is slow for our shortest window writes for a little later. */
  private Duration lead() {
    var latency = ledger.latency();
    return timers.jumps() || latency.compareTo(quota.validity().dividedBy(4)) < 0 ? Duration.ZERO : latency.plus(latency.dividedBy(2));
  }

  private void stay(Wait wait, Instant now) {
    for (var lane : List.of(near, far)) {
      if (lane.blocked.isEmpty()) lane.blocked = Optional.of(wait);
    }
    dismiss(waiting -> !waiting.patient, now);
    Stream.concat(near.waiting.stream().map(Waiting::until), far.waiting.stream().map(Waiting::until)).min(Comparator.naturalOrder())
        .ifPresent(until -> wakeAt(Stream.of(until, wait.opens(), onTheWay.isEmpty() ? wait.opens() : now.plus(onTheWay.slack()))
            .min(Comparator.naturalOrder()).orElseThrow()));
  }

  private void wakeAt(Instant at) {
    wakeup = timers.wakeAt(ledger.ours(at), () -> {
      turn();
      return CompletableFuture.completedFuture(null);
    });
  }

  private void dismiss(Predicate<Waiting> whom, Instant now) {
    // first all of them leave, then they are told: who is told may come back at once
    leave(whom).forEach(waiting -> waiting.pass.complete(sendAway(lane(waiting), now)));
  }

  private List<Waiting> leave(Predicate<Waiting> whom) {
    var leaving = Stream.concat(near.waiting.stream(), far.waiting.stream()).filter(whom).toList();
    leaving.forEach(waiting -> lane(waiting).waiting.remove(waiting));
    return leaving;
  }

  /** Those who come back come one after the other, not all at once. */
  private Pass sendAway(Lane lane, Instant now) {
    var wait = lane.blocked.orElse(new Wait(now.plusSeconds(1), Duration.ZERO));
    var free = wait.opens().isAfter(now) ? wait.opens() : now.plus(wait.step());
    var place = lane.lastPlace.isBefore(free) ? free : lane.lastPlace.plus(wait.step());
    lane.lastPlace = place.isAfter(free.plus(SPREAD_AT_MOST)) ? free : place;
    var why = ledger.stopped().isPresent() ? provider + " said stop (429)" : provider + "'s quota is used up";
    return new Pass.Later(ledger.ours(lane.lastPlace), why);
  }

  private Lane lane(Waiting waiting) {
    return waiting.ask.near() ? near : far;
  }
}
