package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.InviteCode;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.store.LeagueCodes.Code;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads leagues, who is in them and who wants to be. */
public final class Leagues {
  // $1 is who asks.
  private static final String SEEN = """
      select %s, p.name as owner,
             exists (select 1 from league_member m where m.league_id = l.id and m.user_id = $1::bigint and m.went is null) as is_in,
             exists (select 1 from league_member m where m.league_id = l.continues and m.user_id = $1::bigint and m.went is null) as invited
        from league l join player p on p.id = l.owner_id where l.deleted_at is null and\040""".formatted(LeagueRow.COLUMNS);
  private static final String BY_ID = SEEN + "l.id = $2::bigint";
  private static final String SEARCH = SEEN + """
      l.public and l.season = $2::int and ($3::text is null or l.rule_set = $3::text) and strpos(lower(l.name), lower($4::text)) > 0
        and (lower(l.name), l.id) > (lower($5::text), $6::bigint) order by lower(l.name), l.id limit $7::int""";
  private static final String MINE = """
      select %s, p.name as owner, true as is_in, false as invited, t.id as team_id, t.name as team, m.joined_at
        from league_member m join league l on l.id = m.league_id join team t on t.id = m.team_id join player p on p.id = l.owner_id
       where m.user_id = $1::bigint and m.went is null and l.deleted_at is null and ($2::int is null or l.season = $2::int)
       order by l.season desc, lower(l.name), l.id, m.came limit $3::int""".formatted(LeagueRow.COLUMNS);
  private static final String MEMBERS = """
      select m.came, m.team_id, t.name as team, m.user_id, p.name as player, m.joined_at
        from league_member m join team t on t.id = m.team_id join player p on p.id = m.user_id
       where m.league_id = $1::bigint and m.went is null and m.came > $2::bigint order by m.came limit $3::int""";
  private static final String REQUESTS = """
      select r.id, r.league_id, l.name as league, r.team_id, t.name as team, r.user_id, p.name as player, r.asked_at
        from league_request r join league l on l.id = r.league_id join team t on t.id = r.team_id join player p on p.id = r.user_id
       where r.decided_at is null and r.id > $2::bigint and\040""";
  private static final String REQUESTS_OF_LEAGUE = REQUESTS + "r.league_id = $1::bigint order by r.id limit $3::int";
  private static final String REQUESTS_OF_USER = REQUESTS + "r.user_id = $1::bigint order by r.id limit $3::int";
  private static final String BEHIND = SEEN + """
      l.id = (select c.league_id from league_code c where c.code = $2::text and c.revoked_at is null
                 and (c.expires_at is null or c.expires_at > $3::timestamptz) and (c.max_uses is null or c.uses < c.max_uses))""";
  private static final String TEAMS_AT = """
      select team_id from league_member
       where league_id = $1::bigint and came <= $2::bigint and (went is null or went > $2::bigint) order by team_id""";
  private static final String TEAMS_OF =
      "select team_id from league_member where league_id = $1::bigint and user_id = $2::bigint and went is null";
  private static final String IS_IN = "select 1 from league_member where league_id = $1::bigint and team_id = $2::bigint and went is null";
  private static final String COUNT_AT = """
      select coalesce(greatest(max(came) filter (where joined_at <= $2::timestamptz), max(went) filter (where left_at <= $2::timestamptz)),
             0) as members from league_member where league_id = $1::bigint""";
  private static final String SEASONS = """
      with recursive chain as (
        select id, continues, 1 as depth from league where id = $1::bigint
        union all select l.id, l.continues, depth + 1 from chain join league l on l.id = chain.continues where depth < 50)
      select %s from chain join league l on l.id = chain.id order by l.season desc""".formatted(LeagueRow.COLUMNS);

  /** More than {@link League#JOINED} leagues for each of a player's teams. */
  private static final int MEMBERSHIPS = 500;

  /** A league as somebody sees it. @param invited was in the league that this one continues */
  public record Seen(League league, String owner, boolean isIn, boolean invited) {
    /** A league that is not public is there for those only who are in it, or may come in at once. */
    public boolean visible() {
      return league.open() || isIn || invited;
    }
  }

  /**
   * What is looked for.
   *
   * @param part      of a name, in any case
   * @param afterName with {@code afterId} the last league of the page before; "" and 0 at first
   */
  public record Search(int season, Optional<String> ruleSet, String part, String afterName, long afterId) {}

  /** One of a user's teams in a league. */
  public record Mine(Seen seen, long team, String name, Instant joinedAt) {}

