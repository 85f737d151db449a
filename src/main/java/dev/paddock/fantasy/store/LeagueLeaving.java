package dev.paddock.fantasy.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** A team that is given up goes from all its leagues, in the transaction in which it is; unless one would be left without its owner. */
final class LeagueLeaving {
  private static final String LOCK = """
      select l.id from league l join league_member m on m.league_id = l.id
       where m.team_id = $1::bigint and m.went is null and l.deleted_at is null order by l.id for update of l""";
  private static final String OWNED = """
      select 1 from league_member m join league l on l.id = m.league_id and l.owner_id = m.user_id and l.deleted_at is null
       where m.team_id = $1::bigint and m.user_id = $2::bigint and m.went is null and not exists (
             select 1 from league_member o
              where o.league_id = m.league_id and o.user_id = m.user_id and o.team_id <> m.team_id and o.went is null)
       limit 1""";
  private static final String WITHDRAW = """
      update league_request set decided_at = $2::timestamptz, outcome = 'withdrawn' where team_id = $1::bigint and decided_at is null""";
  private static final String LEAVE = """
      with gone as (
        update league_member m set went = l.members + 1, left_at = $2::timestamptz
          from league l where l.id = m.league_id and m.team_id = $1::bigint and m.went is null
        returning m.league_id
      )
      update league l set size = l.size - 1, members = l.members + 1 from gone where l.id = gone.league_id""";

  private LeagueLeaving() {}

  /** Whether it is the last team of a league's owner in it. None of its leagues changes until the end of the transaction. */
  static Future<Boolean> strands(SqlConnection tx, long team, long user) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(team)).compose(locked -> tx.preparedQuery(OWNED).execute(Tuple.of(team, user)))
        .map(owned -> owned.size() > 0);
  }

  static Future<Void> leave(SqlConnection tx, long team, Instant at) {
    var when = Tuple.of(team, at.atOffset(ZoneOffset.UTC));
    return tx.preparedQuery(WITHDRAW).execute(when).compose(withdrawn -> tx.preparedQuery(LEAVE).execute(when)).mapEmpty();
  }
}
