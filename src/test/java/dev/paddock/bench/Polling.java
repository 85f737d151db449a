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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A poll that finds nothing new: a request to the provider, which tells it whose slot it is, and the end of the slot. */
final class Polling implements Function<Claim, Future<SlotEnded>> {
  private final Function<Call, Future<Called>> door;
  private final Closing closing;
  private final String node;

  Polling(Function<Call, Future<Called>> door, Closing closing, String node) {
    this.door = door;
    this.closing = closing;
    this.node = node;
  }

  @Override public Future<SlotEnded> apply(Claim claim) {
    var plan = claim.plan();
    var resource = "/affiliates/v1/racing/events/" + plan.subject() + "?due=" + Receipt.nanos(claim.dueAt())
        + "&slot=" + Receipt.nanos(claim.slotAt()) + "&node=" + node;
    return door.apply(new Call("bench", resource, Optional.empty(), 1, plan.anchor(), claim.dueAt().plus(Field.QUARTER_MINUTE)))
        .compose(called -> closing.close(claim, closure(called)));
  }

  static Closure closure(Called called) {
    var asked = called.exchange().map(x -> new Asked(x.sent(), x.received(), Optional.empty(), x.status(), x.bytes()));
    return new Closure(new Ending.Next(false, "unchanged"), List.of(), asked, Optional.empty());
  }
}
