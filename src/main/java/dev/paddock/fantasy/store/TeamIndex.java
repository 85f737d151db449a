package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fantasy.store.Teams.Team;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What teams are called and whose they are, for who reads boards: a million names are not kept, those that are looked at are for a while. */
public final class TeamIndex {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int NAMES = 100_000;
  private static final int USERS = 100_000;
  private static final String OF_USER = """
      select id from team where player_id = $1::bigint and season = $2::int and rule_set = $3::text order by id""";

  private record Whose(long user, int season, String ruleSet) {}

  private final Teams teams;
  private final SqlClient client;
  private final Cache<Long, Team> names = Caffeine.newBuilder().maximumSize(NAMES).expireAfterWrite(KEPT).build();
  private final Cache<Whose, List<Long>> users = Caffeine.newBuilder().maximumSize(USERS).expireAfterWrite(KEPT).build();

  public TeamIndex(Teams teams, SqlClient client) {
    this.teams = teams;
    this.client = client;
  }

  /** Those of {@code ids} that exist, by id. */
  public Future<Map<Long, Team>> named(Collection<Long> ids) {
    var known = new HashMap<>(names.getAllPresent(ids));
    var missing = ids.stream().filter(id -> !known.containsKey(id)).toList();
    return missing.isEmpty() ? Future.succeededFuture(known) : teams.teams(missing).map(found -> {
      names.putAll(found);
      known.putAll(found);
      return known;
    });
  }

  /** A user's teams of a season and rule set, given up or not: what they scored is on the boards. */
  public Future<List<Long>> of(long user, int season, String ruleSet) {
    var whose = new Whose(user, season, ruleSet);
    var known = users.getIfPresent(whose);
    if (known != null) return Future.succeededFuture(known);
    return client.preparedQuery(OF_USER).collecting(Collectors.mapping((Row row) -> row.getLong("id"), Collectors.toUnmodifiableList()))
        .execute(Tuple.of(user, season, ruleSet)).map(found -> {
          if (!found.value().isEmpty()) users.put(whose, found.value());
          return found.value();
        });
  }
}
