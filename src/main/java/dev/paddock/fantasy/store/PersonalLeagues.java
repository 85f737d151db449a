package dev.paddock.fantasy.store;

import dev.paddock.db.Letters;
import dev.paddock.db.Letters.Letter;
import dev.paddock.db.PersonalData;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A user's leagues. When he is forgotten his teams leave them, and those that he owns go to whoever of the others has been in them
 * longest, who is told; where nobody is left they are gone.
 */
public final class PersonalLeagues implements PersonalData {
  private static final String COLLECT = """
      select jsonb_build_object(
               'owned', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'season', l.season, 'name', l.name, 'public', l.public,
                    'createdAt', l.created_at, 'deletedAt', l.deleted_at) order by l.id), '[]') from league l where l.owner_id = $1::bigint),
               'memberships', (select coalesce(jsonb_agg(jsonb_build_object('leagueId', m.league_id, 'name', l.name, 'teamId', m.team_id,
                    'joinedAt', m.joined_at, 'leftAt', m.left_at) order by m.joined_at), '[]')
                    from league_member m join league l on l.id = m.league_id where m.user_id = $1::bigint),
               'requests', (select coalesce(jsonb_agg(jsonb_build_object('leagueId', r.league_id, 'teamId', r.team_id, 'askedAt', r.asked_at,
                    'decidedAt', r.decided_at, 'outcome', r.outcome) order by r.id), '[]')
                    from league_request r where r.user_id = $1::bigint)) as data""";
  // In the order of their ids, as whoever needs several leagues does.
  private static final String LOCK = """
      select id from league
       where deleted_at is null and (owner_id = $1::bigint
             or id in (select league_id from league_member where user_id = $1::bigint and went is null))
       order by id for update""";
  private static final String WITHDRAW = """
      update league_request set decided_at = $2::timestamptz, outcome = 'withdrawn' where user_id = $1::bigint and decided_at is null""";
  private static final String LEAVE = """
      with going as (
        select m.league_id, m.came, row_number() over (partition by m.league_id order by m.came) as nth
          from league_member m where m.user_id = $1::bigint and m.went is null
      ), gone as (
        update league_member m set went = l.members + g.nth, left_at = $2::timestamptz
          from going g join league l on l.id = g.league_id where m.league_id = g.league_id and m.came = g.came
        returning m.league_id
      )
      update league l set size = l.size - c.teams, members = l.members + c.teams
        from (select league_id, count(*)::int as teams from gone group by league_id) c where l.id = c.league_id""";
  private static final String HAND_OVER = """
      with heir as (
        select distinct on (m.league_id) m.league_id, m.user_id
          from league_member m join league l on l.id = m.league_id and l.owner_id = $1::bigint and l.deleted_at is null
         where m.went is null and m.user_id <> $1::bigint
         order by m.league_id, m.joined_at, m.came
      )
      update league l set owner_id = h.user_id, revision = l.revision + 1 from heir h where l.id = h.league_id
      returning l.id, l.name, l.owner_id""";
  private static final String DISSOLVE = """
      update league set deleted_at = $2::timestamptz, revision = revision + 1 where owner_id = $1::bigint and deleted_at is null""";

  private final Letters letters;

  public PersonalLeagues(Letters letters) {
    this.letters = letters;
  }

  @Override public String part() {
    return "leagues";
  }

  @Override public Future<JsonObject> collect(SqlConnection tx, long user) {
    return tx.preparedQuery(COLLECT).execute(Tuple.of(user)).map(rows -> rows.iterator().next().getJsonObject("data"));
  }

  @Override public Future<List<Plan>> forget(SqlConnection tx, Instant at, long user) {
    var when = Tuple.of(user, at.atOffset(ZoneOffset.UTC));
    return tx.preparedQuery(LOCK).execute(Tuple.of(user))
        .compose(locked -> tx.preparedQuery(WITHDRAW).execute(when))
        .compose(withdrawn -> tx.preparedQuery(LEAVE).execute(when))
        .compose(left -> tx.preparedQuery(HAND_OVER).execute(Tuple.of(user)))
        .compose(handed -> tx.preparedQuery(DISSOLVE).execute(when).compose(dissolved -> tell(tx, at, handed)));
  }

  private Future<List<Plan>> tell(SqlConnection tx, Instant at, RowSet<Row> handed) {
    return letters.putAll(tx, at, StreamSupport.stream(handed.spliterator(), false).map(PersonalLeagues::letter).toList());
  }

  private static Letter letter(Row league) {
    var id = league.getLong("id");
    return new Letter("league:" + id + ":inherited:" + league.getLong("owner_id"), league.getLong("owner_id"), "league",
        "You own " + league.getString("name"), "Its owner has gone; you have been in it longest.", Optional.of("/leagues/" + id));
  }
}
