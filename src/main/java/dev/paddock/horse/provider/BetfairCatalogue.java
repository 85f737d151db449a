package dev.paddock.horse.provider;

import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Betfair's catalogue: markets with their event, and who runs in them. */
final class BetfairCatalogue {
  private static final int NAME_AT_MOST = TabEvent.NAME_AT_MOST;
  private static final Set<String> MARKET = Set.of("totalMatched", "description", "competition", "marketName");
  private static final Set<String> EVENT = Set.of("id", "name", "countryCode", "timezone", "venue", "openDate");
  private static final Pattern NUMBERED = Pattern.compile("\\d{1,3}[A-Za-z]?\\. ");
  private static final Pattern RACE = Pattern.compile("R(\\d{1,2})\\b.*");
  private static final double GRAMS_A_POUND = 453.59237;

  private BetfairCatalogue() {}

  /** @param eventType 7 horses, 4339 greyhounds; @param runners by selection */
  record Market(String marketId, String name, Instant start, String eventId, String venue, String country, String timezone, Instant open,
      String eventType, Map<Long, Entrant> runners) {
    RaceCard.Race race() {
      var numbered = RACE.matcher(name);
      return new RaceCard.Race(marketId, numbered.matches() ? Integer.parseInt(numbered.group(1)) : 0, name, start, Distance.metres(name),
          RaceStatus.SCHEDULED, Optional.empty(), Optional.empty());
    }

    /** Of the place where it is run. */
    LocalDate date() {
      try {
        return LocalDate.ofInstant(open, ZoneId.of(timezone));
      } catch (DateTimeException unknownZone) {
        return LocalDate.ofInstant(open, ZoneOffset.UTC);
      }
    }
  }

  /** @param weight in grams */
  record Entrant(int number, String name, int draw, String jockey, String trainer, int weight) {}

  static RaceCard card(Collection<Market> markets) {
    var days = markets.stream().collect(Collectors.groupingBy(Market::eventId, TreeMap::new, Collectors.toList()));
    return new RaceCard(days.values().stream().map(BetfairCatalogue::meeting).toList(), Optional.empty());
  }

  private static RaceCard.Meeting meeting(List<Market> day) {
    var first = day.getFirst();
    var type = first.eventType().equals("4339") ? "greyhound" : "thoroughbred";
    return new RaceCard.Meeting(first.eventId(), first.venue(), first.date(), type, first.country(), first.venue(), day.stream().sorted(Comparator.comparing(Market::start)).map(Market::race).toList());
  }

  static List<Market> read(Body body) throws IOException, Malformed {
    var markets = new ArrayList<Market>();
    BetfairCall.result(body, BetfairCall.MARKETS_AT_MOST, () -> markets.add(market(body)));
    return markets;
  }

  private static Market market(Body body) throws IOException, Malformed {
    var row = new Object() {
      String id = "";
      String name = "";
      Instant start;
      String eventId = "";
      String venue = "";
      String eventName = "";
      String country = "";
      String timezone = "";
      Instant open;
      String type = "";
      final Map<Long, Entrant> runners = new HashMap<>();
    };
    body.object(field -> {
      switch (field) {
        case "marketId" -> row.id = body.id();
        case "marketName" -> row.name = body.text(NAME_AT_MOST);
        case "marketStartTime" -> row.start = body.instant();
        case "eventType" -> body.object(name -> {
          if (name.equals("id")) row.type = body.id();
          else body.skip();
        });
        case "event" -> body.object(name -> {
          switch (name) {
            case "id" -> row.eventId = body.id();
            case "name" -> row.eventName = body.text(NAME_AT_MOST);
            case "venue" -> row.venue = body.text(NAME_AT_MOST);
            case "countryCode" -> row.country = body.text(NAME_AT_MOST).toUpperCase(Locale.ROOT);
            case "timezone" -> row.timezone = body.text(NAME_AT_MOST);
            case "openDate" -> row.open = body.instant();
            default -> body.skip("event", EVENT, name);
          }
        });
        case "runners" -> body.list(TabEvent.RUNNERS_AT_MOST, () -> runner(body, row.runners));
        default -> body.skip("market", MARKET, field);
      }
    });
    if (row.id.isEmpty() || row.start == null || row.eventId.isEmpty())
      throw new Malformed("market " + row.id + " " + row.name + " has no marketId, marketStartTime or event");
    return new Market(row.id, row.name, row.start, row.eventId, row.venue.isEmpty() ? row.eventName : row.venue, row.country, row.timezone,
        row.open == null ? row.start : row.open, row.type, Map.copyOf(row.runners));
  }

  private static void runner(Body body, Map<Long, Entrant> runners) throws IOException, Malformed {
    var row = new Object() {
      long selection;
      String name = "";
      int priority;
      final Map<String, String> metadata = new HashMap<>();
    };
    body.object(field -> {
      switch (field) {
        case "selectionId" -> row.selection = body.whole(1, Integer.MAX_VALUE);
        case "runnerName" -> row.name = body.text(NAME_AT_MOST);
        case "sortPriority" -> row.priority = body.whole(0, 999);
        case "metadata" -> body.object(name -> row.metadata.put(name, body.text(2000)));
        default -> body.skip("market.runner", Set.of("handicap"), field);
      }
    });
    // abroad the saddlecloth is in the name
    var name = NUMBERED.matcher(row.name).lookingAt() ? row.name.substring(row.name.indexOf(' ') + 1) : row.name;
    int cloth = number(row.metadata.get("CLOTH_NUMBER"));
    runners.put(row.selection, new Entrant(cloth > 0 ? cloth : row.priority, name, number(row.metadata.get("STALL_DRAW")),
        text(row.metadata, "JOCKEY_NAME"), text(row.metadata, "TRAINER_NAME"), weight(row.metadata)));
  }

  private static int weight(Map<String, String> metadata) {
    int value = number(metadata.get("WEIGHT_VALUE"));
    return text(metadata, "WEIGHT_UNITS").startsWith("kilo") ? value * 1000 : (int) Math.round(value * GRAMS_A_POUND);
  }

  private static String text(Map<String, String> metadata, String name) {
    var text = metadata.getOrDefault(name, "");
    return text.length() <= NAME_AT_MOST ? text : text.substring(0, NAME_AT_MOST);
  }

  /** 0: not told. */
  private static int number(String digits) {
    return digits != null && digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : 0;
  }
}
