package dev.paddock.ops.store;

import static dev.paddock.ops.store.Reading.at;
import static dev.paddock.ops.store.Reading.list;
import static dev.paddock.ops.store.Reading.utc;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.paddock.kernel.Spread;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What was asked of providers: how often it worked, and how long it took. Reads only. */
public final class TrafficReads {
  /** A window is shown in so many bars. */
  public static final int BARS = 24;

  private static final String WORKED = "outcome in ('FRESH', 'NOT_MODIFIED', 'ABSENT')";
  private static final String BY_BAR = """
      select provider, floor(extract(epoch from minute - $1::timestamptz) / $3::bigint)::int as bar,
             coalesce(sum(requests) filter (where %1$s), 0)::bigint as worked,
             coalesce(sum(requests) filter (where not %1$s), 0)::bigint as failed
        from provider_minute where minute >= $1::timestamptz and minute <= $2::timestamptz group by provider, bar order by provider, bar
      """.formatted(WORKED);
  private static final String BY_BUCKET = """
      select provider, bucket, sum(requests)::bigint as requests
        from provider_minute where minute >= $1::timestamptz and minute <= $2::timestamptz group by provider, bucket
      """;
  private static final String LATEST = """
      select provider, max(minute) filter (where %1$s) as worked, max(minute) filter (where not %1$s) as failed
        from provider_minute where minute >= $1::timestamptz group by provider
      """.formatted(WORKED);

  /** The last hour or the last day, in bars of equal length. */
  public enum Window {
    HOUR(Duration.ofHours(1)), DAY(Duration.ofDays(1));

    private final Duration length;

    Window(Duration length) {
      this.length = length;
    }

    Duration bar() {
      return length.dividedBy(BARS);
    }
  }

  /** @param worked it answered, if only that there is no such thing; {@code failed} no answer, an error, a 429 */
  public record Bar(long worked, long failed) {
    static final Bar NOTHING = new Bar(0, 0);
  }

  /** @param bars the oldest first */
  public record Traffic(List<Bar> bars, Spread took) {
    public static final Traffic NONE = new Traffic(Collections.nCopies(BARS, Bar.NOTHING), new Spread(Map.of()));

    public long worked() {
      return bars.stream().mapToLong(Bar::worked).sum();
    }

    public long failed() {
      return bars.stream().mapToLong(Bar::failed).sum();
    }
  }

  /** To the minute; null: not in the last day. */
  public record Latest(Instant worked, Instant failed) {}

  private record Some(String provider, int bar, Bar requests) {}

  private record Count(String provider, int bucket, long requests) {}

  private final SqlClient reads;

  public TrafficReads(SqlClient reads) {
    this.reads = reads;
  }

  /** By provider; one that was not asked is missing. */
  public Future<Map<String, Traffic>> of(Window window, Instant now) {
    var from = now.minus(window.length).plus(Duration.ofMinutes(1)).truncatedTo(ChronoUnit.MINUTES);
    return Future.all(
        list(reads, BY_BAR, r -> new Some(r.getString("provider"), r.getInteger("bar"), new Bar(r.getLong("worked"), r.getLong("failed"))),
            utc(from), utc(now), window.bar().toSeconds()),
        list(reads, BY_BUCKET, r -> new Count(r.getString("provider"), r.getInteger("bucket"), r.getLong("requests")), utc(from), utc(now)))
        .map(both -> traffic(both.resultAt(0), both.resultAt(1)));
  }

  /** By provider. */
  public Future<Map<String, Latest>> latest(Instant now) {
    return list(reads, LATEST, r -> Map.entry(r.getString("provider"), new Latest(at(r, "worked"), at(r, "failed"))),
        utc(now.minus(Window.DAY.length))).map(found -> found.stream().collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Map<String, Traffic> traffic(List<Some> some, List<Count> counts) {
    var bars = some.stream().collect(groupingBy(Some::provider, toMap(Some::bar, Some::requests)));
    var took = counts.stream().collect(groupingBy(Count::provider, toMap(Count::bucket, Count::requests)));
    return took.keySet().stream().collect(toUnmodifiableMap(Function.identity(), provider -> new Traffic(
        IntStream.range(0, BARS).mapToObj(bar -> bars.get(provider).getOrDefault(bar, Bar.NOTHING)).toList(),
        new Spread(took.get(provider)))));
  }
}
