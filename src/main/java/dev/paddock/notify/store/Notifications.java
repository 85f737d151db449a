package dev.paddock.notify.store;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.kernel.Count;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Notifications: one row a broadcast, one a user's letter, and who has read it. A user sees broadcasts made since he joined. */
public final class Notifications {
  private static final String INSERT = """
      with made as (
        insert into notification
               (key, kind, season, race_id, session_id, version, title, body, before_snapshot, after_snapshot, audience, created_at)
        values ($1::text, 'correction', $2::int, $3::text, $4::text, $5::int, $6::text, $7::text, $8::bigint, $9::bigint, $10::int,
                $11::timestamptz)
        on conflict (key) do nothing returning id
      )
      select id, pg_notify('notification', id || ':')::text from made""";
  private static final String COLUMNS = """
      n.id, n.kind, n.season, n.race_id, n.session_id, n.version, n.title, n.body, n.about,
      n.audience, n.created_at""";
  private static final String OF_PLAYER = """
      select %s, r.read_at is not null as read
        from notification n left join notification_read r on r.notification_id = n.id and r.user_id = $1::bigint
       where n.user_id is null and n.kind = 'correction' and n.created_at >= $2::timestamptz
       order by n.created_at desc, n.id desc limit $3::int""".formatted(COLUMNS);
  private static final String UNREAD_OF_PLAYER = """
      select count(*)::int as unread from notification n
       where n.user_id is null and n.kind = 'correction' and n.created_at >= $2::timestamptz
         and not exists (select 1 from notification_read r where r.notification_id = n.id and r.user_id = $1::bigint)""";
  private static final String VISIBLE = """
      (n.user_id = u.user_id or n.user_id is null and n.created_at >= u.joined_at) and n.kind = any (u.in_app)""";
  private static final String OF_USER = """
      select %s, r.read_at is not null as read
        from reader u join notification n on %s left join notification_read r on r.notification_id = n.id and r.user_id = u.user_id
       where u.user_id = $1::bigint and ($2::bigint is null or n.id < $2::bigint) and not ($3::boolean and r.read_at is not null)
       order by n.id desc limit $4::int""".formatted(COLUMNS, VISIBLE);
  private static final String UNREAD = """
      select u.user_id, (select count(*)::int from notification n where %s
               and not exists (select 1 from notification_read r where r.notification_id = n.id and r.user_id = u.user_id)) as unread
        from reader u where u.user_id = any ($1::bigint[])""".formatted(VISIBLE);
  private static final String AUDIENCE = "select audience from notification where session_id = $1::text and version = $2::int";
  private static final String SEES = """
      select 1 from notification n
       where n.id = $1::bigint and n.user_id is null and n.kind = 'correction' and n.created_at >= $2::timestamptz""";
  private static final String READ = """
      insert into notification_read (user_id, notification_id, read_at) values ($1::bigint, $2::bigint, $3::timestamptz)
      on conflict do nothing""";
  private static final String READ_OWN = """
      with seen as (
        select n.id from reader u join notification n on %s where u.user_id = $1::bigint and ($2::bigint is null or n.id = $2::bigint)
      ), marked as (
        insert into notification_read (user_id, notification_id, read_at) select $1::bigint, id, $3::timestamptz from seen
        on conflict do nothing
      )
      select count(*)::int as seen from seen""".formatted(VISIBLE);
  private static final String FORGET_READS = """
      delete from notification_read r using notification n where n.id = r.notification_id and n.created_at < $1::timestamptz""";
  private static final String FORGET = "delete from notification where created_at < $1::timestamptz";

  /**
   * @param key      one notification is made for it, ever
   * @param before   snapshot of the round's board before the correction, if there was one; {@code after} the one with it
   * @param audience active users when it was made
   */
  public record Draft(String key, int season, String raceId, String sessionId, int version, String title, String body,
                      Optional<Long> before, long after, int audience, Instant at) {}

  /** What a correction's notification is about. */
  public record Correction(int season, String raceId, String sessionId, int version) {}

  /**
   * @param correction empty for letters, and broadcasts about something else
   * @param about      what else it is about, where the API has it
   */
  public record Notification(long id, String kind, Optional<Correction> correction, String title, String body, Optional<String> about,
                             int audience, Instant at, boolean read) {}

  /** @param notification empty when there was one already */
  public record Committed(SlotEnded ended, Optional<Long> notification, int users) {}

  private final SqlClient client;
  private final Closing closing;

  public Notifications(SqlClient client, Closing closing) {
    this.client = client;
    this.closing = closing;
  }

