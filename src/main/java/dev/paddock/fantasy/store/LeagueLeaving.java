package dev.paddock.fantasy.store;

import dev.paddock.db.Ledger;
import dev.paddock.db.Letters;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.League;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Teams that are no more go from all their leagues, within the transaction in which they go. A league whose owner has no team left in it
 * becomes that of the member who has been in longest; without a member it ends.
 */
public final class LeagueLeaving {
  private static final String STAYS = """
      select m.league_id, m.team_id from league_member m join league l on l.id = m.league_id
       where m.team_id = any (select id from team where id = $1::bigint or player_id = $2::bigint) and m.went is null and l.deleted_at is null
       order by m.league_id, m.team_id""";
  private static final String HEIR = """
      select user_id from league_member where league_id = $1::bigint and went is null order by (user_id = $2::bigint) desc, came limit 1""";
  private static final String WITHDRAW = """
      update league_request set decided_at = $3::timestamptz, outcome = 'withdrawn'
       where (team_id = $1::bigint or user_id = $2::bigint) and decided_at is null""";

  private record Stay(long league, long team) {}

  private final Letters letters;
  private final Ledger ledger;

  public LeagueLeaving(Letters letters, Ledger ledger) {
    this.letters = letters;
    this.ledger = ledger;
  }

  /** Answers the work that follows: plans that belong into the same transaction. */
  public Future<List<Plan>> team(SqlConnection tx, long team, Instant at) {
    return go(tx, Tuple.tuple().addLong(team).addLong(null), at);
  }

  /** All of a player's teams, because he is to be forgotten. */
  public Future<List<Plan>> player(SqlConnection tx, long user, Instant at) {
    return go(tx, Tuple.tuple().addLong(null).addLong(user), at);
  }

  private Future<List<Plan>> go(SqlConnection tx, Tuple who, Instant at) {
    var act = new LeagueAct(tx, at, letters, ledger);
    return tx.preparedQuery(WITHDRAW).execute(Tuple.tuple().addLong(who.getLong(0)).addLong(who.getLong(1)).addOffsetDateTime(act.now()))
        .compose(withdrawn -> tx.preparedQuery(STAYS).execute(who))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(r -> new Stay(r.getLong("league_id"), r.getLong("team_id"))).toList())
        .compose(stays -> {
          Future<?> done = Future.succeededFuture();
          for (var stay : stays) done = done.compose(before -> go(act, stay));
          return done;
        }).map(gone -> act.follows());
  }

  private static Future<Void> go(LeagueAct act, Stay stay) {
    return LeagueActs.held(act, stay.league).compose(found -> found.isEmpty() ? Future.succeededFuture()
        : act.go(stay.league, stay.team, false).compose(left -> heir(act, left)));
  }

  private static Future<Void> heir(LeagueAct act, League left) {
    return act.tx().preparedQuery(HEIR).execute(Tuple.of(left.id(), left.owner()))
        .map(rows -> rows.size() == 0 ? Optional.<Long>empty() : Optional.of(rows.iterator().next().getLong("user_id")))
        .compose(heir -> {
          if (heir.isEmpty()) return act.end(left);
          return heir.get() == left.owner() ? Future.succeededFuture() : act.handOver(left, heir.get(),
              "Its owner has left, and nobody has been in it longer than you.").mapEmpty();
        });
  }
}
