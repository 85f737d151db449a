package dev.paddock.f1.web;

import dev.paddock.f1.store.CatalogueReads;
import dev.paddock.f1.store.CatalogueReads.DriverRow;
import dev.paddock.f1.store.CatalogueReads.StatisticRow;
import dev.paddock.f1.store.RaceReads;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Drivers, constructors and circuits in the contract's words. What may be null is not required by it. */
public final class Catalogue {
  private final CatalogueReads reads;
  private final RaceReads races;

  public Catalogue(CatalogueReads reads, RaceReads races) {
    this.reads = reads;
    this.races = races;
  }

  /** @param constructorId for whom he drove last; null before the first result */
  public record Driver(String driverId, String name, String givenName, String familyName, String code, Integer number, String nationality,
      String constructorId, String constructor) {}

  public record Constructor(String constructorId, String name, List<String> drivers) {}

  public record Circuit(String circuitId, String name, String locality, String country, String raceId, int round) {}

  /** @param career over all seasons that are stored; null before statistics were made, as {@code refreshedAt} is */
  public record Profile(String driverId, String name, List<InSeason> seasons, Statistic career, Instant refreshedAt) {}

  /** @param statistic null: he has no result */
  public record InSeason(int season, String name, String code, Integer number, String nationality, boolean deleted, Statistic statistic) {}

  /** Averages are null where there is nothing to take them of; {@code ownership} in per cent of the season's teams. */
  public record Statistic(int starts, int wins, int podiums, int poles, int fastestLaps, int retirements, double points, Double averageGrid,
      Double averageFinish, List<Race> form, double fantasyPoints, Double fantasyAverage, Double ownership) {}

  /** @param position in the classification, also of those who are not classified */
  public record Race(String raceId, int position, String status, double points) {}

  Future<Optional<Integer>> latestSeason() {
    return reads.latestSeason();
  }

  Future<List<Driver>> drivers(int season) {
    return Future.all(reads.drivers(season), races.constructors(season)).map(both -> {
      Map<String, String> constructors = both.resultAt(1);
      return both.<List<DriverRow>>resultAt(0).stream().map(d -> driver(d, Optional.ofNullable(constructors.get(d.driverId())))).toList();
    });
  }

  /** Those that have a result in the season, by name. */
  Future<List<Constructor>> constructors(int season) {
    return races.constructors(season).map(byDriver -> byDriver.entrySet().stream()
        .collect(Collectors.groupingBy(Map.Entry::getValue, TreeMap::new, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
        .entrySet().stream().map(team ->
            new Constructor(team.getKey(), ResultRows.constructor(team.getKey()), team.getValue().stream().sorted().toList()))
        .toList());
  }

  Future<List<Circuit>> circuits(int season) {
    return reads.circuits(season).map(all -> all.stream()
        .map(c -> new Circuit(c.circuitId(), c.circuit(), c.locality(), c.country(), c.raceId(), c.round())).toList());
  }

  /** Empty: no season knows him. */
  Future<Optional<Profile>> driver(String driverId) {
    return Future.all(reads.driver(driverId), reads.statistics(driverId)).map(both -> {
      List<DriverRow> seasons = both.resultAt(0);
      List<StatisticRow> statistics = both.resultAt(1);
      if (seasons.isEmpty()) return Optional.empty();
      var bySeason = statistics.stream().collect(Collectors.toMap(StatisticRow::season, s -> s));
      return Optional.of(new Profile(driverId, name(seasons.getFirst()),
          seasons.stream().map(d -> new InSeason(d.season(), name(d), d.code(), d.number(), d.nationality(), d.deleted(),
              Optional.ofNullable(bySeason.get(d.season())).map(Catalogue::statistic).orElse(null))).toList(),
          statistics.stream().reduce(Catalogue::sum).map(Catalogue::statistic).orElse(null),
          statistics.stream().findFirst().map(StatisticRow::refreshedAt).orElse(null)));
    });
  }

  /** The later season first: form and ownership are of the latest. */
  private static StatisticRow sum(StatisticRow a, StatisticRow b) {
    return new StatisticRow(a.season(), a.starts() + b.starts(), a.wins() + b.wins(), a.podiums() + b.podiums(), a.poles() + b.poles(),
        a.fastestLaps() + b.fastestLaps(), a.retirements() + b.retirements(), a.points() + b.points(), a.gridSum() + b.gridSum(),
        a.grids() + b.grids(), a.finishSum() + b.finishSum(), a.finishes() + b.finishes(), a.form(), a.fantasyPoints() + b.fantasyPoints(),
        a.fantasyRounds() + b.fantasyRounds(), a.owners(), a.teams(), a.refreshedAt());
  }

  private static Statistic statistic(StatisticRow s) {
    return new Statistic(s.starts(), s.wins(), s.podiums(), s.poles(), s.fastestLaps(), s.retirements(), s.points() / 100.0,
        ratio(s.gridSum(), s.grids()), ratio(s.finishSum(), s.finishes()),
        s.form().stream().map(race -> race((JsonObject) race)).toList(), s.fantasyPoints() / 100.0,
        ratio(s.fantasyPoints(), s.fantasyRounds() * 100), ratio(s.owners() * 100L, s.teams()));
  }

  private static Race race(JsonObject race) {
    return new Race(race.getString("raceId"), race.getInteger("position"), race.getString("status"), race.getInteger("points") / 100.0);
  }

  /** With two decimals. */
  private static Double ratio(long sum, int of) {
    return of == 0 ? null : Math.round(sum * 100.0 / of) / 100.0;
  }

  private static Driver driver(DriverRow d, Optional<String> constructor) {
    return new Driver(d.driverId(), name(d), d.givenName(), d.familyName(), d.code(), d.number(), d.nationality(), constructor.orElse(null),
        constructor.map(ResultRows::constructor).orElse(null));
  }

  private static String name(DriverRow d) {
    return d.givenName() + " " + d.familyName();
  }
}
