package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Laps with all that is known of them: times of the timing stream, and what follows from the other streams. */
public final class LapAssembly {
  private final StartAndFinish clock;
  private final Background background;
  private final TrackStatusLog track;
  private final Deletions deletions;
  private final UnfinishedLaps unfinished;
  private final Map<RacePositions.Key, Integer> positions;

  private LapAssembly(Timing timing, Background background) {
    this.background = background;
    this.clock = background.clock();
    this.track = new TrackStatusLog(background.track());
    this.deletions = new Deletions(background.control());
    var raced = raced(timing.laps());
    this.unfinished = new UnfinishedLaps(clock, timing.stopped(), raced);
    this.positions = clock.race() ? RacePositions.of(raced) : Map.of();
  }

  /** In the order of car and lap. */
  public static List<Lap> of(Timing timing, Background background) {
    var assembly = new LapAssembly(timing, background);
    var cars = new TreeMap<Integer, List<TimedLap>>();
    for (var lap : timing.laps()) cars.computeIfAbsent(lap.car(), _ -> new ArrayList<>()).add(lap);
    for (int car : new TreeSet<>(background.tyres().messages().stream().map(TyreMessage::car).toList())) {
      cars.computeIfAbsent(car, _ -> new ArrayList<>());
    }
    return cars.entrySet().stream().flatMap(car -> assembly.laps(car.getKey(), car.getValue()).stream()).toList();
  }

  private List<TimedLap> raced(List<TimedLap> laps) {
    return IntStream.range(0, laps.size()).filter(i -> i == 0 || laps.get(i - 1).car() != laps.get(i).car()
        || clock.part(laps.get(i - 1).end(), laps.get(i).time())).mapToObj(laps::get).toList();
  }

  private List<Lap> laps(int car, List<TimedLap> found) {
    var timed = new ArrayList<>(found.stream().map(this::corrected).toList());
    var generated = found.isEmpty() ? unfinished.first(car) : unfinished.after(found);
    generated.ifPresent(timed::add);
    var starts = LapStarts.of(timed, clock);
    var deleted = deletions.of(timed);
    var tyres = new TyresOnLaps(TyreSets.of(background.tyres().of(car), PitStops.entries(timed, clock)));
    var laps = new ArrayList<Lap>();
    for (int i = 0; i < timed.size(); i++) {
      var lap = timed.get(i);
      var on = tyres.next(lap.number());
      var reason = deleted.get(lap.number());
      var made = new Lap(reason == null ? lap : with(lap, lap.pitOut(), lap.time(), false), starts.get(i), on.stint(), on.compound(),
          on.life(), on.fresh(), positions.get(new RacePositions.Key(car, lap.number())), track.during(starts.get(i), lap.end()),
          reason != null, reason == null ? "" : reason, i >= found.size(), false);
      laps.add(accurate(made, laps.isEmpty() ? null : laps.getLast()));
    }
    if (!found.isEmpty()) laps.set(0, leaving(laps.getFirst(), found.getFirst().pitOut()));
    return laps;
  }

  /** For the rules, leaving the pits for the grid is no part of a race's first lap; its time is known from elsewhere only. */
  private TimedLap corrected(TimedLap lap) {
    if (lap.number() != 1 || clock.started().isEmpty()) return lap;
    var pitOut = lap.pitOut() != null && lap.pitOut() < clock.started().getAsInt() ? null : lap.pitOut();
    var time = lap.time() == null && clock.race() ? background.firstLaps().get(lap.car()) : lap.time();
    return with(lap, pitOut, time, lap.personalBest());
  }

  private static TimedLap with(TimedLap lap, Integer pitOut, Integer time, boolean personalBest) {
    return new TimedLap(lap.car(), lap.number(), time, lap.sector1(), lap.sector2(), lap.sector3(), lap.end(), lap.sector1At(),
        lap.sector2At(), lap.sector3At(), lap.pitIn(), pitOut, lap.pitStops(), lap.speedI1(), lap.speedI2(), lap.speedFl(), lap.speedSt(),
        personalBest);
  }

  /** When a car left the pits is told as it was, before a start too. */
  private static Lap leaving(Lap lap, Integer pitOut) {
    var timed = lap.timed();
    return new Lap(with(timed, pitOut, timed.time(), timed.personalBest()), lap.start(), lap.stint(), lap.compound(), lap.tyreLife(),
        lap.freshTyre(), lap.position(), lap.trackStatus(), lap.deleted(), lap.deletedReason(), lap.generated(), lap.accurate());
  }

  private static Lap accurate(Lap lap, Lap before) {
    return new Lap(lap.timed(), lap.start(), lap.stint(), lap.compound(), lap.tyreLife(), lap.freshTyre(), lap.position(),
        lap.trackStatus(), lap.deleted(), lap.deletedReason(), lap.generated(), Accuracy.of(lap, before));
  }
}
