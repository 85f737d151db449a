package dev.paddock.notify;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Outbox;
import dev.paddock.db.Postbox.Mail;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.notify.contract.Webhooks;
import dev.paddock.notify.contract.Webhooks.State;
import dev.paddock.notify.store.Errands;
import dev.paddock.notify.store.Errands.Errand;
import dev.paddock.notify.store.Errands.Letter;
import dev.paddock.notify.store.PgOutbox;
import dev.paddock.notify.store.PgOutbox.Own;
import dev.paddock.notify.store.PgPostbox;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes letters to their readers by mail and webhook, as each has chosen at that moment: in his quiet hours they wait until these end.
 * What is to be sent is written down in the transaction that ends the slot, many letters in one. Event loop, no state.
 */
public final class CourierVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CourierVerticle.class);
  private static final int TOGETHER = 200;

  private final Bus bus;
  private final Timers timers;
  private final Mailbox mailbox;
  private final Errands errands;
  private final Out out;
  private final Closing closing;

  /** By which doors letters leave. */
  public record Out(PgPostbox postbox, PgOutbox outbox, LetterPaper paper) {}

  public CourierVerticle(Bus bus, Timers timers, Mailbox mailbox, Errands errands, Out out, Closing closing) {
    this.bus = bus;
    this.timers = timers;
    this.mailbox = mailbox;
    this.errands = errands;
    this.out = out;
    this.closing = closing;
  }

  @Override public Future<?> start() {
    return bus.answer(Scheduling.due(Notifying.LETTER), this::take)
        .compose(listening -> bus.answer(Webhooks.state("notify"), asked -> state(asked.subject())));
  }

  private Future<Worked> take(DueWork due) {
    var claims = due.claims();
    Future<List<SlotEnded>> done = Future.succeededFuture(new ArrayList<>());
    for (int from = 0; from < claims.size(); from += TOGETHER) {
      var some = claims.subList(from, Math.min(claims.size(), from + TOGETHER));
      done = done.compose(ended -> together(some).map(more -> {
        ended.addAll(more);
        return ended;
      }));
    }
    return done.map(ended -> new Worked(List.copyOf(ended)));
  }

  private Future<List<SlotEnded>> together(List<Claim> claims) {
    return errands.of(claims.stream().map(CourierVerticle::errand).toList()).compose(this::told)
        .compose(letters -> closing.closeAll(claims, (tx, ours) -> take(tx, ours, letters)))
        .recover(failed -> {
          LOG.error("{} letters, {} the first, failed", claims.size(), claims.getFirst().plan().subject(), failed);
          return Future.succeededFuture(List.of());
        });
  }

  /** A letter in its reader's words. */
  private record Told(Letter letter, Mailbox.Letter words) {}

  private Future<Map<Errand, Told>> told(List<Letter> letters) {
    var words = letters.stream().map(letter -> mailbox.letter(letter.reader().user(), letter.notification())).toList();
    return Future.all(words).map(all -> IntStream.range(0, letters.size()).mapToObj(i -> new Told(letters.get(i), words.get(i).result()))
        .collect(Collectors.toMap(told -> told.letter.errand(), Function.identity())));
  }

  private Future<Map<String, Closure>> take(SqlConnection tx, List<Claim> claims, Map<Errand, Told> letters) {
    var now = timers.instant();
    var endings = new HashMap<String, Ending>();
    var leaving = new ArrayList<Told>();
    for (var claim : claims) {
      var told = Optional.ofNullable(letters.get(errand(claim)));
      var free = told.map(found -> found.letter).map(found -> found.reader().preferences().free(found.kind(), now, found.reader().zone()));
      told.filter(found -> !free.get().isAfter(now)).ifPresent(leaving::add);
      endings.put(claim.plan().subject(), free.filter(now::isBefore).<Ending>map(until -> new Ending.Defer(until, "quiet hours"))
          .orElseGet(() -> new Ending.Stop(told.map(CourierVerticle::channels).orElse("nobody is there to read it"))));
    }
    return out.postbox.putAll(tx, now, leaving.stream().flatMap(this::mail).toList())
        .compose(mailed -> out.outbox.putOwn(tx, now, leaving.stream().flatMap(CourierVerticle::event).toList())
            .map(called -> closures(endings, Stream.concat(mailed.stream(), called.stream()).toList())));
  }

  /** What follows is put once, with the first of them. */
  private static Map<String, Closure> closures(Map<String, Ending> endings, List<Plan> follows) {
    var closures = new HashMap<String, Closure>();
    endings.forEach((subject, ending) -> closures.put(subject, new Closure(ending, closures.isEmpty() ? follows : List.of())));
    return closures;
  }

  private Stream<Mail> mail(Told told) {
    var reader = told.letter.reader();
    var kind = told.letter.kind();
    return reader.mailed(kind) ? Stream.of(out.paper.mail(reader.user(), reader.address().orElseThrow(), kind, told.words)) : Stream.of();
  }

  private static Stream<Own> event(Told told) {
    var reader = told.letter.reader();
    var id = told.letter.notification().id();
    return reader.called(told.letter.kind())
        ? Stream.of(new Own(reader.user(), new Outbox.Event("notify.letter", "letter-" + id + "-" + reader.user(), id))) : Stream.of();
  }

  private static String channels(Told told) {
    var reader = told.letter.reader();
    var kind = told.letter.kind();
    return Stream.of(reader.mailed(kind) ? "mail" : "", reader.called(kind) ? "webhook" : "").filter(word -> !word.isEmpty())
        .collect(Collectors.collectingAndThen(Collectors.joining(" and "), by -> by.isEmpty() ? "he has turned it off" : "by " + by));
  }

  /** What a user's own endpoint is sent of {@code letter-<id>-<user>}. */
  private Future<State> state(String subject) {
    var parts = subject.split("-");
    return errands.of(List.of(new Errand(Long.parseLong(parts[1]), Long.parseLong(parts[2])))).compose(this::told)
        .map(letters -> new State(letters.values().stream().findFirst().map(told -> LetterJson.of(told.words).encode())));
  }

  private static Errand errand(Claim claim) {
    var parts = claim.plan().subject().split(":");
    return new Errand(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}
