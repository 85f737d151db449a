package dev.paddock.bench;

import dev.paddock.fantasy.web.LineupSite;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.function.Consumer;

/** Line-ups as they are saved over HTTP when a lock is near, by clients in a process of their own on the same box. */
final class Saving {
  /** The first team that saves; those before it are others'. */
  static final long FIRST = 1_000;

  private static final int RATE = 1_650;
  private static final int AT_LEAST = 1_500;
  private static final int CONNECTIONS = 256;
  private static final int TEAMS = 50_000;
  private static final int WARM_UPS = 2;
  /** Seconds, at the least: until saving is compiled. */
  private static final int WARM_UP = 10;
  private static final String PEOPLE = """
      with people as (insert into player (id, name, joined_at) select n, 'Player ' || n, now()
                        from generate_series($1::bigint, $1::bigint + $2::int - 1) n returning id)
      insert into team (id, player_id, season, name, rule_set) select id, id, 2025, 'Team ' || id, 'classic' from people""";

  private final BenchPostgres postgres;
  private final int seconds;
  private final Consumer<String> progress;

  Saving(BenchPostgres postgres, int seconds, Consumer<String> progress) {
    this.postgres = postgres;
    this.seconds = seconds;
    this.progress = progress;
  }

  /** So many from {@link #FIRST} on, each of the user who has its number. */
  static void teams(LineupSite site, int count) {
    site.pools.transactions().preparedQuery(PEOPLE).execute(Tuple.of(FIRST, count)).await();
  }

  void measure(Report report) throws IOException {
    try (var site = new LineupSite(24, 1_000, postgres.fresh("bench_saves"))) {
      teams(site, (WARM_UPS + 1) * TEAMS);
      site.pools.transactions().query("analyze").execute().await();
      for (int n = 0; n < WARM_UPS; n++) run(site, n, Math.max(WARM_UP, seconds / 2));
      postgres.checkpoint();
      long before = site.count("lineup_save");
      var found = run(site, WARM_UPS, seconds);
      report.fact("line-ups sent a second", RATE);
      report.add(Row.of("line-up saves a second, durable", found.perSecond(), "").atLeast(AT_LEAST));
      report.add(Row.of("line-up save: p50", found.p50(), "ms"));
      report.add(Row.of("line-up save: p99", found.p99(), "ms").atMost(100));
      report.add(Row.of("line-up saves that were not answered with a receipt", found.failed(), "").atMost(0));
      report.add(Row.of("receipts without a line-up", found.answered() - found.failed() - (site.count("lineup_save") - before), "").atMost(0));
    }
  }

  private LoadProcess.Found run(LineupSite site, int turn, int length) throws IOException {
    progress.accept("line-ups, " + RATE + " a second for " + length + " s");
    var found = LoadProcess.run(site.port, CONNECTIONS, RATE, length, "saves " + (FIRST + (long) turn * TEAMS) + " " + TEAMS);
    progress.accept("  " + found);
    return found;
  }
}
