package dev.paddock.horse;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.horse.Register.Ruling;
import dev.paddock.horse.contract.Horses.Outcome;
import dev.paddock.horse.rules.Change;
import dev.paddock.horse.rules.Judgement;
import dev.paddock.horse.rules.Pace.Standing;
import dev.paddock.horse.rules.RaceDiff;
import dev.paddock.horse.rules.Seen;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers that differ from the last ones: compared with what is stored, written together, and then told. */
final class News {
  private static final Logger LOG = LoggerFactory.getLogger(News.class);
  private static final int CHANGES_TOLD = 4;

  private final Closing closing;
  private final Register register;
  private final Timers timers;

  News(Closing closing, Register register, Timers timers) {
    this.closing = closing;
    this.register = register;
    this.timers = timers;
  }

  /** @param seen what the answer was like, for the next look */
  record Item(Due due, Sighting sighting, Exchange exchange, Seen seen) {}

  /** The slots that ended. Where all together fail, each is tried alone: one odd race must not hold up the others. */
  Future<List<SlotEnded>> take(Followed from, List<Item> items, Tally tally) {
    if (items.isEmpty()) return Future.succeededFuture(List.of());
    return together(from, items, tally).recover(failed -> {
      LOG.error("{} races of {} could not be stored", items.size(), from.name(), failed);
      return items.size() == 1 ? Future.succeededFuture(List.of()) : alone(from, items, tally);
    });
  }

  private Future<List<SlotEnded>> alone(Followed from, List<Item> items, Tally tally) {
    return Future.all(items.stream().map(item -> take(from, List.of(item), tally)).toList())
        .map(all -> all.<List<SlotEnded>>list().stream().flatMap(List::stream).toList());
  }

  private Future<List<SlotEnded>> together(Followed from, List<Item> items, Tally tally) {
    var rulings = new HashMap<Long, Ruling>();
    return closing.closeAll(items.stream().map(item -> item.due.claim()).toList(), (tx, ours) -> enter(tx, from, items, ours, rulings))
        .onSuccess(ended -> {
          var subjects = ended.stream().map(SlotEnded::subject).collect(Collectors.toSet());
          for (var item : items) {
            if (subjects.contains(item.due.claim().plan().subject())) told(item, rulings.get(item.due.raceId()), tally);
          }
        });
  }

  private Future<Map<String, Closure>> enter(SqlConnection tx, Followed from, List<Item> items, List<Claim> ours,
      Map<Long, Ruling> rulings) {
    var held = new HashSet<>(ours);
    var mine = items.stream().filter(item -> held.contains(item.due.claim())).toList();
    var seen = mine.stream().map(item -> new Register.Seen(item.due.raceId(), item.sighting, item.due.memo().against())).toList();
    return register.enter(tx, from, seen).map(entered -> {
      rulings.clear();
      rulings.putAll(entered.rulings());
      var closures = new LinkedHashMap<String, Closure>();
      for (var item : mine) closures.put(item.due.claim().plan().subject(), closure(item, rulings.get(item.due.raceId())));
      closures.entrySet().stream().findFirst().ifPresent(first -> first.setValue(with(first.getValue(), entered.telling())));
      return closures;
    });
  }

  /** Telling those outside is put with any of the slots: all are closed together. */
  private static Closure with(Closure closure, List<Plan> telling) {
    return telling.isEmpty() ? closure : new Closure(closure.ending(), Stream.concat(closure.also().stream(), telling.stream()).toList(),
        closure.asked(), closure.memo());
  }

  /** @param ruling null: there is no such race any more */
  private Closure closure(Item item, Ruling ruling) {
    if (ruling == null) return new Closure(new Ending.Stop("no such race"), List.of());
    var now = timers.instant();
    var due = item.due;
    var asked = Optional.of(Due.asked(item.exchange, item.sighting.providerTime()));
    return switch (ruling.judgement()) {
      case Judgement.Same() -> {
        var standing = Standing.of(ruling.known(), due.memo().standing().confirmed(), now);
        var left = due.stands(standing, item.seen, item.sighting).readAt(Judgement.finalAnyway(ruling.known()));
        yield due.ends(due.pace(left.standing(), false, now), false, "unchanged", left, asked);
      }
      case Judgement.Refused(var why, var newer) -> due.failed(new Ending.Retry("refused: " + why), asked,
          Optional.of(due.memo().against(newer ? due.memo().against() + 1 : 0)), now);
      case Judgement.Changed(var race, var diff, var kind) -> {
        boolean moved = kind == Judgement.Kind.FINAL || kind == Judgement.Kind.AMENDED;
        var changed = due.moved(race, item.seen, Judgement.finalAnyway(race), now);
        var left = moved || !changed.standing().isFinal() ? changed
            : due.stands(changed.standing(), item.seen, item.sighting); // prices moved, the result stood
        yield due.ends(due.pace(left.standing(), moved, now), true, note(kind, diff), left, asked);
      }
    };
  }

  private void told(Item item, Ruling ruling, Tally tally) {
    if (ruling == null) return;
    switch (ruling.judgement()) {
      case Judgement.Same() -> tally.count(Outcome.UNCHANGED);
      case Judgement.Refused(var why, var newer) -> {
        LOG.warn("{}: {}", item.due.claim().plan().subject(), why);
        tally.count(Outcome.REFUSED);
      }
      case Judgement.Changed(var race, var diff, var kind) ->
          tally.count(kind == Judgement.Kind.AMENDED ? Outcome.AMENDED : Outcome.CHANGED);
    }
    register.tell(item.due.raceId(), ruling.judgement());
  }

  private static String note(Judgement.Kind kind, RaceDiff diff) {
    var changes = diff.changes();
    var spoken = changes.stream().filter(change -> change.field() != Change.Field.PRICE).limit(CHANGES_TOLD).map(Change::text)
        .collect(Collectors.joining(", "));
    var text = !spoken.isEmpty() ? spoken : changes.isEmpty() ? "no dividend came" : changes.size() + " prices moved";
    return switch (kind) {
      case FINAL -> text + ": final";
      case AMENDED -> "amended: " + text;
      case LIVE, STATUS, RESULT -> text;
    };
  }
}
