package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.web.Races.Effect;
import dev.paddock.f1.web.Races.Swing;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.rules.Moved;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.store.Corrections.Correction;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.LockReads;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.fantasy.web.DriverNames;
import dev.paddock.fantasy.web.GameOperations;
import dev.paddock.fantasy.web.StoredGame;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.Mailbox;
import dev.paddock.notify.store.Notifications;
import dev.paddock.notify.store.Readers;
import dev.paddock.notify.web.InboxOperations;
import dev.paddock.notify.web.StoredInbox;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Operation;
import dev.paddock.web.Status;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The game's part of the website. */
final class GameRoom {
  private static final String AUDIENCE =
      "select coalesce(max(audience), 0) as users from notification where session_id = $1 and version = $2::int";
  private static final String COUNTS = """
      select (select count(*) from team) as teams, (select count(*) from player) as users,
             (select count(*) from notification) as notifications
      """;

  private final SqlClient reads;
  private final GameStore game;
  private final StoredGame stored;
  private final Mailbox mailbox;
  private final Timers timers;
  private final AnswerCache answers;

  GameRoom(Bus bus, Timers timers, SqlClient reads, GameStore game, RuleSet rules,
      Closing closing, DriverNames names, AnswerCache answers) {
    this.reads = reads;
    this.game = game;
    this.timers = timers;
    this.answers = answers;
    this.stored = new StoredGame(bus, rules, game, names, new LockReads(reads), timers);
    this.mailbox = new Mailbox(bus, timers, new Notifications(reads, closing));
  }

  Website.Game open() {
    List<Operation> operations = new ArrayList<>(new GameOperations(stored, answers).list());
    operations.addAll(new InboxOperations(new StoredInbox(mailbox), new Readers(reads)::hasAccount).list());
    return new Website.Game(operations, this::effect, this::overview);
  }

  private Future<Effect> effect(String sessionId, int version) {
    return game.corrections().of(sessionId, version).compose(found -> found.isEmpty()
        ? Future.succeededFuture(new Effect(0, null, null, 0))
        : effect(sessionId, version, found.get()));
  }

  private Future<Effect> effect(String sessionId, int version, Correction correction) {
    var best = correction.winners(1).stream().findFirst();
    var worst = correction.losers(1).stream().findFirst();
    var ids = Stream.of(best, worst).flatMap(Optional::stream).map(Moved::team).distinct().toList();
    return game.teams().teams(ids).compose(teams -> reads.preparedQuery(AUDIENCE).execute(Tuple.of(sessionId, version))
        .map(rows -> new Effect(correction.teams().size(), swing(best, teams), swing(worst, teams),
            rows.iterator().next().getInteger("users"))));
  }

  private static Swing swing(Optional<Moved> moved, Map<Long, Teams.Team> teams) {
    return moved.map(m -> {
      var team = Objects.requireNonNull(teams.get(m.team()), "a team on a board exists");
      return new Swing(team.id(), team.name(), team.player(), m.before() / 100.0, m.after() / 100.0, m.change() / 100.0);
    }).orElse(null);
  }

  private Future<Overview.Game> overview() {
    return reads.preparedQuery(COUNTS).execute().map(rows -> rows.iterator().next())
        .compose(row -> new RaceReads(reads).current(timers.instant())
            .compose(race -> board(race.map(RaceReads.RaceRow::season).orElse(timers.instant().atOffset(ZoneOffset.UTC).getYear())))
            .map(board -> new Overview.Game(row.getLong("teams"), row.getLong("users"), row.getLong("notifications"), board)));
  }

  private Future<Optional<Status.Board>> board(int season) {
    return game.boards().current(BoardName.season(season)).map(board -> board.map(b -> new Status.Board(b.name(), b.id())));
  }
}
