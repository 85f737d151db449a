package dev.paddock.horse;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.horse.contract.Horses.Outcome;
import dev.paddock.horse.provider.HorseSource.Look;
import dev.paddock.horse.provider.HorseSource.Looked;
import dev.paddock.horse.rules.Memo;
import dev.paddock.horse.rules.Pace;
import dev.paddock.horse.rules.Pace.Standing;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.store.RaceStore;
import dev.paddock.horse.store.RaceStore.Key;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of one provider's races: the single poller for one, the batch poller for several. An answer like the last one ends its slot
 * without a look at the race; what differs goes to {@link News}.
 */
final class Poll {
  private static final Logger LOG = LoggerFactory.getLogger(Poll.class);

  private final Bus bus;
  private final RaceStore races;
  private final Closing closing;
  private final News news;
  private final Timers timers;
  /** Races of which a provider told something unasked: their next answer is compared with what is stored, whatever it is like. */
  private final Set<Long> toRead = new HashSet<>();

  Poll(Bus bus, RaceStore races, Closing closing, News news, Timers timers) {
    this.bus = bus;
    this.races = races;
    this.closing = closing;
    this.news = news;
    this.timers = timers;
  }

  void readNext(long raceId) {
    toRead.add(raceId);
  }

  /** The slots that ended. One that is missing failed, and is tried again by the scheduler. */
  Future<List<SlotEnded>> run(Followed from, List<Claim> claims) {
    var tally = new Tally(from.name());
    return due(from, claims).compose(found -> {
      List<Future<List<SlotEnded>>> turns = new ArrayList<>();
      found.gone().forEach(claim -> turns.add(closing.close(claim, new Ending.Stop("no such race")).map(List::of)));
      chunks(found.due(), from.source().batchAtMost())
          .forEach(chunk -> turns.add(look(from, chunk).compose(looked -> take(from, chunk, looked, tally))));
      return all(turns);
    }).onSuccess(ended -> {
      ended.stream().filter(slot -> slot.ending() instanceof Ending.Stop(var why) && why.endsWith(Pace.NEVER_FINAL))
          .forEach(slot -> tally.count(Outcome.GIVEN_UP));
      tally.tell(bus);
    });
  }

  private record Found(List<Due> due, List<Claim> gone) {}

  /** The memo of the last look has all that is needed; only a race without one is looked up. */
  private Future<Found> due(Followed from, List<Claim> claims) {
    var memos = new HashMap<Claim, Memo>();
    claims.forEach(claim -> Memo.read(claim.memo()).ifPresent(memo -> memos.put(claim, memo)));
    var without = claims.stream().filter(claim -> !memos.containsKey(claim)).map(claim -> Followed.raceId(claim.plan())).toList();
    return races.keys(without).map(keys -> {
      var due = new ArrayList<Due>();
      var gone = new ArrayList<Claim>();
      for (var claim : claims) {
        var id = Followed.raceId(claim.plan());
        var memo = Optional.ofNullable(memos.get(claim)).or(() -> first(keys.get(id)));
        memo.ifPresentOrElse(m -> due.add(new Due(from, claim, id, m)), () -> gone.add(claim));
      }
      return new Found(due, gone);
    });
  }

  private Optional<Memo> first(Key key) {
    if (key == null) return Optional.empty();
    var now = timers.instant();
    return Optional.of(Memo.first(key.raceId(), key.meetingId(),
        Standing.of(key.status(), key.start(), key.actualStart(), key.finalAt().isPresent(), 0, now), now));
  }

  private static List<List<Due>> chunks(List<Due> due, int size) {
    return IntStream.range(0, (due.size() + size - 1) / size)
        .mapToObj(n -> due.subList(n * size, Math.min(due.size(), (n + 1) * size))).toList();
  }

  private Future<Looked> look(Followed from, List<Due> chunk) {
    var now = timers.instant();
    var wanted = chunk.stream().map(due -> due.wanted(now)).toList();
    return wanted.size() == 1 ? from.source().one(wanted.getFirst()) : from.source().many(wanted);
  }

