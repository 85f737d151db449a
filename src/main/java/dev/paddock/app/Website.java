package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.web.RaceOperations;
import dev.paddock.f1.web.Races.Effect;
import dev.paddock.f1.web.Races.Swing;
import dev.paddock.f1.web.StoredRaces;
import dev.paddock.fantasy.rules.Moved;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.store.Corrections.Correction;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.fantasy.store.Teams.Team;
import dev.paddock.fantasy.web.DriverNames;
import dev.paddock.fantasy.web.GameOperations;
import dev.paddock.fantasy.web.StoredGame;
import dev.paddock.kernel.Timers;
import dev.paddock.notify.Mailbox;
import dev.paddock.notify.store.Notifications;
import dev.paddock.notify.web.InboxOperations;
import dev.paddock.notify.web.StoredInbox;
import dev.paddock.schedule.store.PgAgenda;
import dev.paddock.schedule.web.AgendaOperations;
import dev.paddock.web.Answer;
import dev.paddock.web.HttpVerticle.Site;
import dev.paddock.web.Operation;
import dev.paddock.web.Status;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the house shows: the operations of every room, and the few answers that take more than one of them. */
final class Website {
  private static final String GAME = """
      select (select count(*) from team) as teams, (select count(*) from player where active) as users, (select count(*) from notification) as notifications,
             b.board, b.snapshot
        from (values (1)) as always left join board b on b.board = $1
      """;

  private final Bus bus;
  private final SqlClient reads;
  private final Timers timers;
  private final String mode;
  private final RuleSet rules;
  private final RaceReads races;
  private final PgAgenda agenda;
  private final GameStore game;
  private final Notifications notifications;

  /** @param mode demo or run */
  Website(Bus bus, SqlClient reads, Timers timers, Closing closing, RuleSet rules, String mode) {
    this.bus = bus;
    this.reads = reads;
    this.timers = timers;
    this.mode = mode;
    this.rules = rules;
    this.races = new RaceReads(reads);
    this.agenda = new PgAgenda(reads);
    this.game = GameStore.on(reads);
    this.notifications = new Notifications(reads, closing);
  }

  /** @param pages outside of the contract: health and metrics */
  Site site(String host, int port, Map<String, Supplier<Future<Answer>>> pages) {
    var stored = new StoredRaces(races, new ResultStore(reads), new CalendarStore(reads), sessionId -> agenda.next("result:" + sessionId));
    var operations = new ArrayList<Operation>();
    operations.addAll(new RaceOperations(stored, this::effect, timers).list());
    operations.addAll(new AgendaOperations(agenda, timers).list());
    operations.addAll(new GameOperations(new StoredGame(bus, rules, game, names(stored))).list());
    operations.addAll(new InboxOperations(new StoredInbox(new Mailbox(bus, timers, notifications))).list());
    operations.add(Status.operation(new Overview(mode, timers, bus, races, agenda, this::played)));
    return new Site(host, port, List.copyOf(operations), pages);
  }

  private static DriverNames names(StoredRaces stored) {
    return season -> stored.names(season).map(all -> all.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new DriverNames.Name(e.getValue().driver(), e.getValue().constructor()))));
  }

  /** What a correction did to the game: nothing until it has been scored. */
  private Future<Effect> effect(String sessionId, int version) {
    return notifications.audience(sessionId, version).compose(notified -> game.corrections().of(sessionId, version).compose(scored ->
        scored.map(correction -> effect(correction, notified)).orElse(Future.succeededFuture(new Effect(0, null, null, notified)))));
  }

  private Future<Effect> effect(Correction correction, int notified) {
    var gain = correction.winners(1).stream().findFirst();
    var loss = correction.losers(1).stream().findFirst();
    return game.teams().teams(Stream.of(gain, loss).flatMap(Optional::stream).map(Moved::team).toList()).map(named ->
        new Effect(correction.teams().size(), swing(gain, named), swing(loss, named), notified));
  }

  private static Swing swing(Optional<Moved> found, Map<Long, Team> named) {
    return found.map(m -> new Swing(m.team(), named.get(m.team()).name(), named.get(m.team()).player(),
        m.before() / 100.0, m.after() / 100.0, m.change() / 100.0)).orElse(null);
  }

  private Future<Overview.Game> played(Instant now) {
    return races.current(now).compose(race -> reads.preparedQuery(GAME).execute(Tuple.of(race.map(r -> "season-" + r.season()).orElse(""))))
        .map(rows -> rows.iterator().next())
        .map(r -> new Overview.Game(r.getLong("teams"), r.getLong("users"), r.getLong("notifications"),
            Optional.ofNullable(r.getString("board")).map(name -> new Status.Board(name, r.getLong("snapshot")))));
  }
}
