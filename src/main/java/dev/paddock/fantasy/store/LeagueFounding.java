package dev.paddock.fantasy.store;

import static dev.paddock.fantasy.store.LeagueActs.no;

import dev.paddock.fantasy.contract.Fantasy;
import dev.paddock.fantasy.rules.Charter;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import dev.paddock.fantasy.store.LeagueCodes.Code;
import dev.paddock.fantasy.store.LeagueCodes.Terms;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Function;

/** Leagues begin, change, go on for another season and end: their owner's doing. */
public final class LeagueFounding {
  // Whoever founds two at once founds one after the other: so the limit holds.
  private static final String FOUNDER = """
      select t.season, t.rule_set,
             (select count(*)::int from league l where l.owner_id = p.id and l.season = t.season and l.deleted_at is null) as owned,
             (select count(*)::int from league_member m join league l on l.id = m.league_id
               where m.team_id = t.id and m.went is null and l.deleted_at is null) as joined
        from team t join player p on p.id = t.player_id where t.id = $1::bigint and p.id = $2::bigint
         and t.deleted_at is null for share of t""";
  private static final String ONE_AT_A_TIME = "select id from player where id = $1::bigint for update";
  private static final String FOUND = """
      insert into league as l (season, name, owner_id, public, approval, size_cap, rule_set, start_round, continues, created_at)
      values ($1::int, $2::text, $3::bigint, $4::boolean, $5::boolean, $6::int, $7::text, $8::int, $9::bigint, $10::timestamptz)
      returning %s""".formatted(LeagueRow.COLUMNS);
  private static final String CHANGE = """
      update league l set name = $2::text, public = $3::boolean, approval = $4::boolean, size_cap = $5::int, start_round = $6::int,
             revision = revision + 1
       where id = $1::bigint returning %s""".formatted(LeagueRow.COLUMNS);
  private static final String SCORED = """
      select coalesce(max(s.round), 0) as round from board b join board_snapshot s on s.id = b.snapshot
       where s.season = $1::int and b.board like 'round-%'""";
  private static final String RENEWED = "select 1 from league where continues = $1::bigint and deleted_at is null";

  /** @param code the first, of a new league */
  public record Founded(League league, Code code) {}

  private record Founder(int season, String ruleSet, int owned, int joined) {}

  private final LeagueActs acts;
  private final LeagueCodes codes;

  public LeagueFounding(LeagueActs acts, LeagueCodes codes) {
    this.acts = acts;
    this.codes = codes;
  }

  /**
   * A league of the season and the rules that its founder's team plays in; the team is its first member.
   *
   * @param ruleSet the rules that are wanted; empty: the team's
   */
  public Future<Ruling<Founded>> found(long user, long team, Charter charter, Optional<String> ruleSet) {
    return acts.act(act -> founder(act, user, team).compose(founder -> {
      if (founder.isEmpty()) return no(Refusal.NO_TEAM);
      if (ruleSet.filter(wanted -> !wanted.equals(founder.get().ruleSet)).isPresent()) return no(Refusal.OTHER_RULES);
      return found(act, user, team, founder.get(), charter, Optional.empty());
    }));
  }

  /** The same for a later season: everybody who is in is told, and comes in without being asked for a code. */
  public Future<Ruling<Founded>> renew(long owner, long league, long team) {
    return acts.on(league, (act, old) -> act.asOwner(old, owner, () -> founder(act, owner, team).compose(founder -> {
      if (founder.isEmpty()) return no(Refusal.NO_TEAM);
      if (founder.get().season <= old.season()) return no(Refusal.NOT_LATER);
      if (!founder.get().ruleSet.equals(old.ruleSet())) return no(Refusal.OTHER_RULES);
      var charter = new Charter(old.name(), old.open(), old.approval(), old.cap(), 1);
      return act.tx().preparedQuery(RENEWED).execute(Tuple.of(league)).compose(renewed -> renewed.size() > 0 ? no(Refusal.RENEWED_ALREADY)
          : found(act, owner, team, founder.get(), charter, Optional.of(league)).onSuccess(ruling -> ruling.map(founded -> {
            act.follow(Fantasy.leagueNews(founded.league.id(), Fantasy.RENEWED, act.at()));
            return founded;
          })));
    })));
  }

  private Future<Ruling<Founded>> found(LeagueAct act, long user, long team, Founder founder, Charter charter, Optional<Long> continues) {
    if (founder.owned >= League.OWNED) return no(Refusal.TOO_MANY_OWNED);
    if (founder.joined >= League.JOINED) return no(Refusal.TOO_MANY_JOINED);
    return act.tx().preparedQuery(FOUND).execute(Tuple.of(founder.season, charter.name(), user, charter.open(), charter.approval(),
            charter.cap(), founder.ruleSet, charter.startRound(), continues.orElse(null), act.now()))
        .map(LeagueRow::only)
        .compose(league -> act.come(league.id(), team, user))
        .compose(league -> codes.add(act, league, Terms.NONE).map(code -> Ruling.done(new Founded(league, code))));
  }

  /** @param revision of the league that the owner has read; {@code change} of what it is into what it shall be */
  public Future<Ruling<League>> change(long owner, long league, long revision, Function<Charter, Charter> change) {
    return acts.on(league, (act, found) -> act.asOwner(found, owner, () -> {
      if (found.revision() != revision) return no(Refusal.STALE);
      var charter = change.apply(Charter.of(found));
      if (charter.cap() < found.size()) return no(Refusal.BELOW_SIZE);
      return act.tx().preparedQuery(SCORED).execute(Tuple.of(found.season())).map(rows -> rows.iterator().next().getInteger("round"))
          .compose(scored -> charter.movesStartAfter(found, scored) ? no(Refusal.SCORED_ALREADY)
              : act.tx().preparedQuery(CHANGE).execute(Tuple.of(league, charter.name(), charter.open(), charter.approval(), charter.cap(),
                  charter.startRound())).map(LeagueRow::only).map(Ruling::done));
    }));
  }

  /** Nobody sees it any more; everybody who was in is told. */
  public Future<Ruling<League>> delete(long owner, long league, long revision) {
    return acts.on(league, (act, found) -> act.asOwner(found, owner, () -> found.revision() != revision ? no(Refusal.STALE)
        : act.end(found).map(Ruling.done(found))));
  }

  private static Future<Optional<Founder>> founder(LeagueAct act, long user, long team) {
    return act.tx().preparedQuery(ONE_AT_A_TIME).execute(Tuple.of(user))
        .compose(held -> act.tx().preparedQuery(FOUNDER).execute(Tuple.of(team, user)))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(founder(rows.iterator().next())));
  }

  private static Founder founder(Row r) {
    return new Founder(r.getInteger("season"), r.getString("rule_set"), r.getInteger("owned"), r.getInteger("joined"));
  }
}
