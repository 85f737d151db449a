package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What teams are called and whose they are, for who reads boards. Read and kept by blocks of neighbouring ids, packed: a million teams
 * take some thirty megabytes. A name that was changed is told for at most as long as a block is kept.
 */
public final class TeamIndex {
  /** @param player who plays it */
  public record Named(String team, String player) {}

  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int BLOCKS = 8_000;
  // Block by block along the index: as a plain join the planner would go through all teams for each of them.
  private static final String NAMES = """
      select t.id, t.name, t.player from unnest($1::bigint[]) as b (first)
       cross join lateral (
             select team.id, team.name, player.name as player from team join player on player.id = team.player_id
              where team.id >= b.first and team.id < b.first + $2::int order by team.id limit $2::int) t
       order by t.id""";
  private static final String OF_USERS = """
      select t.player_id, t.id from team t where t.season = $1::int and t.deleted_at is null and t.rule_set = $2::text
         and t.player_id >= $3::bigint and t.player_id < $3::bigint + $4::int order by t.player_id, t.id""";

  private record Users(long first, int season, String ruleSet) {}

  private final SqlClient client;
  private final Cache<Long, NameBlock> names = Caffeine.newBuilder().maximumSize(BLOCKS).expireAfterWrite(KEPT).build();
  private final Cache<Users, Map<Long, List<Long>>> users = Caffeine.newBuilder().maximumSize(BLOCKS).expireAfterWrite(KEPT).build();

  public TeamIndex(SqlClient client) {
    this.client = client;
  }

  /** Of those of {@code ids} that exist, by id. */
  public Future<Map<Long, Named>> named(Collection<Long> ids) {
    var known = new HashMap<Long, NameBlock>();
    var missing = new HashSet<Long>();
    for (long id : ids) {
      long first = NameBlock.first(id);
      var block = names.getIfPresent(first);
      // A team may have come since.
      if (block == null || !block.has(id)) missing.add(first);
      else known.put(first, block);
    }
    if (missing.isEmpty()) return Future.succeededFuture(named(ids, known));
    return read(missing).map(found -> {
      known.putAll(found);
      return named(ids, known);
    });
  }

  private static Map<Long, Named> named(Collection<Long> ids, Map<Long, NameBlock> blocks) {
    var named = HashMap.<Long, Named>newHashMap(ids.size());
    for (long id : ids) {
      blocks.get(NameBlock.first(id)).of(id).ifPresent(both -> named.put(id, new Named(both.getFirst(), both.getLast())));
    }
    return named;
  }

  private Future<Map<Long, NameBlock>> read(Set<Long> missing) {
    return client.preparedQuery(NAMES).execute(Tuple.of(missing.toArray(Long[]::new), NameBlock.IDS)).map(rows -> {
      var filling = missing.stream().collect(Collectors.toMap(Function.identity(), first -> new NameBlock.Filling()));
      for (var row : rows) {
        filling.get(NameBlock.first(row.getLong("id"))).add(row.getLong("id"), row.getString("name"), row.getString("player"));
      }
      var found = new HashMap<Long, NameBlock>();
      filling.forEach((first, block) -> found.put(first, block.done()));
      names.putAll(found);
      return found;
    });
  }

  /** A user's teams of a season and rule set, by id. */
  public Future<List<Long>> of(long user, int season, String ruleSet) {
    var block = new Users(NameBlock.first(user), season, ruleSet);
    var known = users.getIfPresent(block);
    if (known != null && known.containsKey(user)) return Future.succeededFuture(known.get(user));
    return client.preparedQuery(OF_USERS)
        .collecting(Collectors.groupingBy((Row row) -> row.getLong("player_id"),
            Collectors.mapping(row -> row.getLong("id"), Collectors.toUnmodifiableList())))
        .execute(Tuple.of(season, ruleSet, block.first, NameBlock.IDS)).map(found -> {
          users.put(block, found.value());
          return found.value().getOrDefault(user, List.of());
        });
  }
}
