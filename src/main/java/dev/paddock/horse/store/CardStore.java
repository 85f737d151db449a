package dev.paddock.horse.store;

import static dev.paddock.horse.store.Columns.at;
import static dev.paddock.horse.store.Columns.utc;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceCard.Meeting;
import dev.paddock.horse.rules.RaceCard.Race;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A day's meetings and races, as they are listed. What a list leaves out stays: it is not abandoned, only not listed. */
public final class CardStore {
  private static final String MEETINGS = """
      insert into horse_meeting (provider, provider_meeting_id, name, date, type, country, track)
      select $1, u.id, u.name, u.date, u.type, u.country, u.track
        from unnest($2::text[], $3::text[], $4::date[], $5::text[], $6::text[], $7::text[]) as u (id, name, date, type, country, track)
      on conflict (provider, provider_meeting_id) do update
         set name = excluded.name, date = excluded.date, type = excluded.type, country = excluded.country, track = excluded.track
       where (horse_meeting.name, horse_meeting.date, horse_meeting.type, horse_meeting.country, horse_meeting.track)
             is distinct from (excluded.name, excluded.date, excluded.type, excluded.country, excluded.track)
      """;
  // A race's status is its poll's business: the list only says it of a race that is new.
  private static final String NEW_RACES = """
      insert into horse_race (meeting_id, provider, provider_race_id, number, name, advertised_start, status, status_word, status_at,
                              track_condition, distance, weather, changed_at)
      select m.id, $1, u.id, u.number, u.name, u.start, 'SCHEDULED', '', $2::timestamptz, u.track, u.distance, u.weather, $2::timestamptz
        from unnest($3::text[], $4::text[], $5::int[], $6::text[], $7::timestamptz[], $8::text[], $9::int[], $10::text[])
             as u (meeting_id, id, number, name, start, track, distance, weather)
        join horse_meeting m on m.provider = $1 and m.provider_meeting_id = u.meeting_id
      on conflict (provider, provider_race_id) do nothing
      returning id, advertised_start
      """;
  private static final String NAMES = """
      update horse_race r set number = u.number, name = u.name, distance = u.distance
        from unnest($2::text[], $3::int[], $4::text[], $5::int[]) as u (id, number, name, distance)
       where r.provider = $1 and r.provider_race_id = u.id
         and (r.number, r.name, r.distance) is distinct from (u.number, u.name, u.distance)
      """;
  // A race that is over moves no more, unless the list takes it up again: then it lies ahead, and is open.
  private static final String MOVED = """
      with moved as (
        select r.id, r.advertised_start as was, u.start
          from unnest($3::text[], $4::timestamptz[], $5::boolean[]) as u (id, start, open)
          join horse_race r on r.provider = $1 and r.provider_race_id = u.id
         where r.advertised_start <> u.start and r.final_at is null
           and (r.status not in ('FINAL', 'ABANDONED') or u.open and u.start > $2::timestamptz)
         order by r.id for update of r),
      history as (
        insert into horse_start (race_id, seen_at, was, start) select id, $2::timestamptz, was, start from moved on conflict do nothing)
      update horse_race r set advertised_start = moved.start, revision = r.revision + 1, changed_at = $2::timestamptz,
             provider_at = greatest(r.provider_at, $6::timestamptz)
        from moved where r.id = moved.id
      returning r.id, r.advertised_start, r.revision
      """;

  private static final String FORGET = """
      delete from horse_meeting where date < $1::date
      """;

  /** A race that is to be planned: it is new, or its start moved. @param revision 0: new */
  public record ToPlan(long id, Instant start, long revision) {}

  private record Listed(String meetingId, Race race) {}

  /** Writes what differs. The races that are new or whose start moved, by id. */
  public Future<List<ToPlan>> save(SqlConnection tx, String provider, RaceCard card, Instant now) {
    var races = races(card);
    return meetings(tx, provider, card)
        .compose(v -> added(tx, provider, races, now))
        .compose(added -> tx.preparedQuery(NAMES).execute(Columns.of(races).one(provider).text(l -> l.race.raceId())
            .number(l -> l.race.number()).text(l -> l.race.name()).number(l -> l.race.distance()).tuple())
            .compose(v -> moved(tx, provider, races, card.providerTime(), now))
            .map(moved -> Stream.concat(added.stream(), moved.stream()).toList()));
  }

  /** Forgets the meetings before that day, and everything about their races. How many there were. */
  public Future<Integer> forget(SqlConnection tx, LocalDate day) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(day)).map(rows -> rows.rowCount());
  }

  private static Future<?> meetings(SqlConnection tx, String provider, RaceCard card) {
    var byId = new LinkedHashMap<String, Meeting>();
    card.meetings().forEach(meeting -> byId.put(meeting.meetingId(), meeting));
    var meetings = List.copyOf(byId.values());
    return tx.preparedQuery(MEETINGS).execute(Columns.of(meetings).one(provider).text(Meeting::meetingId).text(Meeting::name)
        .one(meetings.stream().map(Meeting::date).toArray(LocalDate[]::new)).text(Meeting::type).text(Meeting::country).text(Meeting::track)
        .tuple());
  }

  private static Future<List<ToPlan>> added(SqlConnection tx, String provider, List<Listed> races, Instant now) {
    return tx.preparedQuery(NEW_RACES)
        .collecting(mapping(row -> new ToPlan(row.getLong("id"), at(row, "advertised_start"), 0), toList()))
        .execute(Columns.of(races).one(provider).one(utc(now)).text(Listed::meetingId).text(l -> l.race.raceId())
            .number(l -> l.race.number()).text(l -> l.race.name()).time(l -> l.race.advertisedStart())
            .text(l -> l.race.trackCondition().orElse(null))
            .number(l -> l.race.distance()).text(l -> l.race.weather().orElse(null)).tuple())
        .map(added -> added.value());
  }

  private static Future<List<ToPlan>> moved(SqlConnection tx, String provider, List<Listed> races, Optional<Instant> told, Instant now) {
    return tx.preparedQuery(MOVED)
        .collecting(mapping(row -> new ToPlan(row.getLong("id"), at(row, "advertised_start"), row.getLong("revision")), toList()))
        .execute(Columns.of(races).one(provider).one(utc(now)).text(l -> l.race.raceId()).time(l -> l.race.advertisedStart())
            .flag(l -> !l.race.status().terminal()).one(told.map(Columns::utc).orElse(null)).tuple())
        .map(moved -> moved.value());
  }

  /** Each race once. */
  private static List<Listed> races(RaceCard card) {
    var byId = new LinkedHashMap<String, Listed>();
    for (var meeting : card.meetings()) for (var race : meeting.races()) byId.put(race.raceId(), new Listed(meeting.meetingId(), race));
    return List.copyOf(byId.values());
  }
}
