package dev.paddock.bench;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.schedule.contract.Scheduling.Asked;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A poll: a request to the provider, which tells it whose slot it is, and the end of the slot. As a rule it finds nothing new; where
 * effects are wanted, every other race has one: a row in a table of their own, in the transaction that ends the slot.
 */
final class Polling implements Function<Claim, Future<SlotEnded>> {
  static final String PROVIDER = "bench";
  static final String EFFECTS = """
      create table bench_effect (
        id bigint generated always as identity primary key, subject text not null, due_at timestamptz not null, epoch bigint not null)
      """;
  private static final String EFFECT = "insert into bench_effect (subject, due_at, epoch) values ($1, $2::timestamptz, $3::bigint)";

  private final Function<Call, Future<Called>> door;
  private final Closing closing;
  private final String node;
  private final boolean effects;

  Polling(Function<Call, Future<Called>> door, Closing closing, String node) {
    this(door, closing, node, false);
  }

  /** @param effects whether every other race has one, in {@link #EFFECTS} */
  Polling(Function<Call, Future<Called>> door, Closing closing, String node, boolean effects) {
    this.door = door;
    this.closing = closing;
    this.node = node;
    this.effects = effects;
  }

  @Override public Future<SlotEnded> apply(Claim claim) {
    var plan = claim.plan();
    var resource = "/affiliates/v1/racing/events/" + plan.subject() + "?due=" + Receipt.nanos(claim.dueAt())
        + "&slot=" + Receipt.nanos(claim.slotAt()) + "&node=" + node;
    return door.apply(new Call(PROVIDER, resource, Optional.empty(), 1, plan.anchor(), claim.dueAt().plus(Field.QUARTER_MINUTE)))
        .compose(called -> effects && hasEffect(plan.subject()) ? closing.close(claim, tx -> effect(tx, claim).map(closure(called)))
            : closing.close(claim, closure(called)));
  }

  /** Of a node in this process. */
  static BenchNode.Worker worker(BenchNode node, URI provider) {
    return BenchNode.each(new Polling(node.door(provider), node.closing(), "node"));
  }

  private static boolean hasEffect(String subject) {
    return (subject.charAt(subject.length() - 1) - '0') % 2 == 0;
  }

  private static Future<?> effect(SqlConnection tx, Claim claim) {
    return tx.preparedQuery(EFFECT).execute(Tuple.of(claim.plan().subject(), claim.dueAt().atOffset(ZoneOffset.UTC), claim.epoch()));
  }

  static Closure closure(Called called) {
    var asked = called.exchange().map(x -> new Asked(x.sent(), x.received(), Optional.empty(), x.status(), x.bytes()));
    return new Closure(new Ending.Next(false, "unchanged"), List.of(), asked, Optional.empty());
  }
}
