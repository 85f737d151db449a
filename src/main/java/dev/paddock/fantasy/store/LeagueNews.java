package dev.paddock.fantasy.store;

import dev.paddock.db.Closing.Closure;
import dev.paddock.db.Letters;
import dev.paddock.db.Letters.Letter;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Tells everybody who is concerned what became of a league: some hundred a transaction, however many they are. */
public final class LeagueNews {
  private static final int TOGETHER = 500;

  private static final String LEAGUE = "select name, owner_id, coalesce(continues, id) as before from league where id = $1::bigint";
  private static final String WHO = """
      select distinct user_id from league_member
       where league_id = $1::bigint and went is null and user_id > $2::bigint and user_id <> $3::bigint order by user_id limit $4::int""";

  private record About(long league, boolean renewed, String name, long owner, long members) {}

  private final Letters letters;

  public LeagueNews(Letters letters) {
    this.letters = letters;
  }

  /** The next of those who are to be told, from the one on that the claim's memo names. */
  public Future<Closure> tell(SqlConnection tx, Claim claim, Instant at) {
    var subject = claim.plan().subject().split(":");
    long league = Long.parseLong(subject[1]);
    long after = claim.memo().isEmpty() ? 0 : Long.parseLong(claim.memo());
    return about(tx, league, subject[2].equals(Fantasy.RENEWED)).compose(about ->
        tx.preparedQuery(WHO).execute(Tuple.of(about.members, after, about.owner, TOGETHER))
            .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(r -> r.getLong("user_id")).toList())
            .compose(users -> letters.putAll(tx, at, users.stream().map(user -> letter(about, user)).toList())
                .map(follows -> users.size() < TOGETHER
                ? new Closure(new Ending.Next(true, users.size() + " told"), follows)
                : new Closure(new Ending.Defer(at, users.size() + " told"), follows, Optional.empty(),
                    Optional.of(Long.toString(users.getLast()))))));
  }

  private static Future<About> about(SqlConnection tx, long league, boolean renewed) {
    return tx.preparedQuery(LEAGUE).execute(Tuple.of(league)).map(rows -> rows.iterator().next()).map(r ->
        new About(league, renewed, r.getString("name"), r.getLong("owner_id"), renewed ? r.getLong("before") : league));
  }

  private static Letter letter(About about, long user) {
    return about.renewed
        ? new Letter("league:" + about.league + ":renewed:" + user, user, "league", about.name + " goes on",
            "Come in with a team of the new season: you need no code.", Optional.of("/leagues/" + about.league))
        : new Letter("league:" + about.league + ":deleted:" + user, user, "league", about.name + " is no more",
            "Its owner has ended the league.", Optional.empty());
  }
}
