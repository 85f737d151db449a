package dev.paddock.app;

import dev.paddock.season.Season;
import dev.paddock.upstream.Limits;
import dev.paddock.upstream.UpstreamServer;
import dev.paddock.upstream.horses.HorseServer;
import dev.paddock.upstream.horses.HorseServer.Bodies;
import dev.paddock.upstream.horses.RaceDays;
import dev.paddock.upstream.recordings.RecordingsServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.IntFunction;

/** The provider stand-ins as a process of their own: a season as it was published by one instant, days of horse racing, or recordings. */
public final class UpstreamRun implements AutoCloseable {
  /** Races go by New Zealand's calendar: there the day begins. */
  private static final ZoneId CALENDAR = ZoneId.of("Pacific/Auckland");
  private static final int DAYS = 7;

  private final Vertx vertx;
  private final IntFunction<Future<Integer>> server;

  private UpstreamRun(Vertx vertx, IntFunction<Future<Integer>> server) {
    this.vertx = vertx;
    this.server = server;
  }

  /** The clock stands still, so nothing is throttled: a second would never end. */
  public static UpstreamRun season(Season season, Instant at) {
    var vertx = Vertx.vertx();
    return new UpstreamRun(vertx, new UpstreamServer(vertx, season, InstantSource.fixed(at), Limits.NONE)::listen);
  }

  /**
   * A week of synthetic race days.
   *
   * @param date the first of them; empty: that of the clock
   * @param at   where the clock starts; empty: now
   */
  public static UpstreamRun horses(Optional<LocalDate> date, long seed, Optional<Instant> at, double speed) {
    var clock = new FastClock(at.orElseGet(Instant::now), speed);
    var first = date.orElseGet(() -> clock.instant().atZone(CALENDAR).toLocalDate());
    var vertx = Vertx.vertx();
    var days = RaceDays.from(first, DAYS, seed);
    return new UpstreamRun(vertx, new HorseServer(vertx, days, Bodies.WHOLE, clock, InstantSource.system(), seed)::listen);
  }

  /**
   * Recorded answers, each at {@code /HOST/PATH}.
   *
   * @throws IllegalArgumentException if there is no such folder
   */
  public static UpstreamRun recordings(Path folder) {
    var vertx = Vertx.vertx();
    try {
      return new UpstreamRun(vertx, new RecordingsServer(vertx, folder, InstantSource.system())::listen);
    } catch (IllegalArgumentException e) {
      vertx.close().await();
      throw e;
    }
  }

  /** @param port 0 for a free one; the future is the port that is used */
  public Future<Integer> listen(int port) {
    return server.apply(port);
  }

  /** Closing Vert.x closes its servers. A chain on the server's own future would wait for an event loop that is gone. */
  @Override public void close() {
    vertx.close().await();
  }
}
