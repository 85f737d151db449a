package dev.paddock.horse;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.EachClaim;
import dev.paddock.db.Outbox;
import dev.paddock.horse.contract.Horses;
import dev.paddock.horse.store.CardStore;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.horse.store.RaceWrites;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Horse racing: does the due work of each provider, takes what they tell unasked. Event loop, one instance. */
public final class PollVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PollVerticle.class);

  /** Races of a provider that is not configured on this node may be another's, or wait for it to come back. */
  private static final Duration NOT_OURS = Duration.ofMinutes(10);

  private final Bus bus;
  private final Closing closing;
  private final Timers timers;
  private final Map<String, Followed> providers;
  private final Poll poll;
  private final Discovery discovery;
  private final Unasked unasked;

  /** The stores of this feature. */
  public record Stores(RaceStore races, RaceWrites writes, CardStore cards) {}

  public PollVerticle(Bus bus, Timers timers, Closing closing, Stores stores, Outbox outbox,
      List<Followed> providers) {
    this.bus = bus;
    this.closing = closing;
    this.timers = timers;
    this.providers = providers.stream().collect(Collectors.toMap(Followed::name, followed -> followed));
    var register = new Register(bus, stores.races(), stores.writes(), outbox, timers);
    this.poll = new Poll(bus, stores.races(), closing, new News(closing, register, timers), timers);
    this.discovery = new Discovery(bus, stores.cards(), closing, outbox, timers);
    this.unasked = new Unasked(bus, stores.races(), register, this.providers, poll::readNext);
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Followed.POLL), due -> byProvider(due, poll::run))
        .compose(v -> bus.answer(Scheduling.due(Followed.DAY), due -> byProvider(due, this::discover)))
        .compose(v -> bus.answer(Horses.TOLD, unasked::take));
  }

  /** What must be planned for everything else to follow: the day's card of each provider. */
  public static List<Plan> cardPlans(List<Followed> providers) {
    return providers.stream().map(Followed::day).toList();
  }

  private Future<List<SlotEnded>> discover(Followed from, List<Claim> claims) {
    return each(claims, claim -> discovery.run(from, claim));
  }

  /** What fails leaves the others' work done; the scheduler tries it again. */
  private Future<Worked> byProvider(DueWork due, BiFunction<Followed, List<Claim>, Future<List<SlotEnded>>> run) {
    var ended = new ArrayList<SlotEnded>();
    var groups = due.claims().stream().collect(Collectors.groupingBy(claim -> claim.plan().group()));
    var all = groups.entrySet().stream().map(group -> {
      var from = providers.get(group.getKey());
      var turn = from == null ? each(group.getValue(), this::notOurs) : run.apply(from, group.getValue());
      return turn.map(ended::addAll).onFailure(t -> LOG.error("{} slots of {} failed", group.getValue().size(), group.getKey(), t));
    }).toList();
    return Future.join(all).transform(done -> Future.succeededFuture(new Worked(List.copyOf(ended))));
  }

  private Future<SlotEnded> notOurs(Claim claim) {
    var why = "provider " + claim.plan().group() + " is not configured";
    boolean over = claim.plan().until().filter(until -> until.isBefore(timers.instant())).isPresent();
    return closing.close(claim, over || claim.plan().kind().equals(Followed.DAY) ? new Ending.Stop(why)
        : new Ending.Defer(timers.instant().plus(NOT_OURS), why));
  }

  private static Future<List<SlotEnded>> each(List<Claim> claims, Function<Claim, Future<SlotEnded>> run) {
    return EachClaim.atOnce(new DueWork(claims), run).map(Worked::ended);
  }
}
