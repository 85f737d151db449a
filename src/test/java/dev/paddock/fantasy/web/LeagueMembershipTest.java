package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.web.LeagueSite.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.db.Undertaking.Effect;
import dev.paddock.fantasy.rules.Charter;
import dev.paddock.fantasy.rules.InviteCode;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Ruling;
import dev.paddock.fantasy.store.LeagueCleaning;
import dev.paddock.fantasy.store.LeagueCodes.Code;
import dev.paddock.fantasy.store.LeagueCodes.Terms;
import dev.paddock.fantasy.store.LeagueDoor.Entry;
import dev.paddock.fantasy.store.LeagueFounding.Founded;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever players do to a league in whatever order, or all at once: who is in, who asks and whose it is stay in order. */
class LeagueMembershipTest {
  private static final int PLAYERS = 6;
  private static LeagueSite site;

  @BeforeContainer static void open() {
    site = new LeagueSite(60, 1);
  }

  @AfterContainer static void close() {
    site.close();
  }

  enum What { JOIN, LEAVE, REMOVE, ACCEPT, REJECT, WITHDRAW, HAND_OVER }

  /** @param actor who does it; {@code other} to whom, where there is one */
  record Deed(What what, int actor, int other) {}

  @Provide Arbitrary<List<Deed>> deeds() {
    var player = Arbitraries.integers().between(1, PLAYERS);
    var what = Arbitraries.frequency(Tuple.of(8, What.JOIN), Tuple.of(2, What.LEAVE), Tuple.of(3, What.REMOVE), Tuple.of(6, What.ACCEPT),
        Tuple.of(2, What.REJECT), Tuple.of(1, What.WITHDRAW), Tuple.of(3, What.HAND_OVER));
    return Combinators.combine(what, player, player).as(Deed::new).list().ofMaxSize(25);
  }

  /** What a spectator with a notebook would say of each player. */
  enum State { OUT, ASKS, IN, REMOVED, REJECTED }

  private static final class Notebook {
    final Map<Integer, State> states = new HashMap<>();
    final Set<Integer> removed = new HashSet<>();
    final boolean approval;
    final int cap;
    int owner = 1;

    Notebook(boolean approval, int cap) {
      this.approval = approval;
      this.cap = cap;
      for (int player = 1; player <= PLAYERS; player++) states.put(player, State.OUT);
      states.put(1, State.IN);
    }

    long in() {
      return states.values().stream().filter(state -> state == State.IN).count();
    }

    /** What must come of it; notes it down. */
    String note(Deed deed) {
      var state = states.get(deed.actor);
      var others = states.get(deed.other);
      return switch (deed.what) {
        case JOIN -> switch (state) {
          case IN -> "ALREADY_IN";
          case ASKS -> "ALREADY_ASKED";
          case REJECTED -> "REJECTED_LATELY";
          case OUT, REMOVED -> in() == cap ? "FULL" : note(deed.actor, approval || state == State.REMOVED ? State.ASKS : State.IN);
        };
        case LEAVE -> state != State.IN ? "NO_LEAGUE" : deed.actor == owner ? "OWNER_STAYS" : note(deed.actor, State.OUT);
        case REMOVE -> state != State.IN ? "NO_LEAGUE" : others != State.IN ? "NO_MEMBER"
            : deed.actor == deed.other ? deed.actor == owner ? "OWNER_STAYS" : note(deed.actor, State.OUT)
            : deed.actor != owner ? "NOT_OWNER" : note(deed.other, State.REMOVED);
        case ACCEPT, REJECT -> state != State.IN ? "NO_LEAGUE" : deed.actor != owner ? "NOT_OWNER" : others != State.ASKS ? "NO_REQUEST"
            : deed.what == What.REJECT ? note(deed.other, State.REJECTED) : in() == cap ? "FULL" : note(deed.other, State.IN);
        case WITHDRAW -> state != State.ASKS ? "NO_REQUEST"
            : note(deed.actor, removed.contains(deed.actor) ? State.REMOVED : State.OUT);
        case HAND_OVER -> {
          if (state != State.IN) yield "NO_LEAGUE";
          if (deed.actor != owner) yield "NOT_OWNER";
          if (others != State.IN) yield "NO_MEMBER";
          owner = deed.other;
          yield "done";
        }
      };
    }

