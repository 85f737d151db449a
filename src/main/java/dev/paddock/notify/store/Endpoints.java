package dev.paddock.notify.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Endpoints: the operator's, and one that a user has for himself. */
public final class Endpoints {
  private static final String LIST = """
      select id, url, secret, events, active, created_at, failing_since from webhook_endpoint where owner_id is null order by id limit $1::int""";
  private static final String GET = """
      select id, url, secret, events, active, created_at, failing_since from webhook_endpoint
       where id = $1::bigint and owner_id is null""";
  private static final String ADD = """
      insert into webhook_endpoint (url, secret, events, created_at) values ($1::text, $2::text, $3::text[], $4::timestamptz)
      returning id, url, secret, events, active, created_at, failing_since""";
  private static final String CHANGE = """
      update webhook_endpoint
         set url = coalesce($2::text, url), events = coalesce($3::text[], events), active = coalesce($4::boolean, active)
       where id = $1::bigint and owner_id is null
      returning id, url, secret, events, active, created_at, failing_since""";
  private static final String REMOVE_WHERE = """
      with gone as (delete from webhook_endpoint where %s = $1::bigint returning id),
           deliveries as (delete from webhook_delivery where endpoint_id in (select id from gone)),
           queues as (delete from webhook_queue where endpoint_id in (select id from gone))
      select id from gone""";
  private static final String REMOVE = REMOVE_WHERE.formatted("owner_id is null and id");
  private static final String REMOVE_OWN = REMOVE_WHERE.formatted("owner_id");
  private static final String OWN = """
      select id, url, secret, events, active, created_at, failing_since from webhook_endpoint where owner_id = $1::bigint""";
  private static final String PUT_OWN = """
      insert into webhook_endpoint (owner_id, url, secret, events, created_at)
      values ($1::bigint, $2::text, $3::text, '{*}', $4::timestamptz)
      on conflict (owner_id) do update
        set url = excluded.url, secret = excluded.secret, active = true, created_at = excluded.created_at, failing_since = null
      returning id, url, secret, events, active, created_at, failing_since""";

  /** More endpoints than an operator has. */
  private static final int AT_MOST = 200;

  /** @param secret signs what is sent there; @param failingSince empty: the last delivery arrived, or there was none */
  public record Endpoint(long id, String url, String secret, List<String> events, boolean active, Instant createdAt,
                         Optional<Instant> failingSince) {}

  /** What shall be different; empty: as it is. */
  public record Change(Optional<String> url, Optional<List<String>> events, Optional<Boolean> active) {}

  private final SqlClient client;

  public Endpoints(SqlClient client) {
    this.client = client;
  }

  public Future<List<Endpoint>> list() {
    return client.preparedQuery(LIST).collecting(Collectors.mapping(Endpoints::endpoint, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(AT_MOST)).map(found -> found.value());
  }

  public Future<Optional<Endpoint>> get(long id) {
    return client.preparedQuery(GET).execute(Tuple.of(id)).map(Endpoints::first);
  }

  public Future<Endpoint> add(String url, String secret, List<String> events, Instant at) {
    return client.preparedQuery(ADD).execute(Tuple.of(url, secret, events.toArray(String[]::new), at.atOffset(ZoneOffset.UTC)))
        .map(rows -> first(rows).orElseThrow());
  }

  /** Empty: no such endpoint. */
  public Future<Optional<Endpoint>> change(long id, Change change) {
    return client.preparedQuery(CHANGE).execute(Tuple.of(id, change.url.orElse(null),
        change.events.map(events -> events.toArray(String[]::new)).orElse(null), change.active.orElse(null))).map(Endpoints::first);
  }

  /** With all that was sent to it, and what waits. False: no such endpoint. */
  public Future<Boolean> remove(long id) {
    return client.preparedQuery(REMOVE).execute(Tuple.of(id)).map(rows -> rows.size() > 0);
  }

  /** A user's own. Empty: he has none. */
  public Future<Optional<Endpoint>> own(long user) {
    return client.preparedQuery(OWN).execute(Tuple.of(user)).map(Endpoints::first);
  }

  /** Instead of the one that he had. */
  public Future<Endpoint> putOwn(long user, String url, String secret, Instant at) {
    return client.preparedQuery(PUT_OWN).execute(Tuple.of(user, url, secret, at.atOffset(ZoneOffset.UTC)))
        .map(rows -> first(rows).orElseThrow());
  }

  /** With what waits for it. False: he has none. */
  public Future<Boolean> removeOwn(long user) {
    return client.preparedQuery(REMOVE_OWN).execute(Tuple.of(user)).map(rows -> rows.size() > 0);
  }

  private static Optional<Endpoint> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(endpoint(rows.iterator().next()));
  }

  private static Endpoint endpoint(Row r) {
    return new Endpoint(r.getLong("id"), r.getString("url"), r.getString("secret"), List.of(r.getArrayOfStrings("events")),
        r.getBoolean("active"), r.getOffsetDateTime("created_at").toInstant(),
        Optional.ofNullable(r.getOffsetDateTime("failing_since")).map(OffsetDateTime::toInstant));
  }
}