  private Future<List<SlotEnded>> take(Followed from, List<Due> chunk, Looked looked, Tally tally) {
    List<Future<List<SlotEnded>>> ends = new ArrayList<>();
    var items = new ArrayList<News.Item>();
    for (var due : chunk) {
      switch (looked.races().get(due.memo().raceId())) {
        case null -> ends.add(failed(due, new Ending.Retry("not in the answer"), Optional.empty(), Outcome.MISSING, tally));
        case Look.Seen seen -> seen(due, seen, items, tally).ifPresent(ends::add);
        case Look.Missing(var why, var exchange) ->
            ends.add(failed(due, new Ending.Retry(why), Optional.of(exchange), Outcome.MISSING, tally));
        case Look.Later(var until, var why, var exchange) ->
            ends.add(failed(due, new Ending.Defer(until, why), exchange, Outcome.DEFERRED, tally));
        case Look.Failed(var why, var exchange) -> ends.add(failed(due, new Ending.Retry(why), exchange, Outcome.FAILED, tally));
      }
    }
    ends.add(news.take(from, items, tally));
    return all(ends);
  }

  private Future<List<SlotEnded>> failed(Due due, Ending ending, Optional<Exchange> exchange, Outcome outcome, Tally tally) {
    tally.count(outcome);
    var asked = exchange.map(sent -> Due.asked(sent, Optional.empty()));
    return closing.close(due.claim(), due.failed(ending, asked, Optional.empty(), timers.instant())).map(List::of);
  }

  /** Empty: it is news, and among the items now. */
  private Optional<Future<List<SlotEnded>>> seen(Due due, Look.Seen look, List<News.Item> items, Tally tally) {
    var now = timers.instant();
    if (look.sighting().status() == RaceStatus.UNKNOWN) {
      LOG.warn("{}: {} says \"{}\", which we do not know", due.claim().plan().subject(), due.from().name(), look.sighting().statusWord());
      tally.count(Outcome.UNKNOWN_STATUS);
    }
    var after = due.memo().seen().after(look.sighting(), look.exchange().received());
    boolean wasPushed = toRead.remove(due.raceId());
    if (after.changed() || wasPushed || due.mustRead(now)) {
      items.add(new News.Item(due, look.sighting(), look.exchange(), after.seen()));
      return Optional.empty();
    }
    tally.count(Outcome.UNCHANGED);
    return Optional.of(closing.close(due.claim(), unchanged(due, look, after.seen(), tally)).map(List::of));
  }

  private Closure unchanged(Due due, Look.Seen look, Seen seen, Tally tally) {
    var now = timers.instant();
    var left = due.stands(due.memo().standing(), seen, look.sighting());
    var frozen = left.standing().isFinal() ? Optional.<Duration>empty()
        : Pace.frozenFor(left.standing().start(), left.newsAt(), now);
    if (frozen.isPresent() && !left.frozen()) tally.count(Outcome.FROZEN);
    var pace = due.pace(left.standing(), false, now);
    var note = frozen.map(silent -> "unchanged; frozen? nothing new for " + silent.toMinutes() + " min").orElse("unchanged");
    var asked = Due.asked(look.exchange(), look.sighting().providerTime());
    return due.ends(pace, false, note, left.frozen(frozen.isPresent()), Optional.of(asked));
  }

  /** What succeeded; what failed is logged, and the scheduler tries it again. */
  private static Future<List<SlotEnded>> all(List<Future<List<SlotEnded>>> turns) {
    var ended = new ArrayList<SlotEnded>();
    return Future.join(turns.stream()
            .map(turn -> turn.onFailure(t -> LOG.warn("a slot stays open: {}", t.toString())).map(ended::addAll)).toList())
        .transform(done -> Future.succeededFuture(List.copyOf(ended)));
  }
}
