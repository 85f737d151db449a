package dev.paddock.ops.store;

import static dev.paddock.ops.store.Reading.at;
import static dev.paddock.ops.store.Reading.list;
import static dev.paddock.ops.store.Reading.utc;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results on their way to being final, and those that were corrected. Reads only. */
public final class ResultReads {
  private static final String FOLLOWED = """
      select s.session_id, s.race_id, s.code, r.name, s.state, s.version, s.clean_checks, s.results_at, s.checked_at, s.starts_at,
             w.subject, w.due_at, w.anchor, w.slot_at, w.attempt, w.paused
        from session s join work w on w.subject = 'result:' || s.session_id join race r using (race_id)
      """;
  private static final String VERIFIED = FOLLOWED + """
       where s.version > 0 and s.clean_checks < $1::int and (w.due_at is not null or w.paused)
       order by w.due_at nulls last, s.session_id limit $2::int
      """;
  private static final String AWAITED = FOLLOWED + """
       where s.version = 0 and s.starts_at <= $1::timestamptz and (w.due_at is not null or w.paused)
       order by w.due_at nulls last, s.session_id limit $2::int
      """;
  private static final String HORSES = """
      select w.subject, w.due_at, w.cadence, w.paused, h.id, h.name, h.number, h.status, h.advertised_start, m.name as meeting, h.provider
        from (select subject, due_at, cadence, paused from work
               where kind = 'horse.poll' and due_at <= $1::timestamptz + interval '1 hour' order by due_at, subject limit $2::int) w
        join horse_race h on h.id = substring(w.subject from '^horse:([0-9]{1,18})$')::bigint join horse_meeting m on m.id = h.meeting_id
       order by w.due_at, w.subject
      """;
  // What both sports have in common, newest first.
  private static final String CORRECTIONS = """
      select * from (
        (select 'f1' as sport, v.session_id as subject, s.race_id, s.code, r.name, v.version::bigint as version, v.fetched_at as at,
                v.source, v.reason, jsonb_array_length(v.changes) as changes
           from result_version v join session s using (session_id) join race r using (race_id)
          where v.version > 1 and ($1::timestamptz is null or (v.fetched_at, v.session_id) < ($1::timestamptz, $2::text))
          order by v.fetched_at desc, v.session_id desc limit $3::int)
        union all
        (select 'horse', 'horse-' || v.race_id, v.race_id::text, null, m.name || ' race ' || h.number, v.revision, v.at, h.provider, null,
                jsonb_array_length(v.changes)
           from horse_revision v join horse_race h on h.id = v.race_id join horse_meeting m on m.id = h.meeting_id
          where v.kind = 'AMENDED' and ($1::timestamptz is null or (v.at, 'horse-' || v.race_id) < ($1::timestamptz, $2::text))
          order by v.at desc, 'horse-' || v.race_id desc limit $3::int)) both_sports
       order by at desc, subject desc limit $3::int
      """;
  private static final String COUNTS = """
      select (select count(*) from result_version where version > 1) + (select count(*) from horse_revision where kind = 'AMENDED')
               as corrections,
             (select count(*) from session s join work w on w.subject = 'result:' || s.session_id
               where s.version > 0 and s.clean_checks < $1::int and (w.due_at is not null or w.paused))::int as verified,
             (select count(*) from session s join work w on w.subject = 'result:' || s.session_id
               where s.version = 0 and s.starts_at <= $2::timestamptz and (w.due_at is not null or w.paused))::int as awaited,
             (select count(*) from work where kind = 'horse.poll' and due_at is not null)::int as horses
      """;

  /**
   * A session's result that is looked for ({@code version} 0), or checked.
   *
   * @param slotHours of the next check after its anchor, such as 48; null while it is paused
   * @param nextAt    null: paused
   */
  public record Followed(String subject, String sessionId, String raceId, String session, String race, String state, int version,
      int cleanChecks, Long slotHours, Instant startsAt, Instant resultsAt, Instant checkedAt, Instant nextAt, int attempt,
      boolean paused) {}

  public record HorsePolled(String subject, long raceId, String race, int number, String meeting, String provider, String status,
      Instant startsAt, String cadence, Instant nextAt) {}

  /**
   * @param sport   f1 or horse
   * @param subject a session such as 2025-las-vegas-R, or a race such as horse-4711
   * @param session null for horses; {@code reason} null but where an administrator gave one
   * @param version that it made; of a horse race: its revision
   */
  public record Correction(String sport, String subject, String raceId, String session, String race, long version, Instant at,
      String source, String reason, int changes) {}

  /** A place in the list of corrections. */
  public record Mark(Instant at, String subject) {}

  /** @param verified results that are being checked; {@code awaited} sessions without one; {@code horses} races that are polled */
  public record Counts(long corrections, int verified, int awaited, int horses) {}

  private final SqlClient reads;
  private final int checks;

  /** @param checks clean ones that make a result final */
  public ResultReads(SqlClient reads, int checks) {
    this.reads = reads;
    this.checks = checks;
  }

  public int checks() {
    return checks;
  }

  /** The next due first. */
  public Future<List<Followed>> verified(int limit) {
    return list(reads, VERIFIED, ResultReads::followed, checks, limit);
  }

  /** Sessions that have begun, and have no result yet. */
  public Future<List<Followed>> awaited(Instant now, int limit) {
    return list(reads, AWAITED, ResultReads::followed, utc(now), limit);
  }

  /** Horse races that are looked at within the hour, the next first. */
  public Future<List<HorsePolled>> horses(Instant now, int limit) {
    return list(reads, HORSES, r -> new HorsePolled(r.getString("subject"), r.getLong("id"), r.getString("name"), r.getInteger("number"),
        r.getString("meeting"), r.getString("provider"), r.getString("status").toLowerCase(Locale.ROOT), at(r, "advertised_start"),
        r.getString("cadence"), at(r, "due_at")), utc(now), limit);
  }

  /** Newest first. @param before only what comes after it */
  public Future<List<Correction>> corrections(Optional<Mark> before, int limit) {
    return list(reads, CORRECTIONS, r -> new Correction(r.getString("sport"), r.getString("subject"), r.getString("race_id"),
        r.getString("code"), r.getString("name"), r.getLong("version"), at(r, "at"), r.getString("source"), r.getString("reason"),
        r.getInteger("changes")), before.map(b -> utc(b.at())).orElse(null), before.map(Mark::subject).orElse(null), limit);
  }

  public Future<Counts> counts(Instant now) {
    return list(reads, COUNTS, r -> new Counts(r.getLong("corrections"), r.getInteger("verified"), r.getInteger("awaited"),
        r.getInteger("horses")), checks, utc(now)).map(List::getFirst);
  }

  private static Followed followed(Row r) {
    var slot = at(r, "slot_at");
    return new Followed(r.getString("subject"), r.getString("session_id"), r.getString("race_id"), r.getString("code"), r.getString("name"),
        r.getString("state").toLowerCase(Locale.ROOT), r.getInteger("version"), r.getInteger("clean_checks"),
        slot == null ? null : Duration.between(at(r, "anchor"), slot).toHours(), at(r, "starts_at"), at(r, "results_at"),
        at(r, "checked_at"), at(r, "due_at"), r.getInteger("attempt"), r.getBoolean("paused"));
  }
}
