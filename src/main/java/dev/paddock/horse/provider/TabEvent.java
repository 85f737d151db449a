package dev.paddock.horse.provider;

import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Runner;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about one race, as TAB NZ, Ladbrokes and Neds write it: 95 % of it is form guide, which is passed over. Read once.
 */
final class TabEvent {
  static final int RUNNERS_AT_MOST = 60;
  static final int DIVIDENDS_AT_MOST = 500;
  static final int NAME_AT_MOST = 200;
  private static final int REASON_AT_MOST = 1000;

  private final Body body;
  private String raceId = "";
  private boolean noRace;
  private String word = "";
  private Optional<Instant> advertised = Optional.empty();
  private Optional<Instant> actual = Optional.empty();
  private String track = "";
  private String weather = "";
  private boolean protest;
  private String reason = "";
  private String error = "";
  private final Map<Integer, Runner> runners = new LinkedHashMap<>();
  private final Map<Integer, Placing> results = new LinkedHashMap<>();
  private final Map<List<String>, Dividend> dividends = new LinkedHashMap<>();

  private TabEvent(Body body) {
    this.body = body;
  }

  /**
   * What one element of an answer says.
   *
   * @param error what the provider says is wrong with this race alone; "" when nothing is
   */
  record Told(String raceId, String error, Optional<Sighting> sighting) {}

  /** The body stands at the object that has {@code race}, {@code runners} and so on. @param providerTime of the whole answer */
  static Told read(Body body, Optional<Instant> providerTime) throws IOException, Malformed {
    var it = new TabEvent(body);
    body.object(it::part);
    if (it.noRace) return new Told(it.raceId, "number 0 is no race but a bet on the day", Optional.empty());
    if (!it.error.isEmpty()) return new Told(it.raceId, it.error, Optional.empty());
    return new Told(it.raceId, "", Optional.of(it.sighting(providerTime)));
  }

  private Sighting sighting(Optional<Instant> providerTime) throws Malformed {
    if (raceId.isEmpty()) throw new Malformed("no race with an event_id");
    if (word.isEmpty()) throw new Malformed("race " + raceId + " has no status");
    if (advertised.isEmpty()) throw new Malformed("race " + raceId + " has no advertised_start");
    var status = StatusWords.TAB.of(word);
    return new Sighting(raceId, advertised, actual.filter(at -> jumped(status, at)), status, word, told(track), told(weather),
        Optional.of(protest), protest ? told(reason) : Optional.empty(), told(runners.values()), told(results.values()),
        told(dividends.values()), providerTime);
  }

  /** The actual start equals the advertised one until it is known. */
  private boolean jumped(RaceStatus status, Instant at) {
    return !at.equals(advertised.orElseThrow()) || status == RaceStatus.LIVE || status == RaceStatus.INTERIM || status == RaceStatus.FINAL;
  }

  private static Optional<String> told(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static <T> Optional<List<T>> told(Collection<T> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(rows));
  }

  private void part(String name) throws IOException, Malformed {
    switch (name) {
      case "race" -> body.object(this::race);
      case "runners" -> body.list(RUNNERS_AT_MOST, this::runner);
      case "results" -> body.list(RUNNERS_AT_MOST, this::result);
      case "dividends" -> body.list(DIVIDENDS_AT_MOST, this::dividend);
      case "error" -> error = body.text(REASON_AT_MOST);
      case "id", "event_id" -> raceId = raceId.isEmpty() ? body.id() : raceId;
      default -> body.skip("event", TabFields.EVENT, name);
    }
  }

  private void race(String name) throws IOException, Malformed {
    switch (name) {
      case "event_id" -> raceId = body.id();
      case "race_number" -> noRace = !body.isNull() && body.whole(0, 99) == 0;
      case "status" -> word = body.text(NAME_AT_MOST);
      case "advertised_start" -> advertised = Optional.of(body.instant());
      case "actual_start" -> actual = body.isNull() ? Optional.empty() : Optional.of(body.instant());
      case "track_condition" -> track = body.text(NAME_AT_MOST);
      case "weather" -> weather = body.text(NAME_AT_MOST);
      case "protest" -> protest = body.flag();
      case "protest_reason" -> reason = body.text(REASON_AT_MOST);
      default -> body.skip("race", TabFields.RACE, name);
    }
  }

  private void runner() throws IOException, Malformed {
    var runner = new TabRunner(body).read();
    if (runners.put(runner.number(), runner) != null) throw new Malformed("two runners have number " + runner.number());
  }

  private void result() throws IOException, Malformed {
    var row = new Object() {
      int place;
      int number;
      String name = "";
      double lengths;
      String margin = "";
    };
    body.object(name -> {
      switch (name) {
        case "position" -> row.place = body.whole(0, 999);
        case "runner_number" -> row.number = body.whole(0, 999);
        case "name" -> row.name = body.text(NAME_AT_MOST);
        case "margin_length" -> row.lengths = body.number();
        case "positional_margin" -> row.margin = body.text(NAME_AT_MOST);
        default -> body.skip("result", TabFields.RESULT, name);
      }
    });
    if (row.place == 0 || row.number == 0) return;
    var margin = !row.margin.isEmpty() || row.lengths == 0 ? row.margin : row.lengths + " L";
    if (results.put(row.number, new Placing(row.place, row.number, row.name, margin)) != null)
      throw new Malformed("runner " + row.number + " has two places");
  }

  private record At(int position, int number) {}

  /** Interim dividends stay beside the final ones, under other ids: product, combination and status are what tells them apart. */
  private void dividend() throws IOException, Malformed {
    var row = new Object() {
      String product = "";
      String tote = "";
      String status = "";
      String description = "";
      long thousandths;
      final List<At> at = new ArrayList<>();
    };
    body.object(name -> {
      switch (name) {
        case "product_name" -> row.product = body.text(NAME_AT_MOST);
        case "tote" -> row.tote = body.text(NAME_AT_MOST);
        case "status" -> row.status = body.text(NAME_AT_MOST).toLowerCase(Locale.ROOT);
        case "dividend" -> row.thousandths = body.thousandths();
        case "description" -> row.description = body.text(NAME_AT_MOST);
        case "positions" -> body.list(RUNNERS_AT_MOST, () -> row.at.add(position()));
        default -> body.skip("dividend", TabFields.DIVIDEND, name);
      }
    });
    if (row.product.isEmpty()) throw new Malformed("a dividend of race " + raceId + " has no product_name");
    var product = TabFields.OWN_TOTES.contains(row.tote) ? row.product : row.product + " " + row.tote;
    var numbers = row.description.isEmpty() ? numbers(row.at) : row.description;
    var dividend = new Dividend(product, numbers, row.status, row.thousandths);
    // twice the same under two ids: the better one, whatever order they came in
    dividends.merge(List.of(product, numbers, row.status), dividend, (a, b) -> a.thousandths() >= b.thousandths() ? a : b);
  }

  private At position() throws IOException, Malformed {
    var at = new Object() {
      int position;
      int number;
    };
    body.object(name -> {
      switch (name) {
        case "position" -> at.position = body.whole(0, 999);
        case "runner_number" -> at.number = body.whole(0, 999);
        default -> body.skip("position", TabFields.NONE, name);
      }
    });
    return new At(at.position, at.number);
  }

  private static String numbers(List<At> at) {
    return String.join(":", at.stream().sorted(Comparator.comparing(At::position).thenComparing(At::number))
        .map(it -> Integer.toString(it.number())).toList());
  }
}
