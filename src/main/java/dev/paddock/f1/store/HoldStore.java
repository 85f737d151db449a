package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.read;
import static dev.paddock.f1.store.ResultStore.utc;
import static dev.paddock.f1.store.ResultStore.write;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Caution.Doubt;
import dev.paddock.f1.rules.Classification;
import dev.paddock.f1.rules.ResultDiff.Change;
import dev.paddock.f1.rules.Validation.Skipped;
import dev.paddock.f1.store.ResultStore.Version;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes that are held: at most one of a session is open, the latest. */
public final class HoldStore {
  private static final String COLUMNS = """
      select id, session_id, base, hash, source, fetched_at, rows::text as rows, changes::text as changes, skipped::text as skipped,
             doubts, state, seen_at, decided_at, decided_by, reason, made, revision
        from result_hold
      """;
  private static final String OPEN = COLUMNS + "where session_id = $1::text and state = 'open'";
  private static final String ONE = COLUMNS + "where id = $1::bigint";
  private static final String LIST = COLUMNS + """
       where ($1::text is null or state = $1::text) and ($2::bigint is null or id < $2::bigint) order by id desc limit $3::int
      """;
  private static final String REJECTED = """
      select from result_hold where session_id = $1::text and hash = $2::text and state = 'rejected'
      """;
  private static final String HOLD = """
      insert into result_hold (session_id, base, hash, source, fetched_at, rows, changes, skipped, doubts, seen_at)
      values ($1::text, $2::int, $3::text, $4::text, $5::timestamptz, $6::text::jsonb, $7::text::jsonb, $8::text::jsonb, $9::text[],
              $5::timestamptz) returning id
      """;
  private static final String SEEN = "update result_hold set seen_at = $2::timestamptz where id = $1::bigint";
  private static final String END = """
      update result_hold set state = $2::text, decided_at = $3::timestamptz, decided_by = $4::text, reason = $5::text, made = $6::int,
             revision = revision + 1
       where id = $1::bigint and state = 'open'
      """;
  private static final String FORGET = """
      delete from result_hold where state <> 'open' and decided_at < $1::timestamptz
      """;

  /** OPEN until decided; AGREED: a second source said the same; SUPERSEDED: the source, or an administrator, has said something else. */
  public enum State {
    OPEN, APPROVED, REJECTED, AGREED, SUPERSEDED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it ended. @param made the version that it became */
  public record End(State state, Instant at, String by, String reason, Optional<Integer> made) {}

  /** @param proposed the version that it would be; @param seenAt when the source said so last */
  public record Hold(long id, String sessionId, Version proposed, List<Doubt> doubts, State state, Instant seenAt, Optional<End> end,
      long revision) {
    /** The version that it would follow. */
    public int base() {
      return proposed.version() - 1;
    }
  }

  private final SqlClient reads;

  public HoldStore(SqlClient reads) {
    this.reads = reads;
  }

  public Future<Optional<Hold>> open(SqlClient in, String sessionId) {
    return one(in, OPEN, Tuple.of(sessionId));
  }

  public Future<Optional<Hold>> open(String sessionId) {
    return open(reads, sessionId);
  }

  public Future<Optional<Hold>> get(SqlClient in, long id) {
    return one(in, ONE, Tuple.of(id));
  }

  public Future<Optional<Hold>> get(long id) {
    return get(reads, id);
  }

  /** Newest first. @param before only those with a smaller id */
  public Future<List<Hold>> list(Optional<State> state, Optional<Long> before, int limit) {
    return reads.preparedQuery(LIST).collecting(Collectors.mapping(HoldStore::hold, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(state.map(State::word).orElse(null), before.orElse(null), limit)).map(found -> found.value());
  }

  public Future<Integer> countOpen() {
    return reads.query("select count(*)::int as open from result_hold where state = 'open'").execute()
        .map(rows -> rows.iterator().next().getInteger("open"));
  }

  /** Whether an administrator has rejected such an answer. */
  public Future<Boolean> rejected(SqlClient in, String sessionId, String hash) {
    return in.preparedQuery(REJECTED).execute(Tuple.of(sessionId, hash)).map(rows -> rows.size() > 0);
  }

  /** Opens one, of a session that has none open. Answers its id. */
  public Future<Long> hold(SqlConnection tx, String sessionId, Version proposed, List<Doubt> doubts) {
    return tx.preparedQuery(HOLD).execute(Tuple.of(sessionId, proposed.version() - 1, proposed.hash(), proposed.source(),
            utc(proposed.fetchedAt())).addString(write(proposed.result().cars())).addString(write(proposed.changes()))
            .addString(write(proposed.skipped())).addArrayOfString(doubts.stream().map(Doubt::name).toArray(String[]::new)))
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  /** The source says it still. */
  public Future<Void> seen(SqlConnection tx, long id, Instant at) {
    return tx.preparedQuery(SEEN).execute(Tuple.of(id, utc(at))).mapEmpty();
  }

  /** Of one that is open. */
  public Future<Void> end(SqlConnection tx, long id, End end) {
    return tx.preparedQuery(END).execute(Tuple.of(id, end.state().word(), utc(end.at()), end.by(), end.reason(), end.made().orElse(null)))
        .mapEmpty();
  }

  /** Forgets those that ended before that. Answers how many. */
  public Future<Integer> forget(SqlConnection tx, Instant before) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(utc(before))).map(rows -> rows.rowCount());
  }

  private static Future<Optional<Hold>> one(SqlClient in, String sql, Tuple which) {
    return in.preparedQuery(sql).execute(which).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(hold(rows.iterator().next())));
  }

  private static Hold hold(Row r) {
    var proposed = new Version(r.getInteger("base") + 1, r.getString("hash"), r.getString("source"),
        r.getOffsetDateTime("fetched_at").toInstant(),
        new Classification(read(r.getString("rows"), new TypeReference<List<CarResult>>() {})),
        read(r.getString("changes"), new TypeReference<List<Change>>() {}),
        read(r.getString("skipped"), new TypeReference<List<Skipped>>() {}));
    var state = State.valueOf(r.getString("state").toUpperCase(Locale.ROOT));
    var end = Optional.ofNullable(r.getOffsetDateTime("decided_at")).map(OffsetDateTime::toInstant).map(at ->
        new End(state, at, r.getString("decided_by"), r.getString("reason"), Optional.ofNullable(r.getInteger("made"))));
    return new Hold(r.getLong("id"), r.getString("session_id"), proposed,
        Stream.of(r.getArrayOfStrings("doubts")).map(Doubt::valueOf).toList(), state,
        r.getOffsetDateTime("seen_at").toInstant(), end, r.getLong("revision"));
  }
}