  /** Commits a notification for everybody with the end of its slot, and plans whom it is taken to. */
  public Future<Committed> commit(Claim claim, Draft draft) {
    var made = new AtomicReference<Optional<Long>>();
    return closing.close(claim, tx -> insert(tx, draft).map(id -> {
      made.set(id);
      return new Closure(new Ending.Next(id.isPresent(), id.isPresent() ? Count.text(draft.audience) + " users told" : "already told"),
          id.map(notification -> Notifying.broadcast(notification, draft.at)).stream().toList());
    })).map(ended -> new Committed(ended, made.get(), draft.audience));
  }

  private static Future<Optional<Long>> insert(SqlConnection tx, Draft d) {
    return tx.preparedQuery(INSERT)
        .execute(Tuple.of(d.key, d.season, d.raceId, d.sessionId, d.version).addString(d.title).addString(d.body)
            .addLong(d.before.orElse(null)).addLong(d.after).addInteger(d.audience).addOffsetDateTime(utc(d.at)))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getLong("id")));
  }

  /** Corrections for a player, whether he has an account or not; newest first, at most {@code limit}. */
  public Future<List<Notification>> of(long player, Instant joined, int limit) {
    return list(OF_PLAYER, Tuple.of(player, utc(joined), limit));
  }

  public Future<Integer> unread(long player, Instant joined) {
    return client.preparedQuery(UNREAD_OF_PLAYER).execute(Tuple.of(player, utc(joined)))
        .map(rows -> rows.iterator().next().getInteger("unread"));
  }

  /**
   * What a user with an account wants to see in the app, letters and broadcasts; newest first, at most {@code limit}.
   *
   * @param before only those with a smaller id
   */
  public Future<List<Notification>> ofUser(long user, Optional<Long> before, boolean unreadOnly, int limit) {
    return list(OF_USER, Tuple.of(user, before.orElse(null), unreadOnly, limit));
  }

  /** How many each of them has not read. Who has no account is left out. */
  public Future<Map<Long, Integer>> unread(Collection<Long> users) {
    return client.preparedQuery(UNREAD).execute(Tuple.of(users.toArray(Long[]::new))).map(rows -> {
      var unread = new HashMap<Long, Integer>();
      rows.forEach(row -> unread.put(row.getLong("user_id"), row.getInteger("unread")));
      return unread;
    });
  }

  /** How many users were told of a correction; 0 before it happened. */
  public Future<Integer> audience(String sessionId, int version) {
    return client.preparedQuery(AUDIENCE).execute(Tuple.of(sessionId, version))
        .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getInteger("audience"));
  }

  /** Once is enough, twice changes nothing. False: that player does not see such a notification. */
  public Future<Boolean> markRead(long player, Instant joined, long notification, Instant at) {
    return client.preparedQuery(SEES).execute(Tuple.of(notification, utc(joined))).compose(seen -> seen.size() == 0
        ? Future.succeededFuture(false)
        : client.preparedQuery(READ).execute(Tuple.of(player, notification, utc(at))).map(true));
  }

  /** The same for what a user with an account sees. @param notification empty: all of it */
  public Future<Boolean> markOwnRead(long user, Optional<Long> notification, Instant at) {
    return client.preparedQuery(READ_OWN).execute(Tuple.of(user, notification.orElse(null), utc(at)))
        .map(rows -> rows.iterator().next().getInteger("seen") > 0);
  }

  /** Those that were made before that instant. Answers how many. */
  public static Future<Integer> forget(SqlConnection tx, Instant before) {
    return tx.preparedQuery(FORGET_READS).execute(Tuple.of(utc(before)))
        .compose(reads -> tx.preparedQuery(FORGET).execute(Tuple.of(utc(before)))).map(RowSet::rowCount);
  }

  private Future<List<Notification>> list(String sql, Tuple parameters) {
    return client.preparedQuery(sql).collecting(Collectors.mapping(Notifications::notification, Collectors.toUnmodifiableList()))
        .execute(parameters).map(found -> found.value());
  }

  static Notification notification(Row r) {
    var correction = Optional.ofNullable(r.getString("session_id")).map(session ->
        new Correction(r.getInteger("season"), r.getString("race_id"), session, r.getInteger("version")));
    return new Notification(r.getLong("id"), r.getString("kind"), correction, r.getString("title"), r.getString("body"),
        Optional.ofNullable(r.getString("about")), r.getInteger("audience"), r.getOffsetDateTime("created_at").toInstant(),
        r.getBoolean("read"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
