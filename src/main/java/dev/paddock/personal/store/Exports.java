package dev.paddock.personal.store;

import dev.paddock.db.PersonalData;
import dev.paddock.db.PersonalTables;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What users have asked for of what is kept about them. */
public final class Exports {
  private static final String ASK = """
      insert into personal_export (id, user_id, asked_at, expires_at) values ($1::uuid, $2::bigint, $3::timestamptz, $4::timestamptz)
      on conflict (user_id) where ready_at is null do nothing returning id""";
  private static final String GET = """
      select id, asked_at, expires_at, ready_at, body from personal_export
       where id = $1::uuid and user_id = $2::bigint and expires_at > $3::timestamptz""";
  private static final String WHOSE = "select user_id from personal_export where id = $1::uuid and ready_at is null";
  private static final String READY = """
      update personal_export set ready_at = $2::timestamptz, body = $3::jsonb where id = $1::uuid""";
  private static final String FORGET = "delete from personal_export where expires_at < $1::timestamptz";
  private static final String COLLECT = """
      select jsonb_build_object('exports', coalesce(jsonb_agg(jsonb_build_object('id', id, 'askedAt', asked_at) order by asked_at), '[]')) as data
        from personal_export where user_id = $1::bigint""";
  private static final String OF_USER = "delete from personal_export where user_id = $1::bigint and $2::timestamptz is not null";

  /** @param body empty: it is being made */
  public record Export(UUID id, Instant askedAt, Instant expiresAt, Optional<JsonObject> body) {}

  private final SqlClient client;

  public Exports(SqlClient client) {
    this.client = client;
  }

  /** False: one is being made for him already. */
  public static Future<Boolean> ask(SqlConnection tx, UUID id, long user, Instant at, Instant expires) {
    return tx.preparedQuery(ASK).execute(Tuple.of(id, user, utc(at), utc(expires))).map(rows -> rows.size() > 0);
  }

  /** Empty: that user has no such export, or not any more. */
  public Future<Optional<Export>> get(UUID id, long user, Instant at) {
    return client.preparedQuery(GET).execute(Tuple.of(id, user, utc(at)))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(export(rows.iterator().next())));
  }

  /** For whom it is to be made; empty: for nobody any more. */
  public static Future<OptionalLong> whose(SqlConnection tx, UUID id) {
    return tx.preparedQuery(WHOSE).execute(Tuple.of(id))
        .map(rows -> rows.size() == 0 ? OptionalLong.empty() : OptionalLong.of(rows.iterator().next().getLong("user_id")));
  }

  public static Future<Void> ready(SqlConnection tx, UUID id, Instant at, JsonObject body) {
    return tx.preparedQuery(READY).execute(Tuple.of(id, utc(at), body)).mapEmpty();
  }

  /** Those that have expired. Answers how many. */
  public static Future<Integer> forget(SqlConnection tx, Instant at) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(utc(at))).map(gone -> gone.rowCount());
  }

  public static PersonalData data() {
    return new PersonalTables("exports", COLLECT, List.of(OF_USER));
  }

  private static Export export(Row r) {
    return new Export(r.getUUID("id"), r.getOffsetDateTime("asked_at").toInstant(), r.getOffsetDateTime("expires_at").toInstant(),
        Optional.ofNullable(r.getJsonObject("body")));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
