package dev.paddock.schedule.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The scheduler's tables, read. */
public final class PgAgenda implements Agenda {
  private static final String POLLS = """
      select subject, kind, cadence, due_at, slot_at, attempt, started_at, ended_at, outcome, note, next_at,
             sent_at, received_at, provider_at, http_status, bytes from poll_log
       where ($1::text is null or subject = $1::text)
         and (not $6::boolean or note like '%: final' or note like 'amended: %'
              or (outcome in ('CHANGED', 'RETRY') and kind !~ '^(horse|ops)[.]|^notify[.](delivery|webhook)'))
         and ($2::timestamptz is null or ended_at < $2::timestamptz
              or (ended_at = $2::timestamptz and (subject, due_at) > ($3::text, $4::timestamptz)))
       order by ended_at desc, subject, due_at limit $5::int
      """;
  private static final String SUBJECTS = """
      select w.subject, w.kind, w.cadence, w.due_at, w.slot_at, w.attempt, w.last_ended, w.last_outcome, w.last_note, w.paused,
             n.node_id, n.lease_until
        from work w left join node n on n.incarnation = w.lease_owner
       order by w.due_at nulls last, w.subject limit $1::int
      """;
  private static final String NEXT = """
      select subject, due_at from work where due_at is not null order by due_at, subject limit 1
      """;
  private static final String NEXT_OF = """
      select due_at from work where subject = $1
      """;
  private static final String NEXT_OF_ALL = """
      select subject, due_at from work where subject = any ($1::text[]) and due_at is not null
      """;

  private final SqlClient reads;

  public PgAgenda(SqlClient reads) {
    this.reads = reads;
  }

  @Override public Future<List<Poll>> polls(Optional<String> subject, boolean news, Optional<Mark> before, int limit) {
    return reads.preparedQuery(POLLS).collecting(Collectors.mapping(PgAgenda::poll, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(subject.orElse(null), before.map(m -> WorkStore.utc(m.endedAt())).orElse(null),
            before.map(Mark::subject).orElse(null), before.map(m -> WorkStore.utc(m.dueAt())).orElse(null), limit, news))
        .map(found -> found.value());
  }

  @Override public Future<List<Subject>> subjects(int limit) {
    return reads.preparedQuery(SUBJECTS).collecting(Collectors.mapping(PgAgenda::subject, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(limit)).map(found -> found.value());
  }

  /** What is due next of all. */
  public Future<Optional<Due>> next() {
    return reads.preparedQuery(NEXT).execute()
        .map(rows -> rows.size() == 0 ? Optional.empty()
            : Optional.of(new Due(rows.iterator().next().getString("subject"), at(rows.iterator().next(), "due_at"))));
  }

  /** When a subject is due next; empty at rest, or when it is not tracked. */
  public Future<Optional<Instant>> next(String subject) {
    return reads.preparedQuery(NEXT_OF).execute(Tuple.of(subject))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.ofNullable(at(rows.iterator().next(), "due_at")));
  }

  /** When these subjects are due next; those at rest, or not tracked, are left out. */
  public Future<Map<String, Instant>> next(Collection<String> subjects) {
    Collector<Row, ?, Map<String, Instant>> bySubject = Collectors.toUnmodifiableMap(r -> r.getString("subject"), r -> at(r, "due_at"));
    return reads.preparedQuery(NEXT_OF_ALL).collecting(bySubject).execute(Tuple.of(subjects.toArray(String[]::new)))
        .map(found -> found.value());
  }

  /** How many slots have ended. */
  public Future<Long> count() {
    return reads.preparedQuery("select count(*) as ended from poll_log").execute().map(rows -> rows.iterator().next().getLong("ended"));
  }

  public record Due(String subject, Instant at) {}

  private static Poll poll(Row r) {
    return new Poll(r.getString("subject"), r.getString("kind"), r.getString("cadence"),
        at(r, "due_at"), at(r, "slot_at"), r.getInteger("attempt"),
        at(r, "started_at"), at(r, "ended_at"), lower(r.getString("outcome")), r.getString("note"), at(r, "next_at"),
        at(r, "sent_at"), at(r, "received_at"), at(r, "provider_at"), r.getInteger("http_status"), r.getInteger("bytes"));
  }

  private static Subject subject(Row r) {
    return new Subject(r.getString("subject"), r.getString("kind"), r.getString("cadence"),
        at(r, "due_at"), at(r, "slot_at"), r.getInteger("attempt"),
        at(r, "last_ended"), lower(r.getString("last_outcome")), r.getString("last_note"),
        r.getBoolean("paused"), r.getString("node_id"), at(r, "lease_until"));
  }

  private static String lower(String outcome) {
    return outcome == null ? null : outcome.toLowerCase(Locale.ROOT);
  }

  private static Instant at(Row r, String column) {
    OffsetDateTime at = r.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
