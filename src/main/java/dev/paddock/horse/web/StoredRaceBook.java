package dev.paddock.horse.web;

import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.store.HorseReads;
import dev.paddock.horse.store.HorseReads.RaceRow;
import dev.paddock.horse.store.HorseReads.RevisionRow;
import dev.paddock.horse.store.HorseReads.RunnerRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The store in the contract's words. */
public final class StoredRaceBook implements RaceBook {
  /** A race that should have left the gate is still shown as one to go for that long. */
  private static final Duration OVERDUE = Duration.ofMinutes(5);

  private final HorseReads reads;

  public StoredRaceBook(HorseReads reads) {
    this.reads = reads;
  }

  @Override public Future<Meetings> meetings(Wanted wanted) {
    return reads.meetings(rows(wanted)).map(races -> new Meetings(wanted.date(), races.stream()
        .collect(Collectors.groupingBy(RaceRow::meetingId, LinkedHashMap::new, Collectors.toList())).values().stream()
        .map(StoredRaceBook::meeting).toList()));
  }

  private static Meeting meeting(List<RaceRow> races) {
    var m = races.getFirst();
    return new Meeting(m.meetingId(), m.provider(), m.meeting(), m.date(), m.type(), m.country(), m.track(), races.stream()
        .map(r -> new MeetingRace(r.id(), r.number(), r.name(), r.start(), word(r.status()), r.status().simple())).toList());
  }

  @Override public Future<List<Race>> races(Wanted wanted, Optional<RaceStatus> status, Optional<Mark> after, int limit) {
    return reads.races(rows(wanted), status, after.map(mark -> new HorseReads.Mark(mark.start(), mark.raceId())), limit)
        .map(StoredRaceBook::brief);
  }

  @Override public Future<List<Race>> next(Instant now, Optional<String> country, Optional<String> type, int limit) {
    return reads.next(now.minus(OVERDUE), country, type, limit).map(StoredRaceBook::brief);
  }

  private static List<Race> brief(List<RaceRow> races) {
    return races.stream().map(r -> new Race(r.id(), r.provider(), r.meetingId(), r.meeting(), r.date(), r.type(), r.country(), r.number(),
        r.name(), r.start(), r.actualStart(), word(r.status()), r.status().simple(), r.protest(), r.revision(), r.changedAt(), r.finalAt(),
        r.lastPoll(), r.nextPoll())).toList();
  }

  @Override public Future<Optional<FullRace>> race(long raceId) {
    return ofRace(raceId, r -> Future.all(reads.runners(raceId), reads.results(raceId), reads.dividends(raceId), reads.starts(raceId))
        .map(all -> full(r, all.resultAt(0), all.resultAt(1), all.resultAt(2), all.resultAt(3))));
  }

  private static FullRace full(RaceRow r, List<RunnerRow> runners, List<Sighting.Placing> results, List<Sighting.Dividend> dividends,
      List<HorseReads.StartRow> starts) {
    return new FullRace(r.id(), r.provider(), r.providerRaceId(), r.meetingId(), r.meeting(), r.date(), r.type(), r.country(), r.track(),
        r.number(), r.name(), r.start(), r.actualStart(), word(r.status()), r.status().simple(), r.statusWord(), r.trackCondition(),
        positive(r.distance()), r.weather(), r.protest(), r.protestReason(), r.revision(), r.changedAt(), r.providerAt(), r.finalAt(),
        r.lastPoll(), r.nextPoll(), r.cadence(), runners.stream().map(StoredRaceBook::runner).toList(), placings(results),
        dividends(dividends), starts.stream().map(s -> new Start(s.seenAt(), s.was(), s.start())).toList());
  }

  private static Runner runner(RunnerRow r) {
    return new Runner(r.number(), r.name(), positive(r.barrier()), told(r.jockey()), told(r.trainer()),
        r.weight() == 0 ? null : r.weight() / 1_000.0, r.scratched(), r.late(), r.scratchedAt(),
        r.prices().stream().map(price -> new RunnerPrice(price.market(), price.thousandths() / 1_000.0)).toList());
  }

  private static List<Placing> placings(List<Sighting.Placing> placings) {
    return placings.stream().map(p -> new Placing(p.place(), p.number(), told(p.name()), told(p.margin()))).toList();
  }

  private static List<Dividend> dividends(List<Sighting.Dividend> dividends) {
    return dividends.stream().map(d -> new Dividend(d.product(), d.description(), d.status(), d.thousandths() / 1_000.0)).toList();
  }

  @Override public Future<Optional<List<Price>>> prices(long raceId, Optional<Integer> runner, Optional<String> market,
      Optional<PriceMark> before, int limit) {
    var mark = before.map(m -> new HorseReads.PriceMark(m.at(), m.runner(), m.market()));
    return ofRace(raceId, r -> reads.prices(raceId, runner, market, mark, limit).map(all -> all.stream()
        .map(p -> new Price(p.number(), p.market(), p.at(), p.thousandths() / 1_000.0)).toList()));
  }

  @Override public Future<Optional<Revisions>> revisions(long raceId) {
    return ofRace(raceId, r -> reads.revisions(raceId)
        .map(all -> new Revisions(raceId, all.stream().map(StoredRaceBook::revision).toList())));
  }

  private static Revision revision(RevisionRow r) {
    var rows = r.rows();
    return new Revision(r.revision(), r.at(), r.kind().toLowerCase(Locale.ROOT), word(r.status()),
        placings(objects(rows.getJsonArray("results"), p -> new Sighting.Placing(p.getInteger("place"), p.getInteger("number"),
            p.getString("name"), p.getString("margin")))),
        dividends(objects(rows.getJsonArray("dividends"), d -> new Sighting.Dividend(d.getString("product"), d.getString("description"),
            d.getString("status"), d.getLong("thousandths")))),
        rows.getBoolean("protest"), rows.getString("protestReason"),
        objects(r.changes(), c -> new Change(c.getString("what"), told(c.getString("from")), told(c.getString("to")))));
  }

  private static <T> List<T> objects(JsonArray array, Function<JsonObject, T> mapper) {
    return array.stream().map(one -> mapper.apply(one instanceof Map<?, ?> map ? JsonObject.mapFrom(map) : (JsonObject) one)).toList();
  }

  private <T> Future<Optional<T>> ofRace(long raceId, Function<RaceRow, Future<T>> read) {
    return reads.race(raceId).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
        : read.apply(found.get()).map(Optional::of));
  }

  private static HorseReads.Wanted rows(Wanted wanted) {
    return new HorseReads.Wanted(wanted.date(), wanted.country(), wanted.type(), wanted.provider());
  }

  private static Integer positive(int number) {
    return number > 0 ? number : null;
  }

  private static String told(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static String word(RaceStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
