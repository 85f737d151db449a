package dev.paddock.fantasy.store;

import dev.paddock.db.Ledger;
import dev.paddock.db.Letters;
import dev.paddock.db.Letters.Letter;
import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One transaction about a league: who is told, what is noted, and the work that follows. */
final class LeagueAct {
  private static final String COME = """
      update league l set size = size + 1, members = members + 1
       where id = $1::bigint and size < size_cap and deleted_at is null returning %s""".formatted(LeagueRow.COLUMNS);
  private static final String MEMBER = """
      insert into league_member (league_id, came, team_id, user_id, joined_at)
      values ($1::bigint, $2::bigint, $3::bigint, $4::bigint, $5::timestamptz)""";
  private static final String GO = """
      with gone as (update league_member m set went = l.members + 1, left_at = $3::timestamptz, removed = $4::boolean
                      from league l where l.id = m.league_id and m.league_id = $1::bigint and m.team_id = $2::bigint and m.went is null)
      update league l set size = size - 1, members = members + 1 where id = $1::bigint returning %s""".formatted(LeagueRow.COLUMNS);

  private static final String SEES = """
      select l.public or exists (select 1 from league_member m where m.user_id = $2::bigint and m.went is null
                                    and m.league_id in (l.id, l.continues)) as sees from league l where l.id = $1::bigint""";

  private static final String HAND_OVER = """
      update league l set owner_id = $2::bigint, revision = revision + 1 where id = $1::bigint returning %s""".formatted(LeagueRow.COLUMNS);
  private static final String END = """
      with asked as (update league_request set decided_at = $2::timestamptz, outcome = 'withdrawn'
                      where league_id = $1::bigint and decided_at is null)
      update league set deleted_at = $2::timestamptz, revision = revision + 1 where id = $1::bigint""";

  private final SqlConnection tx;
  private final Instant at;
  private final Letters letters;
  private final Ledger ledger;
  private final List<Plan> follows = new ArrayList<>();

  LeagueAct(SqlConnection tx, Instant at, Letters letters, Ledger ledger) {
    this.tx = tx;
    this.at = at;
    this.letters = letters;
    this.ledger = ledger;
  }

  SqlConnection tx() {
    return tx;
  }

  Instant at() {
    return at;
  }

  /** For SQL. */
  OffsetDateTime now() {
    return at.atOffset(ZoneOffset.UTC);
  }

  List<Plan> follows() {
    return follows;
  }

  void follow(Plan plan) {
    follows.add(plan);
  }

  /** A team comes into a league that is held and has room. */
  Future<League> come(long league, long team, long user) {
    return tx.preparedQuery(COME).execute(Tuple.of(league)).map(LeagueRow::first)
        .map(found -> found.orElseThrow(() -> new IllegalStateException("league " + league + " was full")))
        .compose(grown -> tx.preparedQuery(MEMBER).execute(Tuple.of(league, grown.members(), team, user, now())).map(grown));
  }

  /** A team that is in a league that is held goes. */
  Future<League> go(long league, long team, boolean removed) {
    return tx.preparedQuery(GO).execute(Tuple.of(league, team, now(), removed)).map(LeagueRow::only);
  }

  /** A league that is held gets another owner. */
  Future<League> handOver(League league, long to) {
    return tx.preparedQuery(HAND_OVER).execute(Tuple.of(league.id(), to)).map(LeagueRow::only)
        .compose(after -> tell(league, to, "handed-over:" + after.revision(), league.name() + " is yours",
                "Its owner has handed the league over to you.")
            .compose(told -> note(league, league.owner(), "hand-over", "", "{\"user\":%d}".formatted(to))).map(after));
  }

  /** A league that is held is no more; whoever is in will be told. */
  Future<Void> end(League league) {
    follows.add(Fantasy.leagueNews(league.id(), Fantasy.DELETED, at));
    return tx.preparedQuery(END).execute(Tuple.of(league.id(), now()))
        .compose(gone -> note(league, league.owner(), "delete", "", "{\"members\":%d}".formatted(league.size())));
  }

  /** A league that the asker cannot see does not exist for him, whatever else is the matter. */
  <T> Future<Ruling<T>> refuse(League league, long asker, Refusal why) {
    return tx.preparedQuery(SEES).execute(Tuple.of(league.id(), asker))
        .map(rows -> Ruling.refused(rows.iterator().next().getBoolean("sees") ? why : Refusal.NO_LEAGUE));
  }

  /** Only its owner may do that. */
  <T> Future<Ruling<T>> asOwner(League league, long user, Supplier<Future<Ruling<T>>> then) {
    return league.owner() == user ? then.get() : refuse(league, user, Refusal.NOT_OWNER);
  }

  /** @param key   within the league: one letter is written for it, ever */
  Future<Void> tell(League league, long user, String key, String title, String body) {
    var letter = new Letter("league:" + league.id() + ":" + key, user, "league", title, body, Optional.of("/leagues/" + league.id()));
    return letters.put(tx, at, letter).onSuccess(follows::addAll).mapEmpty();
  }

  /** @param did such as {@code remove}; {@code whom} such as {@code user:42} */
  Future<Void> note(League league, long actor, String did, String reason, String detail) {
    return ledger.put(tx, at, new Ledger.Entry("user:" + actor, "fantasy.league." + did, "league:" + league.id(), reason, detail));
  }
}
