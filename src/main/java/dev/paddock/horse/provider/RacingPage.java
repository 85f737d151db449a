package dev.paddock.horse.provider;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A page of The Racing API: the cards of a day, or its results. Everything is a text, numbers and prices too, and anything may be
 * missing: what cannot be understood was not told, but for the ids.
 */
final class RacingPage {
  private static final int RACES_AT_MOST = 500;
  private static final int NAME_AT_MOST = TabEvent.NAME_AT_MOST;
  private static final double GRAMS_A_POUND = 453.59237;
  private static final Set<String> RACE = Set.of("off_time", "off", "distance_round", "distance", "dist", "dist_y", "dist_m", "pattern",
      "sex_restriction", "sex_rest", "race_class", "class", "type", "age_band", "rating_band", "prize", "field_size", "going_detailed",
      "rail_movements", "stalls", "surface", "jumps", "big_race", "tip", "verdict", "betting_forecast", "winning_time_detail", "comments",
      "non_runners", "tote_pl");
  private static final Set<String> RUNNER = Set.of("age", "dob", "sex", "sex_code", "colour", "region", "breeder", "dam", "dam_id",
      "dam_region", "sire", "sire_id", "sire_region", "damsire", "damsire_id", "damsire_region", "trainer_id", "trainer_location",
      "trainer_14_days", "owner", "owner_id", "prev_trainers", "prev_owners", "comment", "spotlight", "quotes", "stable_tour", "medical",
      "headgear", "headgear_run", "wind_surgery", "wind_surgery_run", "past_results_flags", "ofr", "rpr", "ts", "tsr", "or", "jockey_id",
      "jockey_claim_lbs", "silk_url", "last_run", "form", "trainer_rtf", "horse_id", "sp", "bsp", "ovr_btn", "weight", "time", "prize");

  private final Body body;
  private final List<Race> races = new ArrayList<>();
  private boolean listed;
  private int total;
  private int limit;
  private int skip;

  private RacingPage(Body body) {
    this.body = body;
  }

  /** @param next where the next page begins; 0: this was the last */
  record Told(List<Race> races, int next) {}

  /** @param fields as texts, by name */
  record Race(String raceId, Map<String, String> fields, List<Map<String, String>> runners) {
    /** Course and day: the provider has no meetings. */
    String meetingId() {
      var course = fields.getOrDefault("course_id", "");
      return (course.isEmpty() ? text("course").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") : course) + "_" + text("date");
    }

    String text(String field) {
      return fields.getOrDefault(field, "");
    }

    Optional<LocalDate> date() {
      try {
        return Optional.of(LocalDate.parse(text("date")));
      } catch (DateTimeException notTold) {
        return Optional.empty();
      }
    }

    /** With an offset; the clock time beside it has none, and twelve hours at that. */
    Optional<Instant> start() {
      try {
        return Optional.of(Instant.ofEpochSecond(OffsetDateTime.parse(text("off_dt")).toEpochSecond()));
      } catch (DateTimeException notTold) {
        return Optional.empty();
      }
    }

    boolean abandoned() {
      return text("is_abandoned").equals("true");
    }

    int metres() {
      return Distance.furlongs(thousandths(text("distance_f").replaceFirst("f$", "")) / 1000.0);
    }
  }

  /** @param list its name: racecards, results */
  static Told read(Body body, String list) throws IOException, Malformed {
    var it = new RacingPage(body);
    body.object(name -> it.page(list, name));
    if (!it.listed) throw new Malformed("no list " + list);
    return new Told(it.races, it.limit > 0 && !it.races.isEmpty() && it.skip + it.limit < it.total ? it.skip + it.limit : 0);
  }

  private void page(String list, String name) throws IOException, Malformed {
    if (name.equals(list)) {
      listed = true;
      body.list(RACES_AT_MOST, () -> races.add(race()));
      return;
    }
    switch (name) {
      case "total" -> total = body.whole(0, 100_000);
      case "limit" -> limit = body.whole(0, 100_000);
      case "skip" -> skip = body.whole(0, 100_000);
      case "query" -> body.skip();
      default -> body.skip("page", TabFields.NONE, name);
    }
  }

  private Race race() throws IOException, Malformed {
    var fields = new HashMap<String, String>();
    var runners = new ArrayList<Map<String, String>>();
    body.object(name -> {
      switch (name) {
        case "race_id", "course_id" -> fields.put(name, body.isNull() ? "" : body.id());
        case "course", "date", "off_dt", "race_name", "distance_f", "dist_f", "region", "going", "weather", "is_abandoned", "race_status",
            "tote_win", "tote_ex", "tote_csf", "tote_tricast", "tote_trifecta" -> fields.put(name, body.loose(NAME_AT_MOST));
        case "runners" -> body.list(TabEvent.RUNNERS_AT_MOST, () -> runners.add(runner()));
        default -> body.skip("race", RACE, name);
      }
    });
    if (fields.getOrDefault("race_id", "").isEmpty()) throw new Malformed("a race without race_id");
    return new Race(fields.get("race_id"), Map.copyOf(fields), List.copyOf(runners));
  }

  private Map<String, String> runner() throws IOException, Malformed {
    var fields = new HashMap<String, String>();
    body.object(name -> {
      switch (name) {
        case "horse", "number", "draw", "jockey", "trainer", "lbs", "weight_lbs", "position", "btn", "sp_dec" ->
            fields.put(name, body.loose(NAME_AT_MOST));
        case "odds" -> fields.put(name, bestOdds());
        default -> body.skip("runner", RUNNER, name);
      }
    });
    return Map.copyOf(fields);
  }

  /** The best that any bookmaker offers. */
  private String bestOdds() throws IOException, Malformed {
    var best = new Object() {
      int thousandths;
    };
    if (!body.isList()) {
      body.skip();
      return "";
    }
    body.list(200, () -> body.object(name -> {
      if (name.equals("decimal")) best.thousandths = Math.max(best.thousandths, thousandths(body.loose(NAME_AT_MOST)));
      else body.skip();
    }));
    return best.thousandths == 0 ? "" : new BigDecimal(best.thousandths).movePointLeft(3).toPlainString();
  }

  /** Of a text such as 4.5; 0 for "", "SP", "-" and the like. */
  static int thousandths(String text) {
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) return 0;
    return (int) Math.round(Double.parseDouble(text) * 1000);
  }

  /** Of a text such as 12 or 12A; 0 for "", "NR" and the like. */
  static int whole(String text) {
    var digits = text.replaceFirst("[A-Za-z]$", "");
    return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : 0;
  }

  static int grams(String pounds) {
    return (int) Math.round(whole(pounds) * GRAMS_A_POUND);
  }
}