  /** @param came its place in the order in which teams came */
  public record Member(long came, long team, String name, long user, String player, Instant joinedAt) {}

  public record Request(long id, long league, String leagueName, long team, String name, long user, String player, Instant askedAt) {}

  private final SqlClient client;

  public Leagues(SqlClient client) {
    this.client = client;
  }

  /** @param user 0: nobody that is known */
  public Future<Optional<Seen>> league(long id, long user) {
    return list(BY_ID, Tuple.of(user, id), Leagues::seen).map(found -> found.stream().findFirst());
  }

  /** The league that a code opens now. */
  public Future<Optional<Seen>> behind(InviteCode code, long user, Instant now) {
    return list(BEHIND, Tuple.of(user, code.text(), now.atOffset(ZoneOffset.UTC)), Leagues::seen).map(found -> found.stream().findFirst());
  }

  /** Public leagues by name. */
  public Future<List<Seen>> search(long user, Search search, int limit) {
    return list(SEARCH, Tuple.tuple().addLong(user).addInteger(search.season).addString(search.ruleSet.orElse(null)).addString(search.part)
        .addString(search.afterName).addLong(search.afterId).addInteger(limit), Leagues::seen);
  }

  /** Each of a user's teams in each league, the latest season first. */
  public Future<List<Mine>> of(long user, Optional<Integer> season) {
    return list(MINE, Tuple.of(user, season.orElse(null), MEMBERSHIPS), r ->
        new Mine(seen(r), r.getLong("team_id"), r.getString("team"), r.getOffsetDateTime("joined_at").toInstant()));
  }

  /** In the order in which they came, after the one who came {@code after}. */
  public Future<List<Member>> members(long league, long after, int limit) {
    return list(MEMBERS, Tuple.of(league, after, limit), r -> new Member(r.getLong("came"), r.getLong("team_id"), r.getString("team"),
        r.getLong("user_id"), r.getString("player"), r.getOffsetDateTime("joined_at").toInstant()));
  }

  /** Those that wait for the owner, the oldest first. */
  public Future<List<Request>> requests(long league, long after, int limit) {
    return list(REQUESTS_OF_LEAGUE, Tuple.of(league, after, limit), Leagues::request);
  }

  /** Those of a user that wait. */
  public Future<List<Request>> requestsOf(long user) {
    return list(REQUESTS_OF_USER, Tuple.of(user, 0L, MEMBERSHIPS), Leagues::request);
  }

  /** Those that work. */
  public Future<List<Code>> codes(long league, Instant now) {
    return LeagueCodes.list(client, league, now);
  }

  /** Who was in when so many had come and gone: team ids, ascending. */
  public Future<long[]> teamsAt(long league, long members) {
    return client.preparedQuery(TEAMS_AT).execute(Tuple.of(league, members)).map(rows -> {
      var teams = new long[rows.size()];
      int at = 0;
      for (var row : rows) teams[at++] = row.getLong("team_id");
      return teams;
    });
  }

  /** Those of a user that are in. */
  public Future<List<Long>> teamsOf(long league, long user) {
    return list(TEAMS_OF, Tuple.of(league, user), r -> r.getLong("team_id"));
  }

  public Future<Boolean> isIn(long league, long team) {
    return client.preparedQuery(IS_IN).execute(Tuple.of(league, team)).map(rows -> rows.size() > 0);
  }

  /** How many had come and gone at an instant. */
  public Future<Long> membersAt(long league, Instant at) {
    return client.preparedQuery(COUNT_AT).execute(Tuple.of(league, at.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getLong("members"));
  }

  /** The league and those that it continues, the latest season first; those of old may be deleted. */
  public Future<List<League>> seasons(long league) {
    return list(SEASONS, Tuple.of(league), LeagueRow::league);
  }

  private static Seen seen(Row r) {
    return new Seen(LeagueRow.league(r), r.getString("owner"), r.getBoolean("is_in"), r.getBoolean("invited"));
  }

  private static Request request(Row r) {
    return new Request(r.getLong("id"), r.getLong("league_id"), r.getString("league"), r.getLong("team_id"), r.getString("team"),
        r.getLong("user_id"), r.getString("player"), r.getOffsetDateTime("asked_at").toInstant());
  }

  private <T> Future<List<T>> list(String sql, Tuple parameters, Function<Row, T> mapper) {
    return client.preparedQuery(sql).collecting(Collectors.mapping(mapper, Collectors.toUnmodifiableList())).execute(parameters)
        .map(found -> found.value());
  }
}
