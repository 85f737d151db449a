package dev.paddock.app;

import dev.paddock.app.HorseVerdict.Teller;
import dev.paddock.bus.Bus;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.CancelPlan;
import dev.paddock.upstream.horses.Fault;
import dev.paddock.upstream.horses.Fault.Kind;
import dev.paddock.upstream.horses.HorseServer;
import dev.paddock.upstream.horses.HorseServer.Bodies;
import dev.paddock.upstream.horses.Ledger;
import dev.paddock.upstream.horses.Race;
import dev.paddock.upstream.horses.RaceDay;
import dev.paddock.upstream.horses.RaceDays;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** A synthetic race day beside a replay: its providers, what goes wrong with them, and what came of it. */
final class HorseDay {
  /** The first race of a date is run in the afternoon (UTC) before it; it is on the card some hours ahead. */
  private static final Duration AHEAD = Duration.ofHours(11);
  private static final String POLLS =
      "select count(*) as polls from poll_log where subject like 'horse:%' and outcome <> 'SKIPPED'";

  private final RaceDay day;
  private final HorseServer server;
  private final Vertx vertx;
  private final Timers timers;
  private final boolean faults;
  private int port;

  /** @param seed of the days around it, of disorder and of faults; @param faults some things go wrong during the day */
  HorseDay(Vertx vertx, Timers timers, RaceDay day, long seed, boolean faults) {
    this.vertx = vertx;
    this.timers = timers;
    this.day = day;
    this.faults = faults;
    var days = new RaceDays(List.of(RaceDay.quiet(day.date().minusDays(1), seed), day,
        RaceDay.quiet(day.date().plusDays(1), seed), RaceDay.quiet(day.date().plusDays(2), seed)));
    this.server = new HorseServer(vertx, days, Bodies.BRIEF, timers, InstantSource.system(), seed);
    if (faults) server.switchboard().set(troubles(day.firstStart()));
  }

  /** The first whole race day after an instant. */
  static RaceDay after(Instant start, long seed) {
    return RaceDay.of(LocalDate.ofInstant(start.plus(AHEAD), ZoneOffset.UTC).plusDays(1), seed);
  }

  /** The providers answer from now on. */
  HorseDay open() {
    port = server.listen(0).await();
    return this;
  }

  /** The same, with the race day's providers and no others. */
  Settings follow(Settings settings) {
    return settings.racing(settings.horse().atStandIn(URI.create("http://127.0.0.1:" + port)));
  }

  /** When the day is over, no more cards are asked for. */
  void end(Bus bus) {
    vertx.runOnContext(v -> timers.wakeAt(day.over(), () -> Future.join(List.of("tabnz", "betfair").stream()
        .map(name -> bus.ask(Scheduling.CANCEL_PLAN, new CancelPlan("horse-day:" + name), Duration.ofSeconds(20))).toList())
        .toCompletionStage()));
  }

  RaceDay day() {
    return day;
  }

  Ledger ledger() {
    return server.ledger();
  }

  /** Blocks. */
  HorseReport report(Pool pool) {
    var verdicts = List.of(HorseVerdict.of(pool, Teller.TABNZ, day, race -> true, faults),
        HorseVerdict.of(pool, Teller.BETFAIR, day, this::atBetfair, faults));
    var polls = pool.preparedQuery(POLLS).execute().await().iterator().next().getLong("polls");
    return HorseReport.of(day.date().toString(), verdicts, polls, ledger().calls());
  }

  boolean atBetfair(Race race) {
    return HorseSettings.followedAtStandIn(day.eventType(race), day.country(race));
  }

  /** One after the other, so that it can be seen what each does. */
  private static List<Fault> troubles(Instant first) {
    var tabnz = "/tabnz/.*";
    var betfair = "/betfair/exchange/.*";
    return List.of(
        trouble(Kind.THROTTLED, first, 60, 5, tabnz).with(Duration.ofSeconds(30)), trouble(Kind.THROTTLED, first, 90, 5, tabnz),
        trouble(Kind.ERROR_IN_200, first, 120, 10, tabnz).with(0.5), trouble(Kind.EMPTY, first, 150, 10, tabnz).with(0.5),
        trouble(Kind.PARTIAL, first, 180, 15, tabnz), trouble(Kind.UNAVAILABLE, first, 240, 10, tabnz),
        trouble(Kind.RESET, first, 300, 10, tabnz).with(0.5), trouble(Kind.TRUNCATED, first, 330, 10, tabnz).with(0.5),
        trouble(Kind.UNKNOWN_STATUS, first, 360, 15, tabnz), trouble(Kind.UNKNOWN_FIELDS, first, 360, 60, tabnz),
        trouble(Kind.SHUFFLED, first, 360, 60, tabnz), trouble(Kind.FROZEN, first, 600, 180, tabnz),
        trouble(Kind.UNAVAILABLE, first, 420, 5, betfair), trouble(Kind.PARTIAL, first, 480, 15, betfair),
        trouble(Kind.ERROR_IN_200, first, 540, 10, betfair).with(0.5), trouble(Kind.EMPTY, first, 840, 10, betfair).with(0.5));
  }

  private static Fault trouble(Kind kind, Instant first, int minutesLater, int minutes, String path) {
    var from = first.plus(Duration.ofMinutes(minutesLater));
    return Fault.of(kind, from, from.plus(Duration.ofMinutes(minutes)), path);
  }
}
