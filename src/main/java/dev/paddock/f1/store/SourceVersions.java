package dev.paddock.f1.store;

import static dev.paddock.f1.store.ResultStore.utc;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.paddock.f1.rules.gaps.Reading;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every different answer that an archive gave; the bytes are on disk. */
public final class SourceVersions {
  private static final String OF = """
      select provider, resource, hash, fetched_at, bytes, lines, undecoded, applied, flag from source_version
       where provider = $1 and resource = $2 and hash <> '' order by fetched_at, hash
      """;
  private static final String ABSENCES = """
      select provider, resource, flag, fetched_at from source_version
       where hash = '' and resource ~ ('[/_]' || $1::int || '([/.]|$)')
      """;
  private static final String ADD = """
      insert into source_version (provider, resource, hash, fetched_at, bytes, lines, undecoded, applied, flag)
      values ($1, $2, $3, $4::timestamptz, $5::bigint, $6::int, $7::int, $8::boolean, $9) on conflict do nothing
      """;
  private static final String ABSENT = """
      insert into source_version (provider, resource, hash, fetched_at, bytes, lines, undecoded, applied, flag)
      values ($1, $2, '', $3::timestamptz, 0, 0, 0, false, $4)
      on conflict (provider, resource, hash) do update set fetched_at = excluded.fetched_at, flag = excluded.flag
      """;
  // a season's resources have its year as a part of their path
  private static final String OF_SEASON = """
      select distinct provider, resource from source_version
       where hash <> '' and resource ~ ('[/_]' || $1::int || '([/.]|$)')
      """;

  /** @param flag why it was not applied, or what was odd about it */
  public record Version(String provider, String resource, String hash, Instant fetchedAt, long bytes, Reading reading, boolean applied,
      String flag) {}

  /** @param at when it did not exist */
  public record Absence(int status, Instant at) {}

  public record Resource(String provider, String path) {}

  private final Pool pool;

  public SourceVersions(Pool pool) {
    this.pool = pool;
  }

  /** Oldest first. */
  public Future<List<Version>> of(String provider, String resource) {
    return pool.preparedQuery(OF).collecting(mapping(SourceVersions::version, toList())).execute(Tuple.of(provider, resource))
        .map(found -> found.value());
  }

  /** One that is known already stays as it is. */
  public Future<Void> add(Version v) {
    return pool.preparedQuery(ADD).execute(Tuple.of(v.provider(), v.resource(), v.hash(), utc(v.fetchedAt()), v.bytes())
        .addInteger(v.reading().lines()).addInteger(v.reading().undecoded()).addBoolean(v.applied()).addString(v.flag())).mapEmpty();
  }

  /** It does not exist, as far as its server knows. */
  public Future<Void> absent(String provider, String resource, Absence absence) {
    return pool.preparedQuery(ABSENT).execute(Tuple.of(provider, resource, utc(absence.at()), String.valueOf(absence.status()))).mapEmpty();
  }

  /** What of a season was looked for and did not exist when it was last asked for. */
  public Future<Map<Resource, Absence>> absences(int year) {
    return pool.preparedQuery(ABSENCES).collecting(toMap((Row r) -> new Resource(r.getString("provider"), r.getString("resource")),
            r -> new Absence(Integer.parseInt(r.getString("flag")), r.getOffsetDateTime("fetched_at").toInstant())))
        .execute(Tuple.of(year)).map(found -> found.value());
  }

  /** What of a season was ever brought. */
  public Future<Set<Resource>> of(int year) {
    return pool.preparedQuery(OF_SEASON)
        .collecting(mapping((Row r) -> new Resource(r.getString("provider"), r.getString("resource")), toSet()))
        .execute(Tuple.of(year)).map(found -> found.value());
  }

  private static Version version(Row r) {
    return new Version(r.getString("provider"), r.getString("resource"), r.getString("hash"),
        r.getOffsetDateTime("fetched_at").toInstant(), r.getLong("bytes"), new Reading(r.getInteger("lines"), r.getInteger("undecoded")),
        r.getBoolean("applied"), r.getString("flag"));
  }
}
