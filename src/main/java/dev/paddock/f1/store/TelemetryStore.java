package dev.paddock.f1.store;

import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Telemetry as packed blocks: one row a car, lap and channel. */
public final class TelemetryStore {
  /** Blocks are sent so many bytes at a time: a race has some 5 MB. */
  private static final int BATCH = 1 << 20;

  /** Samples are closer together than this, so the blocks this far around a lap have the samples next to it. */
  private static final int MARGIN_MS = 2_000;

  private static final String PUT = """
      insert into telemetry (session_id, car, lap, channel, from_ms, to_ms, samples, body)
      select $1::text, u.car, u.lap, $2::text, u.from_ms, u.to_ms, u.samples, u.body
        from unnest($3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::bytea[]) as u (car, lap, from_ms, to_ms, samples, body)
      on conflict (session_id, car, lap, channel) do update
         set from_ms = excluded.from_ms, to_ms = excluded.to_ms, samples = excluded.samples, body = excluded.body
       where (telemetry.from_ms, telemetry.to_ms, telemetry.samples, telemetry.body)
             is distinct from (excluded.from_ms, excluded.to_ms, excluded.samples, excluded.body)
      """;
  private static final String DROP_OTHERS = """
      delete from telemetry t
       where t.session_id = $1 and t.channel = $2
         and not exists (select 1 from unnest($3::int[], $4::int[]) as u (car, lap) where u.car = t.car and u.lap = t.lap)
      """;
  private static final String BETWEEN = """
      select car, lap, channel, from_ms, to_ms, samples, body from telemetry
       where session_id = $1 and car = $2::int and to_ms >= $3::int and from_ms <= $4::int order by lap, channel
      """;

  // Both channels have about four samples a second; with less than five in two seconds some are missing.
  private static final String FASTEST = """
      select l.session_id, l.car, l.lap, l.start_ms, l.end_ms from lap l join session s using (session_id)
       where s.race_id = $1 and l.lap_ms is not null and l.start_ms < l.end_ms and not l.deleted and not l.generated
         and 2 = (select count(*) from telemetry t where t.session_id = l.session_id and t.car = l.car and t.lap = l.lap
                     and t.samples >= l.lap_ms / 400)
       order by l.lap_ms, s.starts_at, l.car, l.lap limit 1
      """;

  /** A lap with both its channels and the samples next to it. @param start session time in ms, {@code end} likewise */
  public record DrivenLap(String sessionId, int car, int lap, int start, int end, List<TelemetryBlock> blocks) {
    public DrivenLap {
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * Replaces a session's blocks of one channel. Those that are the same are not touched.
   *
   * @param blocks of this channel, one a car and lap
   * @return how many blocks were inserted, updated or deleted
   */
  public Future<Integer> replace(SqlConnection tx, String sessionId, Channel channel, List<TelemetryBlock> blocks) {
    var written = tx.preparedQuery(DROP_OTHERS)
        .execute(Tuple.of(sessionId, channel.name(), array(blocks, TelemetryBlock::car), array(blocks, TelemetryBlock::lap)))
        .map(rows -> rows.rowCount());
    for (var batch : batches(blocks)) {
      written = written.compose(before -> put(tx, sessionId, channel, batch).map(more -> before + more));
    }
    return written;
  }

  /** Both channels between two session times in ms, and the samples next to them, however laps are numbered. */
  public Future<List<TelemetryBlock>> between(SqlClient in, String sessionId, int car, int from, int to) {
    return read(in, BETWEEN, Tuple.of(sessionId, car, from - MARGIN_MS, to + MARGIN_MS));
  }

  /** The fastest lap of all sessions of a race that has telemetry throughout. Empty: there is none. */
  public Future<Optional<DrivenLap>> fastest(SqlClient in, String raceId) {
    return in.preparedQuery(FASTEST).execute(Tuple.of(raceId)).compose(found -> {
      if (found.size() == 0) return Future.succeededFuture(Optional.empty());
      var r = found.iterator().next();
      var session = r.getString("session_id");
      int car = r.getInteger("car");
      int start = r.getInteger("start_ms");
      int end = r.getInteger("end_ms");
      return between(in, session, car, start, end)
          .map(blocks -> Optional.of(new DrivenLap(session, car, r.getInteger("lap"), start, end, blocks)));
    });
  }

  private static Future<Integer> put(SqlConnection tx, String sessionId, Channel channel, List<TelemetryBlock> blocks) {
    return tx.preparedQuery(PUT).execute(Tuple.of(sessionId, channel.name(), array(blocks, TelemetryBlock::car),
            array(blocks, TelemetryBlock::lap), array(blocks, TelemetryBlock::from), array(blocks, TelemetryBlock::to))
            .addValue(array(blocks, TelemetryBlock::samples))
            .addValue(blocks.stream().map(b -> Buffer.buffer(b.body())).toArray(Buffer[]::new)))
        .map(rows -> rows.rowCount());
  }

  private static List<List<TelemetryBlock>> batches(List<TelemetryBlock> blocks) {
    var batches = new ArrayList<List<TelemetryBlock>>();
    int from = 0;
    int bytes = 0;
    for (int i = 0; i < blocks.size(); i++) {
      bytes += blocks.get(i).body().length;
      if (bytes < BATCH && i < blocks.size() - 1) continue;
      batches.add(blocks.subList(from, i + 1));
      from = i + 1;
      bytes = 0;
    }
    return batches;
  }

  private static Integer[] array(List<TelemetryBlock> blocks, Function<TelemetryBlock, Integer> column) {
    return blocks.stream().map(column).toArray(Integer[]::new);
  }

  private static Future<List<TelemetryBlock>> read(SqlClient in, String sql, Tuple which) {
    return in.preparedQuery(sql).collecting(Collectors.mapping(TelemetryStore::block, Collectors.toUnmodifiableList())).execute(which)
        .map(found -> found.value());
  }

  private static TelemetryBlock block(Row r) {
    return new TelemetryBlock(r.getInteger("car"), r.getInteger("lap"), Channel.valueOf(r.getString("channel")), r.getInteger("from_ms"),
        r.getInteger("to_ms"), r.getInteger("samples"), r.getBuffer("body").getBytes());
  }
}
