package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.paddock.f1.rules.sources.Disagreement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where sources contradict each other, for as long as they do. */
public final class DisagreementStore {
  private static final String SAVE = """
      insert into disagreement (subject, item, field, said, decided_by, seen_at)
      select u.subject, u.item, u.field, u.said::jsonb, u.decided_by, $6::timestamptz
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as u (subject, item, field, said, decided_by)
      on conflict (subject, item, field) do update
         set said = excluded.said, decided_by = excluded.decided_by, seen_at = excluded.seen_at
       where (disagreement.said, disagreement.decided_by) is distinct from (excluded.said, excluded.decided_by)
      """;
  private static final String SETTLE = """
      delete from disagreement d
       where d.subject = any($1::text[]) and d.field = any($2::text[])
         and not exists (select from unnest($3::text[], $4::text[], $5::text[]) as u (subject, item, field)
                          where (u.subject, u.item, u.field) = (d.subject, d.item, d.field))
      """;
  // A season's or a race's are those of its sessions too.
  private static final String OF = """
      select subject, item, field, said::text as said, decided_by, seen_at from disagreement
       where subject = $1 or starts_with(subject, $1 || '-') order by subject, item, field limit $2::int
      """;

  /** @param seenAt since when they have been saying that */
  public record Stored(Disagreement disagreement, Instant seenAt) {}

  private final SqlClient reads;

  public DisagreementStore(SqlClient reads) {
    this.reads = reads;
  }

  /**
   * Keeps what was found of these subjects and fields, and takes back what was kept of them and is agreed on now. The same again
   * changes nothing.
   */
  public Future<Void> settle(SqlConnection tx, Collection<String> subjects, Collection<String> fields, Collection<Disagreement> found,
      Instant at) {
    var all = List.copyOf(found);
    var subject = all.stream().map(Disagreement::subject).toArray(String[]::new);
    var item = all.stream().map(Disagreement::item).toArray(String[]::new);
    var field = all.stream().map(Disagreement::field).toArray(String[]::new);
    return tx.preparedQuery(SETTLE).execute(Tuple.of(subjects.toArray(String[]::new), fields.toArray(String[]::new), subject, item, field))
        .compose(v -> tx.preparedQuery(SAVE).execute(Tuple.of(subject, item, field,
            all.stream().map(DisagreementStore::said).toArray(String[]::new),
            all.stream().map(Disagreement::decidedBy).toArray(String[]::new), utc(at)))).mapEmpty();
  }

  /** Those of a session, of a race and its sessions, or of a season, in that order. @param limit at most so many */
  public Future<List<Stored>> of(String subject, int limit) {
    return reads.preparedQuery(OF).collecting(Collectors.mapping(DisagreementStore::stored, Collectors.toUnmodifiableList()))
        .execute(Tuple.of(subject, limit)).map(found -> found.value());
  }

  private static Stored stored(Row r) {
    return new Stored(new Disagreement(r.getString("subject"), r.getString("item"), r.getString("field"),
        ResultStore.read(r.getString("said"), new TypeReference<Map<String, String>>() {}), r.getString("decided_by")),
        r.getOffsetDateTime("seen_at").toInstant());
  }

  private static String said(Disagreement d) {
    try {
      return ResultStore.JSON.writeValueAsString(new TreeMap<>(d.said()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text is writable", e);
    }
  }
}
