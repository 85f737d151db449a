package dev.paddock.notify.store;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.notify.contract.Webhooks;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What endpoints are told: who waits, and what came of it. What waits for one endpoint about one subject is told in its order. */
public final class Deliveries {
  private static final String HEAD = """
      select d.id, d.event_id, d.type, d.subject, d.revision, d.sequence, d.occurred_at, d.attempts, w.url, w.secret,
             w.owner_id is not null as of_user
        from webhook_delivery d join webhook_endpoint w on w.id = d.endpoint_id and w.active
       where d.endpoint_id = $1::bigint and d.subject = $2::text and d.state = 'pending'
       order by d.sequence limit 1""";
  private static final String TRIED = """
      update webhook_delivery
         set state = $2::text, attempts = attempts + 1, tried_at = $3::timestamptz, status = $4::int, error = $5::text
       where id = $1::bigint""";
  // Writes only when an endpoint begins or ceases to fail, so that its row is no place where its deliveries wait for each other.
  private static final String FAILING = """
      update webhook_endpoint set failing_since = $2::timestamptz
       where id = $1::bigint and (failing_since is null) <> ($2::timestamptz is null)""";
  // Whoever puts an event holds the row of its queue to the end of his transaction. So what is being put now is waited for, and
  // counted; what is put after this finds the queue at rest, and its work begins anew.
  private static final String LOCK = """
      select sequence from webhook_queue where endpoint_id = $1::bigint and subject = $2::text for update""";
  private static final String WAITING = """
      select count(*)::int as waiting from webhook_delivery where endpoint_id = $1::bigint and subject = $2::text and state = 'pending'""";
  private static final String BURY = """
      update webhook_delivery set state = 'dead', error = 'the endpoint was switched off'
       where endpoint_id = $1::bigint and subject = $2::text and state = 'pending'
         and exists (select 1 from webhook_endpoint where id = $1::bigint and not active)""";
  private static final String ORPHANS = """
      delete from webhook_delivery d where d.endpoint_id = $1::bigint
         and not exists (select 1 from webhook_endpoint w where w.id = d.endpoint_id)""";
  private static final String LIST = """
      select id, endpoint_id, event_id, type, subject, revision, sequence, occurred_at, state, attempts, tried_at, status, error
        from webhook_delivery
       where endpoint_id = $1::bigint and ($2::text is null or state = $2::text) and ($3::bigint is null or id < $3::bigint)
       order by id desc limit $4::int""";
  private static final String REPLAY = """
      update webhook_delivery set attempts = case when state = 'pending' then attempts else 0 end, state = 'pending'
       where id = $1::bigint
      returning id, endpoint_id, event_id, type, subject, revision, sequence, occurred_at, state, attempts, tried_at, status, error""";
  private static final String FORGET = """
      delete from webhook_delivery where state <> 'pending' and greatest(occurred_at, tried_at) < $1::timestamptz""";
  private static final String FORGET_QUEUES = """
      delete from webhook_queue q where q.last_at < $1::timestamptz
         and not exists (select 1 from webhook_delivery d where d.endpoint_id = q.endpoint_id and d.subject = q.subject)""";
  private static final String FORGET_RECEIVED = "delete from webhook_received where received_at < $1::timestamptz";
  private static final String QUEUES = """
      select distinct endpoint_id, subject from webhook_delivery where state = 'pending' order by endpoint_id, subject""";

  /** The next one may be due as soon as this one is committed; it must not be due before. */
  private static final Duration NEXT = Duration.ofMillis(20);

  public enum State { PENDING, DELIVERED, DEAD }

  /** @param attempts that failed so far */
  public record Event(long id, String eventId, String type, String subject, long revision, long sequence, Instant at, int attempts) {}

  /** The first in its queue, and where it goes. @param ofUser whether a user named the address, and not the operator */
  public record Head(Event event, String url, String secret, boolean ofUser) {}

  /** @param state without a name for what it is in the database: pending, delivered, dead */
  public record Delivery(Event event, long endpoint, State state, Optional<Instant> triedAt, Optional<Integer> status,
                         Optional<String> error) {}

  /**
   * What came of an attempt.
   *
   * @param status of the answer, if there was one
   * @param error  why it failed; empty: it arrived
   * @param again  when it is tried again; empty: it arrived, or it is a dead letter
   */
  public record Attempt(Instant at, Optional<Integer> status, Optional<String> error, Optional<Instant> again) {
    State state() {
      return error.isEmpty() ? State.DELIVERED : again.isPresent() ? State.PENDING : State.DEAD;
    }
  }

  private final SqlClient client;
  private final Closing closing;

  public Deliveries(SqlClient client, Closing closing) {
    this.client = client;
    this.closing = closing;
  }

