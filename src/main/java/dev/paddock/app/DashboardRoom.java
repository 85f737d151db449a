package dev.paddock.app;

import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.web.UnderWay;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.web.Memberships;
import dev.paddock.fantasy.web.MyGame;
import dev.paddock.notify.store.Notifications;
import dev.paddock.schedule.store.PgAgenda;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody sees first who is logged in, from all rooms in one answer. */
final class DashboardRoom implements Room {
  private static final String RESULT = "result:";

  private final House house;
  private final MyGame game;
  private final UnderWay races;
  private final PgAgenda agenda;
  private final Notifications notifications;

  DashboardRoom(House house, Memberships memberships) {
    this.house = house;
    this.game = new MyGame(house.bus(), house.node().game(), new Leagues(house.reads()), memberships);
    this.agenda = new PgAgenda(house.reads());
    this.races = new UnderWay(new RaceReads(house.reads()), this::nextChecks);
    this.notifications = new Notifications(house.reads(), house.commits().closing());
  }

  /** The contract's schema. Null components are those it does not require. @param race the one whose line-ups have locked last */
  record Dashboard(Instant serverTime, int season, int unread, MyGame.Next next, List<MyGame.Team> teams, List<MyGame.Placed> leagues,
      int leagueCount, UnderWay.Race race) {
    Dashboard at(Instant time) {
      return new Dashboard(time, season, unread, next, teams, leagues, leagueCount, race);
    }
  }

  @Override public List<Operation> operations() {
    return List.of(new Operation("getDashboard", this::dashboard));
  }

  private Future<Answer> dashboard(Request request) {
    long user = request.caller().user();
    var now = house.timers().instant();
    var mine = game.of(user, now.atOffset(ZoneOffset.UTC).getYear(), now);
    var unread = notifications.unread(List.of(user)).map(counts -> counts.getOrDefault(user, 0));
    var race = mine.compose(found -> found.locked().map(id -> races.of(id, now)).orElseGet(() -> Future.succeededFuture(Optional.empty())));
    return Future.all(mine, unread, race).map(all -> {
      var found = mine.result();
      var shown = new Dashboard(now, found.season(), unread.result(), found.next(), found.teams(), found.leagues(), found.leagueCount(),
          race.result().orElse(null));
      return Answer.timed(shown, shown.at(Instant.EPOCH), Answer.Caching.PERSONAL);
    });
  }

  private Future<Map<String, Instant>> nextChecks(Collection<String> sessions) {
    return agenda.next(sessions.stream().map(RESULT::concat).toList()).map(due -> due.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(one -> one.getKey().substring(RESULT.length()), Map.Entry::getValue)));
  }
}
