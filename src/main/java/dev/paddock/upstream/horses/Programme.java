package dev.paddock.upstream.horses;

import dev.paddock.upstream.horses.Meeting.Category;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws who runs where and when: 73 meetings of some 700 races; countries, kinds and hours as on a day that was counted in 2025. */
final class Programme {
  /**
   * Meetings that begin in the same hours.
   *
   * @param from earliest start of the first race, in minutes from midnight UTC; negative: the day before
   * @param gap  minutes between two races
   */
  private record Round(Category category, String country, String state, int meetings, int from, int to, int gap) {}

  private static final List<Round> ROUNDS = List.of(
      new Round(Category.T, "TUR", "TUR", 1, -600, -580, 32), new Round(Category.T, "FR", "FR", 2, -580, -410, 34),
      new Round(Category.T, "IRE", "IRL", 1, -460, -440, 30), new Round(Category.T, "ARG", "ARG", 1, -450, -430, 31),
      new Round(Category.T, "USA", "NY", 7, -450, -350, 29), new Round(Category.T, "UK", "GBR", 2, -410, -380, 30),
      new Round(Category.T, "CHI", "CHI", 1, -390, -380, 30), new Round(Category.T, "USA", "PA", 5, -270, -45, 30),
      new Round(Category.T, "CA", "MB", 1, 30, 40, 27), new Round(Category.T, "NZ", "NZ", 1, 45, 55, 35),
      new Round(Category.T, "AUS", "VIC", 5, 120, 350, 37), new Round(Category.T, "JPN", "JPN", 2, 310, 320, 35),
      new Round(Category.T, "SAF", "ZAF", 1, 585, 595, 34), new Round(Category.T, "TUR", "TUR", 1, 660, 665, 30),
      new Round(Category.T, "UK", "GBR", 3, 770, 790, 31),
      new Round(Category.G, "IRE", "IRE", 1, -420, -410, 18), new Round(Category.G, "UK", "UK", 4, -415, -380, 17),
      new Round(Category.G, "NZ", "NZ", 2, 0, 250, 20), new Round(Category.G, "AUS", "NSW", 5, 28, 290, 21),
      new Round(Category.G, "AUS", "QLD", 8, 430, 645, 21), new Round(Category.G, "UK", "UK", 3, 570, 630, 17),
      new Round(Category.G, "IRE", "IRE", 2, 610, 825, 17), new Round(Category.G, "UK", "UK", 3, 775, 825, 18),
      new Round(Category.H, "USA", "OH", 3, -140, -70, 25), new Round(Category.H, "NZ", "NZ", 2, -15, 335, 30),
      new Round(Category.H, "AUS", "NSW", 4, 155, 475, 30), new Round(Category.H, "FR", "FR", 2, 570, 720, 32));

  /** Meetings are called off until so many of the races are. */
  private static final double ABANDONED = 0.02;

  private final LocalDate date;
  private final Draw draw;

  Programme(LocalDate date, Draw draw) {
    this.date = date;
    this.draw = draw;
  }

  /** A meeting before its races are drawn. */
  private record Slot(Round round, int index, List<Instant> starts) {}

  List<Meeting> meetings() {
    var slots = new ArrayList<Slot>();
    for (var round : ROUNDS) {
      for (int i = 0; i < round.meetings(); i++) slots.add(new Slot(round, slots.size(), starts(round, draw.on(slots.size()))));
    }
    var off = abandoned(slots);
    return slots.stream().map(slot -> meeting(slot, off.contains(slot), draw.on(slot.index()).on("meeting")))
        .sorted(Comparator.comparing(meeting -> meeting.races().getFirst().start())).toList();
  }

  /** Whole meetings, as rain and frost would choose them. */
  private List<Slot> abandoned(List<Slot> slots) {
    int races = slots.stream().mapToInt(slot -> slot.starts().size()).sum();
    var off = new ArrayList<Slot>();
    for (var slot : draw.on("abandoned").shuffled(slots)) {
      int already = off.stream().mapToInt(s -> s.starts().size()).sum();
      if (already + slot.starts().size() / 2 >= ABANDONED * races) break;
      off.add(slot);
    }
    return off;
  }

  private List<Instant> starts(Round round, Draw draw) {
    int races = switch (round.category()) {
      case G -> draw.chance(0.6) ? 12 : draw.between(10, 13);
      case T -> draw.between(6, 10);
      case H -> draw.between(7, 12);
    };
    var starts = new ArrayList<Instant>();
    var at = date.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(draw.between(round.from(), round.to())));
    for (int i = 0; i < races; i++) {
      starts.add(at);
      at = at.plus(Duration.ofMinutes(Math.max(10, round.gap() + draw.between(-3, 3))));
    }
    return starts;
  }

  private Meeting meeting(Slot slot, boolean abandoned, Draw draw) {
    var round = slot.round();
    var id = draw.uuid();
    var called = slot.starts().getFirst().minus(Duration.ofMinutes(draw.between(10, 90)));
    var entries = new Entries(id, round.category());
    var races = new ArrayList<Race>();
    for (int i = 0; i < slot.starts().size(); i++) {
      races.add(entries.race(i + 1, slot.starts().get(i), marketId(slot, i), abandoned ? called : null, draw.on(i + 1)));
    }
    return new Meeting(id, String.valueOf(34_000_000 + serial(slot, 0)), date, round.category(), Names.place(draw),
        round.country(), round.state(), draw.one(List.of("Good 4", "Good 3", "Soft 5", "Soft 7", "Heavy 9", "Firm 2", "Synthetic")),
        draw.one(List.of("Fine", "Overcast", "Showers", "Rain")), races);
  }

  private String marketId(Slot slot, int race) {
    return "1." + (230_000_000L + serial(slot, race));
  }

  /** Unique within some thirty years. */
  private long serial(Slot slot, int race) {
    return Math.floorMod(date.toEpochDay(), 10_000) * 2_000L + slot.index() * 20L + race;
  }
}