    private String note(int player, State state) {
      states.put(player, state);
      if (state == State.REMOVED) removed.add(player);
      if (state == State.IN) removed.remove(player);
      return "done";
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void whatever_is_done_in_whatever_order(@ForAll("deeds") List<Deed> deeds, @ForAll boolean approval, @ForAll @IntRange(min = 2, max = 4) int cap) {
    var founded = found(approval, cap);
    var league = founded.league().id();
    var code = founded.code().code();
    var notebook = new Notebook(approval, cap);
    for (var deed : deeds) {
      assertThat(does(deed, league, code)).as("%s of %s", deed, deeds).isEqualTo(notebook.note(deed));
      inOrder(league);
      var now = site.leagues.league(league, 0).await().orElseThrow().league();
      assertThat(now.owner()).isEqualTo(notebook.owner);
      assertThat(now.size()).isEqualTo((int) notebook.in());
      for (int player = 1; player <= PLAYERS; player++) {
        assertThat(site.leagues.isIn(league, team(player)).await()).isEqualTo(notebook.states.get(player) == State.IN);
      }
    }
    end(league);
  }

  private static String does(Deed deed, long league, InviteCode code) {
    Future<? extends Ruling<?>> ruling = switch (deed.what) {
      case JOIN -> site.door.byCode(deed.actor, team(deed.actor), code);
      case LEAVE -> site.members.go(deed.actor, league, team(deed.actor), "");
      case REMOVE -> site.members.go(deed.actor, league, team(deed.other), "because");
      case ACCEPT, REJECT -> site.door.decide(deed.actor, league, request(league, deed.other), deed.what == What.ACCEPT, "");
      case WITHDRAW -> site.door.withdraw(deed.actor, league, request(league, deed.actor));
      case HAND_OVER -> site.members.handOver(deed.actor, league, deed.other,
          site.leagues.league(league, 0).await().orElseThrow().league().revision());
    };
    return outcome(ruling.await());
  }

  private static String outcome(Ruling<?> ruling) {
    return ruling instanceof Ruling.Refused<?>(var why) ? why.name() : "done";
  }

  /** The one that waits; 0: none. */
  private static long request(long league, long player) {
    return site.leagues.requests(league, 0, 100).await().stream().filter(request -> request.user() == player)
        .mapToLong(request -> request.id()).findFirst().orElse(0);
  }

  private static Founded found(boolean approval, int cap) {
    return ((Ruling.Done<Founded>) site.founding.found(1, team(1), new Charter("A league", false, approval, cap, 1), Optional.empty()).await())
        .value();
  }

  private static void end(long league) {
    var now = site.leagues.league(league, 0).await().orElseThrow().league();
    assertThat(outcome(site.founding.delete(now.owner(), league, now.revision()).await())).isEqualTo("done");
  }

  /** What holds of a league at any moment. */
  private static void inOrder(long league) {
    var row = site.row("""
        select l.size_cap, l.size, l.members,
               (select count(*)::int from league_member m where m.league_id = l.id and m.went is null) as teams,
               (select count(distinct m.team_id)::int from league_member m where m.league_id = l.id and m.went is null) as distinct_teams,
               (select count(*) + count(m.went) from league_member m where m.league_id = l.id) as moves,
               (select count(*)::int from league_member m where m.league_id = l.id and m.went is null and m.user_id = l.owner_id) as owners,
               (select count(*)::int from league_request r join league_member m on m.league_id = r.league_id and m.team_id = r.team_id
                 where r.league_id = l.id and r.decided_at is null and m.went is null) as asking_inside,
               (select count(*)::int from league_code c where c.league_id = l.id and c.uses > c.max_uses) as overused
          from league l where l.id = $1::bigint""", league);
    assertThat(row.getInteger("size")).isEqualTo(row.getInteger("teams")).isEqualTo(row.getInteger("distinct_teams"))
        .isBetween(1, row.getInteger("size_cap"));
    assertThat(row.getLong("members")).isEqualTo(row.getLong("moves"));
    assertThat(row.getInteger("owners")).as("the owner is in").isEqualTo(1);
    assertThat(row.getInteger("asking_inside")).isZero();
    assertThat(row.getInteger("overused")).isZero();
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void however_many_come_at_once_no_more_come_in_than_there_are_places_and_uses(
      @ForAll @IntRange(min = 2, max = 20) int cap, @ForAll @IntRange(min = 1, max = 20) int uses) {
    var founded = found(false, cap);
    long league = founded.league().id();
    var limited = ((Ruling.Done<Code>) site.codes.create(1, league, new Terms(Optional.empty(), Optional.of(uses))).await()).value();
    var tries = new ArrayList<Future<Ruling<Entry>>>();
    for (int player = 2; player <= 40; player++) {
      for (int again = 0; again < 2; again++) tries.add(site.door.byCode(player, team(player), limited.code()));
      if (player % 3 == 0) tries.add(site.door.byCode(player, team(player), founded.code().code()));
    }
    var outcomes = tries.stream().map(entry -> outcome(entry.await())).toList();
    inOrder(league);
    var now = site.leagues.league(league, 0).await().orElseThrow().league();
    assertThat(outcomes).contains("done").isSubsetOf("done", "FULL", "NO_CODE", "ALREADY_IN");
    assertThat(now.size()).isEqualTo(1 + (int) outcomes.stream().filter("done"::equals).count());
    if (uses >= cap - 1) assertThat(now.size()).as("full").isEqualTo(cap);
    assertThat(site.row("select uses from league_code where id = $1::bigint", limited.id()).getInteger("uses")).isLessThanOrEqualTo(uses);
    end(league);
  }

  /** Two tabs: the same team, at the same moment. */
  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void who_founds_ten_leagues_at_once_and_two_more_has_ten(@ForAll @IntRange(min = 41, max = 44) int player) {
    var charter = new Charter("One of many", false, false, 9, 1);
    var founded = IntStream.range(0, 12).mapToObj(i -> site.founding.found(player, team(player), charter, Optional.empty())).toList();
    var outcomes = founded.stream().map(ruling -> outcome(ruling.await())).toList();
    assertThat(outcomes).containsOnly("done", "TOO_MANY_OWNED");
    assertThat(Collections.frequency(outcomes, "done")).isEqualTo(League.OWNED);
    for (var ruling : founded) {
      if (ruling.await() instanceof Ruling.Done<Founded>(var made)) end(made.league().id());
    }
  }

  @Example void who_gives_up_his_team_leaves_and_his_league_gets_another_owner() {
    var founded = found(false, 9);
    long league = founded.league().id();
    var old = site.team(51, 2025, "classic");
    var young = site.team(52, 2025, "classic");
    site.door.byCode(51, old, founded.code().code()).await();
    site.door.byCode(52, young, founded.code().code()).await();
    gone(tx -> site.leaving.team(tx, team(1), site.node.clock.instant()));
    inOrder(league);
    assertThat(site.leagues.league(league, 0).await().orElseThrow().league().owner()).isEqualTo(51);
    assertThat(site.letters(51)).first().isEqualTo("A league is yours");
    gone(tx -> site.leaving.player(tx, 52, site.node.clock.instant()));
    inOrder(league);
    gone(tx -> site.leaving.player(tx, 51, site.node.clock.instant()));
    assertThat(site.leagues.league(league, 51).await()).as("nobody is left").isEmpty();
  }

  private static void gone(Function<SqlConnection, Future<List<Plan>>> leaving) {
    site.undertaking.commit(tx -> leaving.apply(tx).map(follows -> new Effect<>("", follows))).await();
  }

  @Example void everybody_is_told_of_the_end_however_many_they_are() {
    var founded = found(false, 2_000);
    long league = founded.league().id();
    site.node.pools.reads().preparedQuery("""
        with players as (insert into player (name, joined_at) select 'crowd ' || n, now() from generate_series(1, 1200) n returning id),
             teams as (insert into team (player_id, season, name) select id, 2025, 'crowd' from players returning id, player_id),
             numbered as (select id, player_id, row_number() over () as n from teams),
             come as (insert into league_member (league_id, came, team_id, user_id, joined_at)
                      select $1::bigint, 1 + n, id, player_id, now() from numbered)
        update league set size = 1201, members = 1201 where id = $1::bigint""").execute(io.vertx.sqlclient.Tuple.of(league)).await();
    end(league);
    var ended = new ArrayList<>(site.node.runDue());
    for (int second = 0; second < 3; second++) {
      site.node.clock.advance(Duration.ofSeconds(1));
      ended.addAll(site.node.runDue());
    }
    assertThat(ended.stream().filter(slot -> slot.subject().equals("league-news:" + league + ":deleted")).map(slot -> slot.ending().note()).toList())
        .containsExactly("500 told", "500 told", "200 told");
    assertThat(site.row("select count(distinct user_id)::int as told from notification where title = 'A league is no more' and user_id > 60")
        .getInteger("told")).isEqualTo(1200);
  }

  @Example void what_is_old_is_dropped_and_who_was_in_is_kept() {
    var founded = found(true, 9);
    long league = founded.league().id();
    var clock = site.node.clock;
    assertThat(outcome(site.codes.revoke(1, league, founded.code().id()).await())).isEqualTo("done");
    var brief = ((Ruling.Done<Code>) site.codes.create(1, league,
        new Terms(Optional.of(clock.instant().plus(Duration.ofDays(1))), Optional.empty())).await()).value();
    site.door.byCode(2, team(2), brief.code()).await();
    site.door.byCode(3, team(3), brief.code()).await();
    site.door.decide(1, league, request(league, 3), false, "").await();
    var counts = new ArrayList<List<Integer>>();
    for (int days : List.of(0, 29, 2, 1, 30)) {
      clock.advance(Duration.ofDays(days));
      site.undertaking.commit(tx -> LeagueCleaning.clean(tx, clock.instant()).map(said -> new Effect<>(said, List.of()))).await();
      var row = site.row("""
          select (select count(*)::int from league_code where league_id = $1::bigint) as codes,
                 (select count(*)::int from league_request where league_id = $1::bigint) as requests""", league);
      counts.add(List.of(row.getInteger("codes"), row.getInteger("requests")));
    }
    assertThat(counts).containsExactly(List.of(2, 2), List.of(2, 2), List.of(1, 1), List.of(0, 1), List.of(0, 0));
  }
}