  /** Empty: nothing waits, or the endpoint is gone or switched off. */
  public Future<Optional<Head>> head(long endpoint, String subject) {
    return client.preparedQuery(HEAD).execute(Tuple.of(endpoint, subject)).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(head(rows.iterator().next())));
  }

  /** Commits what came of an attempt with the end of its slot; the queue goes on with the same event, the next one, or rests. */
  public Future<SlotEnded> commit(Claim claim, long endpoint, Event event, Attempt attempt) {
    var state = attempt.state();
    return closing.close(claim, tx -> tx.preparedQuery(TRIED)
        .execute(Tuple.of(event.id, word(state), utc(attempt.at), attempt.status.orElse(null), attempt.error.orElse(null)))
        .compose(tried -> tx.preparedQuery(FAILING).execute(Tuple.of(endpoint, state == State.DELIVERED ? null : utc(attempt.at))))
        .compose(failing -> waiting(tx, endpoint, event.subject))
        .map(waiting -> new Closure(goOn(event, attempt, waiting), List.of())));
  }

  private static Ending goOn(Event event, Attempt attempt, int waiting) {
    var note = event.type + " " + event.revision + " " + switch (attempt.state()) {
      case DELIVERED -> "delivered";
      case PENDING -> "not delivered: attempt " + (event.attempts + 1) + answered(attempt);
      case DEAD -> "given up after " + (event.attempts + 1) + " attempts" + answered(attempt);
    };
    return attempt.again.<Ending>map(at -> new Ending.Defer(at, note)).orElseGet(() -> waiting == 0 ? new Ending.Stop(note)
        : new Ending.Defer(attempt.at.plus(NEXT), note + "; " + waiting + (waiting == 1 ? " more waits" : " more wait")));
  }

  // The log is for everybody to see, so it says nothing of where the endpoint is.
  private static String answered(Attempt attempt) {
    return attempt.status.map(status -> ", HTTP " + status).orElse(", no answer");
  }

  /** Ends the slot of a queue that had no head: what came meanwhile is told, what waits for an endpoint switched off is dead. */
  public Future<SlotEnded> rest(Claim claim, long endpoint, String subject, Instant now) {
    return closing.close(claim, tx -> tx.preparedQuery(BURY).execute(Tuple.of(endpoint, subject))
        .compose(buried -> tx.preparedQuery(ORPHANS).execute(Tuple.of(endpoint)))
        .compose(removed -> waiting(tx, endpoint, subject))
        .map(waiting -> new Closure(waiting == 0 ? new Ending.Stop("nothing to tell")
            : new Ending.Defer(now.plus(NEXT), waiting + " came meanwhile"), List.of())));
  }

  /** Nothing was sent: again a little later. */
  public Future<SlotEnded> putBack(Claim claim, Instant at) {
    return closing.close(claim, new Ending.Defer(at, "the endpoint is slow, and others went first"));
  }

  /** Newest first. @param state empty: all; @param before only those with a smaller id */
  public Future<List<Delivery>> list(long endpoint, Optional<State> state, Optional<Long> before, int limit) {
    return client.preparedQuery(LIST).collecting(Collectors.mapping(Deliveries::delivery, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(endpoint, state.map(Deliveries::word).orElse(null), before.orElse(null), limit)).map(found -> found.value());
  }

  /** Shall be told again, with all its attempts before it; one that still waits just goes on. Empty: there is none. */
  public static Future<Optional<Delivery>> replay(SqlClient in, long id) {
    return in.preparedQuery(REPLAY).execute(Tuple.of(id))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(delivery(rows.iterator().next())));
  }

  /** Forgets what was settled before {@code cutoff}, and sees to it that every queue with something in it goes on. */
  public Future<SlotEnded> tidy(Claim claim, Instant cutoff) {
    var before = Tuple.of(utc(cutoff));
    return closing.close(claim, tx -> tx.preparedQuery(FORGET).execute(before)
        .compose(gone -> tx.preparedQuery(FORGET_QUEUES).execute(before)
            .compose(queues -> tx.preparedQuery(FORGET_RECEIVED).execute(before))
            .compose(received -> queues(tx))
            .map(plans -> new Closure(new Ending.Next(gone.rowCount() > 0, gone.rowCount() + " deliveries forgotten"), plans))));
  }

  /**
   * The work of every queue with something in it. To put work that goes on already changes nothing; what a process that was killed had
   * written down, but not yet planned, goes on with it.
   */
  public Future<List<Plan>> queues() {
    return queues(client);
  }

  private static Future<List<Plan>> queues(SqlClient tx) {
    return tx.preparedQuery(QUEUES)
        .collecting(Collectors.mapping((Row r) -> Webhooks.queue(r.getLong("endpoint_id"), r.getString("subject")),
            Collectors.toUnmodifiableList()))
        .execute().map(found -> found.value());
  }

  private static Future<Integer> waiting(SqlConnection tx, long endpoint, String subject) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(endpoint, subject))
        .compose(locked -> tx.preparedQuery(WAITING).execute(Tuple.of(endpoint, subject)))
        .map(rows -> rows.iterator().next().getInteger("waiting"));
  }

  private static Head head(Row r) {
    return new Head(event(r), r.getString("url"), r.getString("secret"), r.getBoolean("of_user"));
  }

  private static Event event(Row r) {
    return new Event(r.getLong("id"), r.getString("event_id"), r.getString("type"), r.getString("subject"), r.getLong("revision"),
        r.getLong("sequence"), r.getOffsetDateTime("occurred_at").toInstant(), r.getInteger("attempts"));
  }

  private static Delivery delivery(Row r) {
    return new Delivery(event(r), r.getLong("endpoint_id"), State.valueOf(r.getString("state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(r.getOffsetDateTime("tried_at")).map(OffsetDateTime::toInstant),
        Optional.ofNullable(r.getInteger("status")), Optional.ofNullable(r.getString("error")));
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
