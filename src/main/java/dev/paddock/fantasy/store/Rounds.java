package dev.paddock.fantasy.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.Fielded;
import dev.paddock.fantasy.rules.Roster;
import dev.paddock.fantasy.rules.Weekend;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What teams got in rounds. Their line-ups are unpacked once, onto the one roster of their season; a snapshot of a round adds only
 * what each line-up was worth.
 */
final class Rounds {
  /** Four bytes a team and round: a season of a million teams takes a fifth of it. */
  private static final long ROSTER_BYTES = 512L << 20;
  private static final long WORTHS_KEPT = 4_000_000;
  /** Fields that are read together: at a million teams three megabytes each. */
  private static final int AT_ONCE = 6;

  private static final String STORED =
      "select s.id, s.round, s.field, s.worth, s.rows from board_snapshot s where s.id = any ($1::bigint[])";

  private record Season(int year, String ruleSet) {}

  /** A snapshot of a round; one of format 1 has its teams with it. */
  private sealed interface Stored {
    int size();

    record Worth(int round, long field, int[] worth) implements Stored {
      @Override public int size() {
        return worth.length;
      }
    }

    record Old(Weekend weekend) implements Stored {
      @Override public int size() {
        return 4 * weekend.teams().length;
      }
    }
  }

  private final SqlClient client;
  private final WorkerExecutor workers;
  private final Fields fields;
  private final Cache<Long, Stored> stored = Caffeine.newBuilder()
      .maximumWeight(WORTHS_KEPT).weigher((Long id, Stored snapshot) -> Math.max(1, snapshot.size())).build();
  private final Cache<Season, Roster> rosters = Caffeine.newBuilder()
      .maximumWeight(ROSTER_BYTES).weigher((Season season, Roster roster) -> (int) Math.min(Integer.MAX_VALUE, roster.weight())).build();

  Rounds(SqlClient client, WorkerExecutor workers, Fields fields) {
    this.client = client;
    this.workers = workers;
    this.fields = fields;
  }

  /** Of snapshots of rounds, of one season and rule set; in their order, of the same teams but for those of format 1. */
  Future<List<Weekend>> weekends(List<Board> of) {
    if (of.isEmpty()) return Future.succeededFuture(List.of());
    var season = new Season(of.getFirst().season(), of.getFirst().ruleSet());
    return stored(of.stream().map(Board::id).toList()).compose(snapshots -> weekends(season, snapshots));
  }

  /** The same, and at the end the round that is being scored. */
  Future<List<Weekend>> weekends(List<Board> others, Boards.Fresh fresh) {
    return stored(others.stream().map(Board::id).toList()).compose(snapshots -> weekends(new Season(fresh.season(), fresh.ruleSet()),
        Stream.concat(snapshots.stream(), Stream.of(new Stored.Worth(fresh.round(), fresh.field(), fresh.worth()))).toList()));
  }

  private Future<List<Weekend>> weekends(Season season, List<Stored> snapshots) {
    var wanted = snapshots.stream().filter(Stored.Worth.class::isInstance).map(snapshot -> ((Stored.Worth) snapshot).field()).toList();
    return roster(season, wanted).map(roster -> snapshots.stream().map(snapshot -> weekend(snapshot, roster)).toList());
  }

  private static Weekend weekend(Stored snapshot, Roster roster) {
    return switch (snapshot) {
      case Stored.Worth(var round, var field, var worth) -> new Weekend(round, roster.teams(), roster.picks().get(field), worth);
      case Stored.Old(var weekend) -> weekend;
    };
  }

  private Future<List<Stored>> stored(List<Long> ids) {
    var found = new HashMap<>(stored.getAllPresent(ids));
    var missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
    if (missing.isEmpty()) return Future.succeededFuture(ids.stream().map(found::get).toList());
    return client.preparedQuery(STORED).execute(Tuple.of(missing.toArray(Long[]::new))).compose(rows -> workers.executeBlocking(() -> {
      for (var row : rows) {
        found.put(row.getLong("id"), stored(row));
        stored.put(row.getLong("id"), found.get(row.getLong("id")));
      }
      return ids.stream().map(found::get).toList();
    }, false));
  }

  private static Stored stored(Row row) {
    int round = row.getInteger("round");
    var old = Optional.ofNullable(row.getBuffer("rows"));
    return old.isPresent() ? new Stored.Old(BoardSnapshot.decode(old.get().getBytes()).weekend(round))
        : new Stored.Worth(round, row.getLong("field"), Fielded.unpackWorth(row.getBuffer("worth").getBytes()));
  }

  /** With all those fields, a few at a time. */
  private Future<Roster> roster(Season season, Collection<Long> wanted) {
    var known = Optional.ofNullable(rosters.getIfPresent(season)).orElse(Roster.EMPTY);
    var missing = wanted.stream().filter(field -> !known.picks().containsKey(field)).distinct().limit(AT_ONCE).toList();
    if (missing.isEmpty()) return Future.succeededFuture(known);
    return fields.picks(missing)
        .compose(packed -> workers.executeBlocking(() -> rosters.asMap().compute(season, (key, roster) -> with(roster, packed)), false))
        .compose(more -> roster(season, wanted));
  }

  private static Roster with(Roster roster, Map<Long, byte[]> packed) {
    var all = roster == null ? Roster.EMPTY : roster;
    for (var field : packed.entrySet()) {
      if (!all.picks().containsKey(field.getKey())) all = all.with(field.getKey(), Fielded.unpack(field.getValue()));
    }
    return all;
  }
}
