package dev.paddock.notify.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The events that providers pushed and we took. One is written down when it has been taken, not before: an event that is lost half-way
 * is taken when it comes again, and one that comes twice at the same instant is taken twice, which changes nothing the second time.
 */
public final class Received {
  private static final String KNOWN = "select 1 from webhook_received where provider = $1::text and event_id = $2::text";
  private static final String TAKEN = """
      insert into webhook_received (provider, event_id, race_id, outcome, received_at)
      values ($1::text, $2::text, $3::text, $4::text, $5::timestamptz) on conflict do nothing""";

  private final SqlClient client;

  public Received(SqlClient client) {
    this.client = client;
  }

  public Future<Boolean> isKnown(String provider, String eventId) {
    return client.preparedQuery(KNOWN).execute(Tuple.of(provider, eventId)).map(rows -> rows.size() > 0);
  }

  /** @param raceId the provider's; @param outcome applied, unchanged or polled */
  public Future<Void> taken(String provider, String eventId, String raceId, String outcome, Instant at) {
    return client.preparedQuery(TAKEN).execute(Tuple.of(provider, eventId, raceId, outcome, at.atOffset(ZoneOffset.UTC))).mapEmpty();
  }
}
