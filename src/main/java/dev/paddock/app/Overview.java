package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.RaceReads.RaceRow;
import dev.paddock.f1.store.RaceReads.SessionRow;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.SessionState;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.schedule.store.PgAgenda;
import dev.paddock.web.Status;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The status of the house, from all its rooms: the only answer that no single feature can give. */
final class Overview implements Supplier<Future<Status>> {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String mode;
  private final InstantSource clock;
  private final Bus bus;
  private final RaceReads races;
  private final PgAgenda agenda;
  private final Supplier<Future<Game>> game;
  private final Supplier<Future<Long>> horses;

  /** @param board the season's; empty before the first score */
  record Game(long teams, long users, long notifications, Optional<Status.Board> board) {}

  /** @param mode demo or run; @param horses how many horse races are polled */
  Overview(String mode, InstantSource clock, Bus bus, RaceReads races, PgAgenda agenda, Supplier<Future<Game>> game,
      Supplier<Future<Long>> horses) {
    this.mode = mode;
    this.clock = clock;
    this.bus = bus;
    this.races = races;
    this.agenda = agenda;
    this.game = game;
    this.horses = horses;
  }

  @Override public Future<Status> get() {
    var now = clock.instant();
    var sources = providers();
    var next = agenda.next();
    var polls = agenda.count();
    var versions = races.counts();
    var played = game.get();
    var followed = horses.get();
    return races.current(now).compose(this::race)
        .compose(race -> Future.all(List.of(sources, next, polls, versions, played, followed)).map(all ->
        status(now, race, sources.result(), next.result(), polls.result(), versions.result(), played.result(), followed.result())));
  }

  private record Current(RaceRow race, SessionState state) {}

  private Future<Optional<Current>> race(Optional<RaceRow> found) {
    if (found.isEmpty()) return Future.succeededFuture(Optional.empty());
    return races.sessions(found.get().raceId()).map(sessions -> Optional.of(new Current(found.get(),
        sessions.stream().filter(s -> s.code() == SessionCode.R).map(SessionRow::state).findFirst().orElse(SessionState.SCHEDULED))));
  }

  private Status status(Instant now, Optional<Current> current, List<ProviderStatus> sources, Optional<PgAgenda.Due> next, long polls,
      RaceReads.Counts versions, Game played, long horses) {
    return new Status(now, mode, current.map(c -> c.race().season()).orElse(null), current.map(Overview::race).orElse(null),
        next.map(due -> new Status.NextPoll(due.subject(), due.at())).orElse(null),
        sources.stream().map(source -> source(source, next.map(PgAgenda.Due::at))).toList(),
        new Status.Counts(played.teams(), played.users(), versions.versions(), versions.corrections(), played.notifications(), polls,
            horses),
        played.board().orElse(null));
  }

  private static Status.Race race(Current c) {
    return new Status.Race(c.race().raceId(), c.race().name(), c.race().round(),
        c.state().name().toLowerCase(Locale.ROOT), c.race().startsAt());
  }

  // A status without its sources is better than none: the fetcher may be restarting.
  private Future<List<ProviderStatus>> providers() {
    return bus.ask(Fetching.PROVIDERS, new GetProviders(), PATIENCE).map(Fetching.Providers::providers).otherwise(List.of());
  }

  /** Who is down is asked again by the next work that is due, but not while it is left alone. */
  private static Status.Source source(ProviderStatus p, Optional<Instant> nextWork) {
    var state = p.state().name().toLowerCase(Locale.ROOT);
    var nextTry = p.reachable() ? p.nextTry() : Stream.of(p.nextTry(), nextWork).flatMap(Optional::stream).max(Comparator.naturalOrder());
    return new Status.Source(p.provider(), state, p.since().orElse(null), p.why().orElse(null), nextTry.orElse(null));
  }
}
