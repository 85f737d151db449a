package dev.paddock.f1.rules.laps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds whatever the streams say: half of what is handed in is missing, late or nonsense. */
class LapPropertiesTest {
  static final int HOUR = 3_600_000;

  @Property(tries = 500) void sets_follow_each_other_and_are_no_more_than_entries_and_one(@ForAll Random random) {
    var entries = entries(random);
    var sets = TyreSets.of(messages(random, 44, random.nextInt(30)), entries);
    assertThat(sets.size()).isLessThanOrEqualTo(entries.size() + 1);
    for (int i = 0; i < sets.size(); i++) {
      assertThat(sets.get(i).compound()).isNotNull();
      if (i > 0) assertThat(sets.get(i).fromLap()).isGreaterThan(sets.get(i - 1).fromLap());
    }
  }

  @Property(tries = 500) void no_lap_is_lost_and_at_most_one_a_car_is_made_up(@ForAll Random random) {
    var timing = timing(random);
    var background = background(random);
    var laps = LapAssembly.of(timing, background);
    assertThat(laps.stream().filter(lap -> !lap.generated()).map(lap -> List.of(lap.timed().car(), lap.timed().number())))
        .containsExactlyElementsOf(timing.laps().stream().map(lap -> List.of(lap.car(), lap.number())).toList());
    assertThat(laps.stream().filter(Lap::generated).map(lap -> lap.timed().car())).doesNotHaveDuplicates();
    assertThat(laps).allSatisfy(lap -> {
      assertThat(lap.compound()).isNotNull();
      assertThat(lap.accurate() && (lap.generated() || lap.timed().pitIn() != null || lap.timed().pitOut() != null)).isFalse();
    });
    laps.stream().filter(lap -> lap.position() != null).collect(Collectors.groupingBy(lap -> lap.timed().number())).values()
        .forEach(same -> assertThat(same.stream().map(Lap::position))
            .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, same.size()).boxed().toList()));
  }

  @Property(tries = 500) void every_car_has_one_place_and_every_stop_one_number(@ForAll Random random) {
    var timing = timing(random);
    var background = background(random);
    var laps = LapAssembly.of(timing, background);
    var places = Places.of(laps, timing, background, Set.of(1, 2, 99));
    assertThat(places.stream().map(place -> place.position())).containsExactlyElementsOf(
        IntStream.rangeClosed(1, places.size()).boxed().toList());
    assertThat(places.stream().map(place -> place.car())).doesNotHaveDuplicates().contains(99);
    PitStops.of(laps, background.clock(), List.of()).stream().collect(Collectors.groupingBy(stop -> stop.car())).values()
        .forEach(stops -> assertThat(stops.stream().map(stop -> stop.number()))
            .containsExactlyElementsOf(IntStream.rangeClosed(1, stops.size()).boxed().toList()));
    assertThat(Stints.of(laps, background).stream().map(stint -> List.of(stint.car(), stint.number()))).doesNotHaveDuplicates();
  }

  private static Timing timing(Random random) {
    var laps = new ArrayList<TimedLap>();
    Map<Integer, Integer> stopped = new HashMap<>();
    for (int car = 1; car <= 4; car++) {
      int count = random.nextInt(6);
      for (int number = 1; number <= count; number++) {
        laps.add(new TimedLap(car, number, maybe(random, 100_000), maybe(random, 33_000), maybe(random, 33_000), maybe(random, 33_000),
            maybe(random, HOUR), null, null, null, maybe(random, HOUR), maybe(random, HOUR), 0, null, null, null, null, random.nextBoolean()));
      }
      if (random.nextBoolean()) stopped.put(car, random.nextInt(HOUR));
    }
    var parts = random.nextBoolean() ? List.of(HOUR / 3, HOUR / 2) : List.<Integer>of();
    return new Timing(laps, List.of(), parts, stopped, 0);
  }

  private static Background background(Random random) {
    var codes = SessionCode.values();
    var messages = new ArrayList<TyreMessage>();
    for (int car = 1; car <= 5; car++) messages.addAll(messages(random, car, random.nextInt(8)));
    return new Background(codes[random.nextInt(codes.length)], changes(random, "Inactive", "Started", "Aborted", "Finished"),
        changes(random, "1", "2", "4", "5", "6", "7"), List.of(ByHand.control(null, "CAR 1 (VER) TIME 1:10.000 DELETED")),
        new Tyres(messages, 0), Map.of(1, 95_000));
  }

  private static List<StatusChange> changes(Random random, String... statuses) {
    return random.ints(random.nextInt(8), 0, HOUR).sorted().mapToObj(at -> new StatusChange(at, statuses[random.nextInt(statuses.length)], ""))
        .toList();
  }

  private static List<TyreSets.Entry> entries(Random random) {
    var laps = random.ints(random.nextInt(6), 1, 60).sorted().distinct().toArray();
    return IntStream.range(0, laps.length).mapToObj(i -> new TyreSets.Entry(laps[i] * 60_000 + random.nextInt(50_000), laps[i])).toList();
  }

  private static List<TyreMessage> messages(Random random, int car, int count) {
    var compounds = new String[] {null, "UNKNOWN", "SOFT", "HARD"};
    return random.ints(count, 0, 20).sorted().mapToObj(at -> new TyreMessage(at * HOUR / 20, car, random.nextInt(5),
        compounds[random.nextInt(4)], random.nextBoolean() ? null : random.nextBoolean(), null, maybe(random, 20))).toList();
  }

  private static Integer maybe(Random random, int bound) {
    return random.nextInt(4) == 0 ? null : (Integer) random.nextInt(bound);
  }
}
