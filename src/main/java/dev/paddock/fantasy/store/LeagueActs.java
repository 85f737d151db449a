package dev.paddock.fantasy.store;

import dev.paddock.db.Ledger;
import dev.paddock.db.Letters;
import dev.paddock.db.Undertaking;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Does things to leagues, each in a transaction: what is refused has changed nothing. */
public final class LeagueActs {
  // Whoever holds the row is alone with the league: who comes, goes and decides is in one line.
  private static final String HOLD =
      "select " + LeagueRow.COLUMNS + " from league l where l.id = $1::bigint and l.deleted_at is null for update";

  private final Undertaking undertaking;
  private final Letters letters;
  private final Ledger ledger;
  private final InstantSource clock;

  public LeagueActs(Undertaking undertaking, Letters letters, Ledger ledger, InstantSource clock) {
    this.undertaking = undertaking;
    this.letters = letters;
    this.ledger = ledger;
    this.clock = clock;
  }

  <T> Future<Ruling<T>> act(Function<LeagueAct, Future<Ruling<T>>> what) {
    return undertaking.commit(tx -> {
      var act = new LeagueAct(tx, clock.instant(), letters, ledger);
      return what.apply(act).map(ruling -> new Effect<>(ruling, act.follows()));
    });
  }

  /** With the league as it is, and as it stays until the end of the transaction. */
  <T> Future<Ruling<T>> on(long league, BiFunction<LeagueAct, League, Future<Ruling<T>>> what) {
    return act(act -> hold(act, league, found -> what.apply(act, found)));
  }

  static <T> Future<Ruling<T>> hold(LeagueAct act, long league, Function<League, Future<Ruling<T>>> what) {
    return act.tx().preparedQuery(HOLD).execute(Tuple.of(league)).map(LeagueRow::first)
        .compose(found -> found.map(what).orElseGet(() -> no(Refusal.NO_LEAGUE)));
  }

  static <T> Future<Ruling<T>> no(Refusal why) {
    return Future.succeededFuture(Ruling.refused(why));
  }
}
