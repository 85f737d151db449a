package dev.paddock.horse.provider;

import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceCard.Meeting;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The list of meetings with their races: the card of a day, and where each race stands. Read once. */
final class TabMeetings {
  static final int MEETINGS_AT_MOST = 400;
  static final int RACES_AT_MOST = 60;
  private static final int NAME_AT_MOST = TabEvent.NAME_AT_MOST;

  private final Body body;
  private final Optional<Instant> generated;
  private final List<Meeting> meetings = new ArrayList<>();
  private final Map<String, Sighting> standings = new HashMap<>();
  private final Set<String> words = new HashSet<>();

  private TabMeetings(Body body, Optional<Instant> generated) {
    this.body = body;
    this.generated = generated;
  }

  /**
   * What a page says.
   *
   * @param standings by race id; races without a status have none
   * @param words     for statuses that we do not know
   */
  record Told(RaceCard card, Map<String, Sighting> standings, Set<String> words) {}

  /** An empty list is refused: there is no day without racing, and a meeting that was asked for by its id is there. */
  static Told read(Body body) throws IOException, Malformed {
    return TabEnvelope.read(body, (data, generated) -> {
      var it = new TabMeetings(data, generated);
      data.object(it::data);
      if (it.meetings.isEmpty()) throw new Malformed("an empty list data.meetings");
      return new Told(new RaceCard(it.meetings, generated), Map.copyOf(it.standings), Set.copyOf(it.words));
    });
  }

  private void data(String name) throws IOException, Malformed {
    if (name.equals("meetings")) body.list(MEETINGS_AT_MOST, this::meeting);
    else body.skip("data", TabFields.NONE, name);
  }

  private void meeting() throws IOException, Malformed {
    var row = new Object() {
      String id = "";
      String name = "";
      LocalDate date;
      String type = "";
      String country = "";
      final List<RaceCard.Race> races = new ArrayList<>();
    };
    body.object(name -> {
      switch (name) {
        case "meeting" -> row.id = body.id();
        case "name" -> row.name = body.text(NAME_AT_MOST);
        case "date" -> row.date = LocalDate.ofInstant(body.instant(), ZoneOffset.UTC);
        case "category" -> row.type = type(body.text(NAME_AT_MOST));
        case "country" -> row.country = body.text(NAME_AT_MOST).toUpperCase(Locale.ROOT);
        case "races" -> body.list(RACES_AT_MOST, () -> race().ifPresent(row.races::add));
        default -> body.skip("meeting", TabFields.MEETING, name);
      }
    });
    if (row.id.isEmpty() || row.date == null) throw new Malformed("meeting " + row.name + " has no id or no date");
    meetings.add(new Meeting(row.id, row.name, row.date, row.type, row.country, row.name, row.races));
  }

  private static String type(String category) {
    return switch (category.toUpperCase(Locale.ROOT)) {
      case "T" -> "thoroughbred";
      case "G" -> "greyhound";
      case "H" -> "harness";
      default -> category.toLowerCase(Locale.ROOT);
    };
  }

  /** Number 0 is no race but a bet on the day, such as a jockey challenge. */
  private Optional<RaceCard.Race> race() throws IOException, Malformed {
    var row = new Object() {
      String id = "";
      int number;
      String name = "";
      Instant start;
      int distance;
      String word = "";
      String track = "";
      String weather = "";
      boolean protest;
      String reason = "";
    };
    body.object(name -> {
      switch (name) {
        case "id" -> row.id = body.id();
        case "race_number" -> row.number = body.whole(0, 99);
        case "name" -> row.name = body.text(NAME_AT_MOST);
        case "start_time" -> row.start = body.instant();
        case "distance" -> row.distance = body.whole(0, 100_000);
        case "status" -> row.word = body.text(NAME_AT_MOST);
        case "track_condition" -> row.track = body.text(NAME_AT_MOST);
        case "weather" -> row.weather = body.text(NAME_AT_MOST);
        case "protest" -> row.protest = body.flag();
        case "protest_reason" -> row.reason = body.text(1000);
        default -> body.skip("meeting.race", TabFields.MEETING_RACE, name);
      }
    });
    if (row.number == 0) return Optional.empty();
    if (row.id.isEmpty() || row.start == null) throw new Malformed("race " + row.name + " has no id or no start_time");
    var status = row.word.isEmpty() ? RaceStatus.SCHEDULED : StatusWords.TAB.of(row.word);
    if (status == RaceStatus.UNKNOWN) words.add(row.word);
    var track = told(row.track);
    var weather = told(row.weather);
    if (!row.word.isEmpty()) {
      standings.put(row.id, new Sighting(row.id, Optional.of(row.start), Optional.empty(), status, row.word, track, weather,
          Optional.of(row.protest), row.protest ? told(row.reason) : Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
          generated));
    }
    return Optional.of(new RaceCard.Race(row.id, row.number, row.name, row.start, row.distance, status, track, weather));
  }

  private static Optional<String> told(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
