package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.League;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;

/** A league as its table has it. */
final class LeagueRow {
  /** Of {@code league l}. */
  static final String COLUMNS = "l.id, l.season, l.name, l.owner_id, l.public, l.approval, l.size_cap, l.size, l.rule_set, l.start_round, "
      + "l.continues, l.created_at, l.revision, l.members";

  private LeagueRow() {}

  static League league(Row r) {
    return new League(r.getLong("id"), r.getInteger("season"), r.getString("name"), r.getLong("owner_id"), r.getBoolean("public"),
        r.getBoolean("approval"), r.getInteger("size_cap"), r.getInteger("size"), r.getString("rule_set"), r.getInteger("start_round"),
        Optional.ofNullable(r.getLong("continues")), r.getOffsetDateTime("created_at").toInstant(), r.getLong("revision"),
        r.getLong("members"));
  }

  /** Of a row that is there. */
  static League only(RowSet<Row> rows) {
    return league(rows.iterator().next());
  }

  static Optional<League> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(league(rows.iterator().next()));
  }
}
