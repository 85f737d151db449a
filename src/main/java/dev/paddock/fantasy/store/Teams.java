package dev.paddock.fantasy.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Reads players and their teams. */
public final class Teams {
  public record Player(long id, String name, boolean active, Instant joinedAt) {}

  /**
   * @param ruleSet  its id: chosen when the team was made, and never changed
   * @param revision of its name
   * @param gone     whether it was given up: what it scored stays
   */
  public record Team(long id, String name, int season, long playerId, String player, String ruleSet, long revision, boolean gone) {}

  private static final String PLAYER = "select id, name, active, joined_at from player where id = $1::bigint";
  private static final String ACTIVE = "select count(*)::int as players from player where active";
  private static final String TEAM =
      "select t.id, t.name, t.season, t.player_id, t.rule_set, t.revision, t.deleted_at is not null as gone, p.name as player"
          + " from team t join player p on p.id = t.player_id";

  private final SqlClient client;

  public Teams(SqlClient client) {
    this.client = client;
  }

  public Future<Optional<Player>> player(long id) {
    return client.preparedQuery(PLAYER).execute(Tuple.of(id))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(player(rows.iterator().next())));
  }

  public Future<Integer> activePlayers() {
    return client.preparedQuery(ACTIVE).execute().map(rows -> rows.iterator().next().getInteger("players"));
  }

  public Future<Optional<Team>> team(long id) {
    return teams(List.of(id)).map(found -> Optional.ofNullable(found.get(id)));
  }

  /** All that these players have in a season and have not given up, by id. */
  public Future<List<Team>> teamsOf(Collection<Long> players, int season) {
    return teams(TEAM + " where t.player_id = any ($1::bigint[]) and t.season = $2::int and t.deleted_at is null",
        Tuple.of(players.toArray(Long[]::new), season)).map(found -> found.values().stream().sorted(Comparator.comparing(Team::id)).toList());
  }

  /** Those of {@code ids} that exist, by id. */
  public Future<Map<Long, Team>> teams(Collection<Long> ids) {
    return teams(TEAM + " where t.id = any ($1::bigint[])", Tuple.of(ids.toArray(Long[]::new)));
  }

  private Future<Map<Long, Team>> teams(String sql, Tuple parameters) {
    Collector<Row, ?, Map<Long, Team>> teams = Collectors.mapping(
        r -> new Team(r.getLong("id"), r.getString("name"), r.getInteger("season"), r.getLong("player_id"), r.getString("player"),
            r.getString("rule_set"), r.getLong("revision"), r.getBoolean("gone")),
        Collectors.toUnmodifiableMap(Team::id, Function.identity()));
    return client.preparedQuery(sql).collecting(teams).execute(parameters).map(found -> found.value());
  }

  private static Player player(Row r) {
    return new Player(r.getLong("id"), r.getString("name"), r.getBoolean("active"), r.getOffsetDateTime("joined_at").toInstant());
  }
}
