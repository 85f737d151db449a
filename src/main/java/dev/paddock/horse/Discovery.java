package dev.paddock.horse;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Outbox;
import dev.paddock.db.Outbox.Event;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.contract.Horses.RaceChanged;
import dev.paddock.horse.provider.HorseSource.Listed;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.store.CardStore;
import dev.paddock.horse.store.CardStore.ToPlan;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Asked;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the meetings and races of today and tomorrow, by the provider's calendar, and plans the polls of those that are new or whose start
 * moved. From then on a race is followed by its id, whatever the lists say or leave out, also over midnight.
 */
final class Discovery {
  private final Bus bus;
  private final CardStore cards;
  private final Closing closing;
  private final Outbox outbox;
  private final Timers timers;

  Discovery(Bus bus, CardStore cards, Closing closing, Outbox outbox, Timers timers) {
    this.bus = bus;
    this.cards = cards;
    this.closing = closing;
    this.outbox = outbox;
    this.timers = timers;
  }

  Future<SlotEnded> run(Followed from, Claim claim) {
    var today = timers.instant().atZone(from.zone()).toLocalDate();
    return from.source().card(today)
        .compose(first -> first instanceof Listed.Card ? from.source().card(today.plusDays(1)).map(second -> List.of(first, second))
            : Future.succeededFuture(List.of(first)))
        .compose(lists -> close(from, claim, lists));
  }

  private Future<SlotEnded> close(Followed from, Claim claim, List<Listed> lists) {
    var cards = new ArrayList<RaceCard>();
    Optional<Ending> failure = Optional.empty();
    Optional<Asked> asked = Optional.empty();
    for (var listed : lists) {
      switch (listed) {
        case Listed.Card(var card, var exchange) -> {
          cards.add(card);
          asked = Optional.of(Due.asked(exchange, card.providerTime()));
        }
        case Listed.Later(var until, var why) -> failure = Optional.of(new Ending.Defer(until, why));
        case Listed.Failed(var why, var exchange) -> {
          failure = Optional.of(new Ending.Retry(why));
          asked = exchange.map(e -> Due.asked(e, Optional.empty()));
        }
      }
    }
    if (cards.isEmpty()) return closing.close(claim, new Closure(failure.orElseThrow(), List.of(), asked, Optional.empty()));
    var ending = failure;
    var request = asked;
    var planned = new ArrayList<ToPlan>();
    return closing.close(claim, tx -> save(tx, from, cards, planned).compose(v -> outbox.put(tx, timers.instant(), outside(planned)))
            .map(telling -> new Closure(ending.orElseGet(() -> done(cards, planned)),
                Stream.concat(plans(from, planned), telling.stream()).toList(), request, Optional.empty())))
        .onSuccess(ended -> planned.stream().filter(race -> race.revision() > 0)
            .forEach(race -> bus.tell(Horses.RACE_CHANGED, new RaceChanged(race.id(), race.revision()))));
  }

  private Future<Void> save(SqlConnection tx, Followed from, List<RaceCard> lists, List<ToPlan> planned) {
    planned.clear();
    Future<Void> saved = Future.succeededFuture();
    for (var card : lists) saved = saved.compose(v -> cards.save(tx, from.name(), card, timers.instant())).map(found -> {
      planned.addAll(found);
      return null;
    });
    return saved;
  }

  private static Stream<Plan> plans(Followed from, List<ToPlan> races) {
    return races.stream().map(race -> from.plan(race.id(), race.start()));
  }

  private static List<Event> outside(List<ToPlan> races) {
    return races.stream().filter(race -> race.revision() > 0)
        .map(race -> new Event(Horses.RACE_CHANGED.name(), Followed.outside(race.id()), race.revision())).toList();
  }

  private static Ending done(List<RaceCard> cards, List<ToPlan> planned) {
    var meetings = cards.stream().mapToInt(card -> card.meetings().size()).sum();
    var races = cards.stream().flatMap(card -> card.meetings().stream()).mapToInt(meeting -> meeting.races().size()).sum();
    var moved = planned.stream().filter(race -> race.revision() > 0).count();
    return new Ending.Next(!planned.isEmpty(), races + " races of " + meetings + " meetings, " + (planned.size() - moved) + " new"
        + (moved == 0 ? "" : ", " + moved + " moved"));
  }
}
