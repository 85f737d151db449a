package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.BoardName;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;

/** Who may look at leagues' boards: everybody at a public one's, who is in it or owns it at a private one's. */
public final class LeagueSeats {
  private static final String TAKEN = """
      select w.league, w.player, l.season, l.rule_set from unnest($1::bigint[], $2::bigint[]) as w (league, player)
        join league l on l.id = w.league and l.deleted_at is null
       where l.public or l.owner_id = w.player
          or exists (select 1 from league_member m where m.user_id = w.player and m.league_id = l.id and m.went is null)""";

  private final SqlClient client;

  public LeagueSeats(SqlClient client) {
    this.client = client;
  }

  /** @param player 0: nobody that is known; {@code board} that ranks the league */
  public record Seat(long league, long player, String board) {}

  /** Of these pairs, one at each index of both, those that may. */
  public Future<List<Seat>> taken(Long[] leagues, Long[] players) {
    return client.preparedQuery(TAKEN).collecting(Collectors.mapping(LeagueSeats::seat, Collectors.toUnmodifiableList()))
        .execute(Tuple.tuple().addArrayOfLong(leagues).addArrayOfLong(players)).map(found -> found.value());
  }

  private static Seat seat(Row r) {
    return new Seat(r.getLong("league"), r.getLong("player"), BoardName.season(r.getInteger("season"), r.getString("rule_set")));
  }
}
