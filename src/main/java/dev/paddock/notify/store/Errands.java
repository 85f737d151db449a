package dev.paddock.notify.store;

import dev.paddock.notify.rules.Kind;
import dev.paddock.notify.store.Notifications.Notification;
import dev.paddock.notify.store.Readers.Reader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What has to be taken to whom by mail and webhook. */
public final class Errands {
  private static final String OF = """
      select n.id, n.kind, n.season, n.race_id, n.session_id, n.version, n.title, n.body, n.about,
             n.audience, n.created_at, false as read, %s
        from unnest($1::bigint[], $2::bigint[]) as e (notification_id, user_id)
        join notification n on n.id = e.notification_id join reader u on u.user_id = e.user_id""".formatted(Readers.COLUMNS);
  private static final String BROADCAST = """
      select id, kind, season, race_id, session_id, version, title, body, about, audience, created_at, false as read
        from notification where id = $1::bigint and user_id is null""";
  private static final String WHO_WANTS = """
      select u.user_id from reader u
       where u.user_id > $2::bigint
         and (u.address is not null and $1::text = any (u.email) or u.endpoint is not null and $1::text = any (u.webhook))
       order by u.user_id limit $3::int""";

  /** Which notification goes to whom. */
  public record Errand(long notification, long user) {}

  public record Letter(Notification notification, Reader reader) {
    public Errand errand() {
      return new Errand(notification.id(), reader.user());
    }

    public Kind kind() {
      return Kind.of(notification.kind());
    }
  }

  private final SqlClient client;

  public Errands(SqlClient client) {
    this.client = client;
  }

  /** Those whose notification and reader are still there. */
  public Future<List<Letter>> of(Collection<Errand> errands) {
    return client.preparedQuery(OF)
        .collecting(Collectors.mapping((Row r) -> new Letter(Notifications.notification(r), Readers.reader(r)),
            Collectors.toUnmodifiableList()))
        .execute(Tuple.tuple().addArrayOfLong(errands.stream().map(Errand::notification).toArray(Long[]::new))
            .addArrayOfLong(errands.stream().map(Errand::user).toArray(Long[]::new)))
        .map(found -> found.value());
  }

  /** A notification that is for everybody. */
  public Future<Optional<Notification>> broadcast(long id) {
    return client.preparedQuery(BROADCAST).execute(Tuple.of(id))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(Notifications.notification(rows.iterator().next())));
  }

  /** Users after that one, by their ids, who want to hear of that kind by mail or webhook. */
  public Future<List<Long>> whoWants(Kind kind, long after, int limit) {
    return client.preparedQuery(WHO_WANTS)
        .collecting(Collectors.mapping((Row r) -> r.getLong("user_id"), Collectors.toUnmodifiableList()))
        .execute(Tuple.of(kind.word(), after, limit)).map(found -> found.value());
  }
}
