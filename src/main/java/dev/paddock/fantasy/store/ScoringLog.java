package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.BoardName;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** When which version of which session was scored. */
public final class ScoringLog {
  private static final String OF_RACE = """
      select session_id, result_version, min(made_at) as at, min(id) as first from board_snapshot
       where board = any ($1::text[]) group by session_id, result_version order by first""";

  /** @param snapshot the first board that was made of it */
  public record Entry(String sessionId, int version, Instant at, long snapshot) {}

  private final SqlClient client;
  private final RuleSets rules;

  public ScoringLog(SqlClient client, RuleSets rules) {
    this.client = client;
    this.rules = rules;
  }

  /** In the order in which they were scored. */
  public Future<List<Entry>> of(String raceId) {
    var boards = rules.all().stream().map(file -> BoardName.round(raceId, file.rules().id())).toArray(String[]::new);
    return client.preparedQuery(OF_RACE).collecting(Collectors.mapping(r -> new Entry(r.getString("session_id"),
            r.getInteger("result_version"), r.getOffsetDateTime("at").toInstant(), r.getLong("first")), Collectors.toUnmodifiableList()))
        .execute(Tuple.of(boards)).map(found -> found.value());
  }
}
