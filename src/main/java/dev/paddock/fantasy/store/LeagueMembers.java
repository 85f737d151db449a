package dev.paddock.fantasy.store;

import static dev.paddock.fantasy.store.LeagueActs.no;

import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Teams go: by themselves, or because the owner of the league wants it; and leagues get another owner. */
public final class LeagueMembers {
  private static final String MEMBER = """
      select m.user_id, t.name, (select count(*)::int from league_member o
               where o.league_id = m.league_id and o.user_id = m.user_id and o.went is null) as teams
        from league_member m join team t on t.id = m.team_id
       where m.league_id = $1::bigint and m.team_id = $2::bigint and m.went is null""";
  private static final String IS_IN =
      "select 1 from league_member where league_id = $1::bigint and user_id = $2::bigint and went is null limit 1";

  /** @param teams that its user has in the league */
  private record Member(long user, String name, int teams) {}

  private final LeagueActs acts;

  public LeagueMembers(LeagueActs acts) {
    this.acts = acts;
  }

  /**
   * A team goes. Its own user takes it out without a reason; the league's owner removes others' with one. The owner's last team stays:
   * a league has an owner who is in it.
   */
  public Future<Ruling<League>> go(long actor, long league, long team, String reason) {
    return acts.on(league, (act, found) -> member(act, league, team).compose(member -> {
      if (member.isEmpty()) return act.refuse(found, actor, Refusal.NO_MEMBER);
      if (member.get().user == actor) {
        return actor == found.owner() && member.get().teams == 1 ? no(Refusal.OWNER_STAYS) : act.go(league, team, false).map(Ruling::done);
      }
      if (found.owner() != actor) return act.refuse(found, actor, Refusal.NOT_OWNER);
      return reason.isBlank() ? no(Refusal.REASON_MISSING) : remove(act, found, team, member.get(), reason).map(Ruling::done);
    }));
  }

  private static Future<League> remove(LeagueAct act, League league, long team, Member member, String reason) {
    return act.go(league.id(), team, true)
        .compose(left -> act.tell(league, member.user, "removed:" + left.members(), member.name + " was taken out of " + league.name(),
                "The league's owner gave the reason: " + reason)
            .compose(told -> act.note(league, league.owner(), "remove", reason, "{\"user\":%d,\"team\":%d}".formatted(member.user, team)))
            .map(left));
  }

  /** @param revision of the league that the owner has read */
  public Future<Ruling<League>> handOver(long owner, long league, long to, long revision) {
    return acts.on(league, (act, found) -> {
      if (found.owner() != owner) return act.refuse(found, owner, Refusal.NOT_OWNER);
      if (found.revision() != revision) return no(Refusal.STALE);
      return isIn(act, league, to).compose(in -> in
          ? act.handOver(found, to).map(Ruling::done) : no(Refusal.NO_MEMBER));
    });
  }

  private static Future<Optional<Member>> member(LeagueAct act, long league, long team) {
    return act.tx().preparedQuery(MEMBER).execute(Tuple.of(league, team)).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(rows.iterator().next()).map(r -> new Member(r.getLong("user_id"), r.getString("name"), r.getInteger("teams"))));
  }

  private static Future<Boolean> isIn(LeagueAct act, long league, long user) {
    return act.tx().preparedQuery(IS_IN).execute(Tuple.of(league, user)).map(rows -> rows.size() > 0);
  }
}
