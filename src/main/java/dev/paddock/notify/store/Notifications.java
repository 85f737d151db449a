package dev.paddock.notify.store;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Notifications: one row a broadcast, and who has read it. A user sees those made since he joined. */
public final class Notifications {
  private static final String INSERT = """
      insert into notification
             (key, kind, season, race_id, session_id, version, title, body, before_snapshot, after_snapshot, audience, created_at)
      values ($1::text, $2::text, $3::int, $4::text, $5::text, $6::int, $7::text, $8::text, $9::bigint, $10::bigint, $11::int,
              $12::timestamptz)
      on conflict (key) do nothing returning id""";
  private static final String OF_USER = """
      select n.id, n.season, n.race_id, n.session_id, n.version, n.title, n.body,
             n.before_snapshot, n.after_snapshot, n.audience, n.created_at,
             r.read_at is not null as read
        from notification n left join notification_read r on r.notification_id = n.id and r.user_id = $1::bigint
       where n.created_at >= $2::timestamptz order by n.created_at desc, n.id desc limit $3::int""";
  private static final String UNREAD = """
      select count(*)::int as unread from notification n
       where n.created_at >= $2::timestamptz
         and not exists (select 1 from notification_read r where r.notification_id = n.id and r.user_id = $1::bigint)""";
  private static final String AUDIENCE = "select audience from notification where session_id = $1::text and version = $2::int";
  private static final String SEES = "select 1 from notification n where n.id = $1::bigint and n.created_at >= $2::timestamptz";
  private static final String READ = """
      insert into notification_read (user_id, notification_id, read_at) values ($1::bigint, $2::bigint, $3::timestamptz)
      on conflict do nothing""";

  /**
   * @param key      one notification is made for it, ever
   * @param before   snapshot of the round's board before the correction, if there was one; {@code after} the one with it
   * @param audience active users when it was made
   */
  public record Draft(String key, String kind, int season, String raceId, String sessionId, int version, String title, String body,
                      Optional<Long> before, long after, int audience, Instant at) {}

  public record Notification(long id, int season, String raceId, String sessionId, int version, String title, String body,
                             Optional<Long> before, long after, int audience, Instant at, boolean read) {}

  /** @param notification empty when there was one already */
  public record Committed(SlotEnded ended, Optional<Long> notification, int users) {}

  private final SqlClient client;
  private final Closing closing;

  public Notifications(SqlClient client, Closing closing) {
    this.client = client;
    this.closing = closing;
  }

  /** Commits a notification with the end of its slot. */
  public Future<Committed> commit(Claim claim, Draft draft) {
    var made = new AtomicReference<Optional<Long>>();
    return closing.close(claim, tx -> insert(tx, draft).map(id -> {
      made.set(id);
      return new Closure(new Ending.Next(id.isPresent(),
          id.isPresent() ? "%,d users told".formatted(draft.audience) : "already told"), List.of());
    })).map(ended -> new Committed(ended, made.get(), draft.audience));
  }

  private static Future<Optional<Long>> insert(SqlClient tx, Draft d) {
    return tx.preparedQuery(INSERT)
        .execute(Tuple.of(d.key, d.kind, d.season, d.raceId, d.sessionId, d.version).addString(d.title).addString(d.body)
            .addLong(d.before.orElse(null)).addLong(d.after).addInteger(d.audience).addOffsetDateTime(d.at.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getLong("id")));
  }

  /** Newest first, at most {@code limit}. */
  public Future<List<Notification>> of(long user, Instant joined, int limit) {
    return client.preparedQuery(OF_USER).collecting(Collectors.mapping(Notifications::notification, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(user, joined.atOffset(ZoneOffset.UTC), limit)).map(found -> found.value());
  }

  public Future<Integer> unread(long user, Instant joined) {
    return client.preparedQuery(UNREAD).execute(Tuple.of(user, joined.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getInteger("unread"));
  }

  /** How many users were told of a correction; 0 before it happened. */
  public Future<Integer> audience(String sessionId, int version) {
    return client.preparedQuery(AUDIENCE).execute(Tuple.of(sessionId, version))
        .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getInteger("audience"));
  }

  /** Once is enough, twice changes nothing. False: that user does not see such a notification. */
  public Future<Boolean> markRead(long user, Instant joined, long notification, Instant at) {
    return client.preparedQuery(SEES).execute(Tuple.of(notification, joined.atOffset(ZoneOffset.UTC))).compose(seen -> seen.size() == 0
        ? Future.succeededFuture(false)
        : client.preparedQuery(READ).execute(Tuple.of(user, notification, at.atOffset(ZoneOffset.UTC))).map(true));
  }

  private static Notification notification(Row r) {
    return new Notification(r.getLong("id"), r.getInteger("season"), r.getString("race_id"), r.getString("session_id"),
        r.getInteger("version"), r.getString("title"), r.getString("body"),
        Optional.ofNullable(r.getLong("before_snapshot")), r.getLong("after_snapshot"),
        r.getInteger("audience"), r.getOffsetDateTime("created_at").toInstant(), r.getBoolean("read"));
  }
}
