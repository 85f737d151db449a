package dev.paddock.bench;

import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.LeagueStandings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Readers of the season's board and of a league's while corrections are committed: every page that they get is compared, row by row, with
 * the snapshot that it says it is of, and none may be of an older one than was shown when it was asked for.
 */
final class Consistency {
  private static final int READERS = 8;
  private static final int LIMIT = 50;
  private static final int LEAGUE_TEAMS = 1_000;
  private static final long LEAGUE = 1;
  private static final String FOUND = """
      with founded as (insert into league (id, season, name, owner_id, public, approval, size_cap, size, rule_set, created_at, members)
                       select $1::bigint, 2025, 'The many', ($2::bigint[])[1], true, false, 10000, cardinality($2::bigint[]), 'classic',
                              now(), cardinality($2::bigint[]) returning id)
      insert into league_member (league_id, came, team_id, user_id, joined_at)
      select f.id, m.came, m.team, m.team, now() from founded f, unnest($2::bigint[]) with ordinality as m (team, came)""";

  /** A page that was read. @param rows the hash of its rows; {@code shown} the snapshot that was there before it was asked for */
  private record Seen(boolean league, long snapshot, int offset, int rows, long shown, long nanos) {}

  private final Node node;
  private final Correcting correcting;
  private final int teams;
  private final Consumer<String> progress;
  private final long[] members;
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failed = new AtomicInteger();
  private volatile long shown;
  private volatile boolean over;

  /** @param teams each of the player whose number it has */
  Consistency(Node node, Correcting correcting, int teams, Consumer<String> progress) {
    this.node = node;
    this.correcting = correcting;
    this.teams = teams;
    this.progress = progress;
    this.members = LongStream.rangeClosed(1, Math.min(LEAGUE_TEAMS, teams)).map(n -> n * teams / Math.min(LEAGUE_TEAMS, teams)).toArray();
  }

  void measure(int corrections, Report report) throws InterruptedException {
    node.pools.transactions().preparedQuery(FOUND)
        .execute(Tuple.of(LEAGUE).addArrayOfLong(LongStream.of(members).boxed().toArray(Long[]::new))).await();
    int port = BoardSite.serve(node);
    shown = latest();
    progress.accept("readers while " + corrections + " corrections are committed");
    var readers = Vertx.vertx();
    var threads = new ArrayList<Thread>();
    for (int n = 0; n < READERS; n++) {
      var random = new Random(n);
      threads.add(Thread.startVirtualThread(() -> read(WebClient.create(readers), port, random)));
    }
    var took = new double[corrections];
    for (int n = 0; n < corrections; n++) {
      took[n] = correcting.seconds();
      shown = latest();
    }
    over = true;
    for (var thread : threads) thread.join();
    readers.close().await();
    Arrays.sort(took);
    progress.accept("  " + seen.size() + " pages; corrections meanwhile: %.2f to %.2f s".formatted(took[0], took[corrections - 1]));
    report.fact("pages read meanwhile, of all and of a league", "%,d".formatted(seen.size()));
    report.add(Row.of("a correction while boards are read: median", took[corrections / 2], "s"));
    report.add(Row.of("board pages meanwhile: p99", Spread.of(seen.stream().mapToLong(Seen::nanos)).millis(0.99), "ms"));
    report.add(Row.of("board pages meanwhile: not answered", failed.get(), "").atMost(0));
    report.add(Row.of("board pages meanwhile: not of one snapshot", torn(), "").atMost(0));
    report.add(Row.of("board pages meanwhile: of an old snapshot", seen.stream().filter(page -> page.snapshot < page.shown).count(), "").atMost(0));
  }

  private long latest() {
    return node.game.boards().current("season-" + Crowd.SEASON).await().orElseThrow().id();
  }

  /** One page after the other, of all and of the league in turn. */
  private void read(WebClient client, int port, Random random) {
    for (int n = 0; !over; n++) {
      boolean league = n % 2 == 0;
      int offset = league ? 0 : LIMIT * random.nextInt(Math.max(1, teams / LIMIT));
      var path = league ? "/api/v1/leagues/" + LEAGUE + "/leaderboard?limit=" + LIMIT : BoardReads.BOARD + "?limit=" + LIMIT + "&offset=" + offset;
      long before = shown;
      long began = System.nanoTime();
      try {
        var answer = client.get(port, "127.0.0.1", path).send().await();
        var page = answer.bodyAsJsonObject();
        if (answer.statusCode() != 200) throw new IllegalStateException(page.encode());
        seen.add(new Seen(league, page.getLong("snapshot"), page.getInteger("offset"), rows(page.getJsonArray("rows")).hashCode(), before,
            System.nanoTime() - began));
      } catch (RuntimeException e) {
        if (failed.getAndIncrement() == 0) progress.accept("  not answered: " + e);
      }
    }
  }

  private static List<BoardSnapshot.Row> rows(JsonArray rows) {
    return rows.stream().map(JsonObject.class::cast).map(row -> new BoardSnapshot.Row(row.getLong("teamId"),
        Math.toIntExact(Math.round(row.getDouble("points") * 100)), row.getInteger("rank"), row.getInteger("previousRank", 0))).toList();
  }

  /** How many pages have not the rows that their snapshot has there. */
  private long torn() {
    var boards = new HashMap<Long, BoardSnapshot>();
    var leagues = new HashMap<Long, BoardSnapshot>();
    long torn = 0;
    for (var page : seen.stream().sorted((a, b) -> Long.compare(a.snapshot, b.snapshot)).toList()) {
      if (!boards.containsKey(page.snapshot)) {
        boards.clear();
        boards.put(page.snapshot, node.game.boards().rows(page.snapshot).await());
      }
      var all = boards.get(page.snapshot);
      var rows = page.league ? leagues.computeIfAbsent(page.snapshot, any -> LeagueStandings.of(all, members)) : all;
      if (rows.page(page.offset, LIMIT).hashCode() != page.rows) torn++;
    }
    return torn;
  }
}
