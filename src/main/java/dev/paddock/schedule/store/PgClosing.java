package dev.paddock.schedule.store;

import dev.paddock.db.Closing;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.rules.Cadence;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Ends slots in the transaction of their effect: fence, effect, log, next slot, follow-up plans, commit; those without one by the batch. */
public final class PgClosing implements Closing {
  private static final String FENCE = """
      select w.subject from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as e (subject, epoch, due)
        join work w on w.subject = e.subject and w.epoch = e.epoch and w.due_at = e.due
       order by w.subject for update of w
      """;

  private final Pool pool;
  private final WorkStore work;
  private final Function<String, Cadence> cadences;
  private final InstantSource time;
  private final Endings endings;
  private final Batch batch;
  private final Duration horizon;
  private volatile Consumer<List<Closed>> listener;

  /**
   * What became of a claim.
   *
   * @param kept    the claim of its next slot, if that is so near that this node goes on with it
   * @param planned when the first of the plans that were put with it is due
   */
  public record Closed(SlotEnded ended, Optional<Claim> kept, Optional<Instant> planned) {}

  /**
   * How slots without an effect are ended.
   *
   * @param horizon a claim whose next slot is that near is kept
   * @param atMost  slots in one statement
   * @param soon    runs a flush a little later, so that others may join it; at once where nothing may wait
   * @param again   runs another try after an outage of the database, a little later
   * @param tries   after so many it is in doubt what became of the claims
   */
  public record Options(Duration horizon, int atMost, Executor soon, Executor again, int tries) {
    /** Nothing waits, nothing is tried again, nothing is kept. */
    public static final Options PLAIN = new Options(Duration.ZERO, 1000, Runnable::run, Runnable::run, 1);
  }

  public PgClosing(Pool pool, WorkStore work, Function<String, Cadence> cadences, InstantSource time, String node) {
    this(pool, work, cadences, time, node, Options.PLAIN);
  }

  public PgClosing(Pool pool, WorkStore work, Function<String, Cadence> cadences, InstantSource time, String node, Options options) {
    this.pool = pool;
    this.work = work;
    this.cadences = cadences;
    this.time = time;
    this.horizon = options.horizon();
    this.endings = new Endings(node);
    this.batch = new Batch(work.pool(), endings, options, this::tell);
  }

  /** Hears of every slot that is ended, on any thread, before the one who ended it does. Without a listener no claim is kept. */
  public void whenClosed(Consumer<List<Closed>> listener) {
    this.listener = listener;
  }

  @Override public Future<SlotEnded> close(Claim claim, Function<SqlConnection, Future<Closure>> effect) {
    return closeAll(List.of(claim), (tx, ours) -> ours.isEmpty() ? Future.failedFuture(new Fenced(claim))
        : effect.apply(tx).map(closure -> Map.of(claim.plan().subject(), closure))).map(List::getFirst);
  }

  @Override public Future<List<SlotEnded>> closeAll(List<Claim> claims,
      BiFunction<SqlConnection, List<Claim>, Future<Map<String, Closure>>> effect) {
    var started = time.instant();
    return pool.withTransaction(tx -> fence(tx, claims).compose(ours -> effect.apply(tx, ours)
            .compose(closures -> end(tx, ours.stream().map(claim -> over(claim, started, closures.get(claim.plan().subject()))).toList()))))
        .map(closed -> {
          tell(closed);
          return closed.stream().map(Closed::ended).toList();
        });
  }

  @Override public Future<SlotEnded> close(Claim claim, Closure closure) {
    if (!closure.also().isEmpty()) return close(claim, tx -> Future.succeededFuture(closure));
    try {
      var started = closure.asked().map(asked -> asked.sent()).orElseGet(time::instant);
      var over = over(claim, started, closure);
      return batch.end(over).map(over::told);
    } catch (RuntimeException unknownCadence) {
      return Future.failedFuture(unknownCadence);
    }
  }

  private Future<List<Claim>> fence(SqlConnection tx, List<Claim> claims) {
    return tx.preparedQuery(FENCE).execute(Tuple.of(claims.stream().map(claim -> claim.plan().subject()).toArray(String[]::new),
            claims.stream().map(Claim::epoch).toArray(Long[]::new),
            claims.stream().map(claim -> WorkStore.utc(claim.dueAt())).toArray(OffsetDateTime[]::new)))
        .map(rows -> {
          var standing = new HashSet<String>();
          rows.forEach(row -> standing.add(row.getString("subject")));
          return claims.stream().filter(claim -> standing.contains(claim.plan().subject())).toList();
        });
  }

  private Future<List<Closed>> end(SqlConnection tx, List<Over> all) {
    if (all.isEmpty()) return Future.succeededFuture(List.of());
    var also = all.stream().flatMap(over -> over.closure().also().stream()).toList();
    return endings.once(tx, all)
        .compose(paused -> endings.skipped(tx, all)
            .compose(named -> work.put(tx, also, all.getFirst().ended()))
            .map(put -> all.stream().map(over -> put.subjects().contains(over.subject())
                ? new Closed(over.told(false), Optional.empty(), put.dueAt())
                : new Closed(over.told(paused.get(over.subject())), over.kept(paused.get(over.subject())), put.dueAt())).toList()));
  }

  private Over over(Claim claim, Instant started, Closure closure) {
    if (closure == null) throw new IllegalStateException("no closure for " + claim.plan().subject());
    var now = time.instant();
    var on = GoesOn.after(claim, closure.ending(), cadences, now);
    boolean keep = listener != null && on.next().isPresent() && !on.next().get().dueAt().isAfter(now.plus(horizon));
    return new Over(claim, started, now, closure, on, keep);
  }

  private void tell(List<Closed> closed) {
    var hears = listener;
    if (hears != null) hears.accept(closed);
  }
}
