package dev.paddock.horse.rules;

import dev.paddock.horse.rules.Change.Field;
import dev.paddock.horse.rules.RaceDiff.Move;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lays a sighting over what is known of the race, and notes what differs. Used once. */
final class Comparison {
  private final Sighting known;
  private final List<Change> changes = new ArrayList<>();
  private final List<Runner> rows = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();

  Comparison(Sighting known) {
    this.known = known;
  }

  RaceDiff with(Sighting seen) {
    changed(Field.STATUS, "", word(known), word(seen), Function.identity());
    var start = told(Field.START, known.advertisedStart(), seen.advertisedStart(), Change::shown);
    var jump = told(Field.JUMP, known.actualStart(), seen.actualStart(), Change::shown);
    var track = told(Field.TRACK, known.trackCondition(), seen.trackCondition(), Function.identity());
    var weather = told(Field.WEATHER, known.weather(), seen.weather(), Function.identity());
    var protest = seen.protest().or(known::protest);
    var reason = seen.protest().isPresent() ? seen.protestReason() : known.protestReason();
    changed(Field.PROTEST, "", protest(known.protest(), known.protestReason()), protest(protest, reason), Function.identity());
    var runners = runners(seen);
    var results = results(seen, runners);
    var dividends = dividends(seen);
    var after = new Sighting(known.raceId(), start, jump, seen.status(), seen.statusWord(), track, weather, protest, reason,
        Optional.of(List.copyOf(runners.values())), results, dividends, seen.providerTime().or(known::providerTime));
    return new RaceDiff(after, changes, rows, moves);
  }

  private Map<Integer, Runner> runners(Sighting seen) {
    var field = new TreeMap<Integer, Runner>();
    known.runners().orElse(List.of()).forEach(runner -> field.put(runner.number(), runner));
    for (var told : seen.runners().orElse(List.of())) {
      int number = told.number() > 0 ? told.number() : numberOf(told.name(), field);
      if (number > 0) field.put(number, laidOver(Optional.ofNullable(field.get(number)), number, told));
    }
    return field;
  }

  private static int numberOf(String name, Map<Integer, Runner> field) {
    return field.values().stream().filter(runner -> runner.name().equalsIgnoreCase(name)).mapToInt(Runner::number).findFirst().orElse(0);
  }

  private Runner laidOver(Optional<Runner> old, int number, Runner told) {
    var before = old.orElse(new Runner(number, "", 0, "", "", 0, false, false, Optional.empty(), List.of()));
    var at = told.scratched() ? told.scratchedAt().or(before::scratchedAt) : Optional.<Instant>empty();
    var now = new Runner(number, or(told.name(), before.name()), or(told.barrier(), before.barrier()), or(told.jockey(), before.jockey()),
        or(told.trainer(), before.trainer()), or(told.weight(), before.weight()), told.scratched(),
        told.scratched() && (told.late() || before.late()), at, prices(before, told));
    if (old.isEmpty()) {
      changes.add(new Change(Field.RUNNER, "", "", now.called()));
    } else {
      changed(Field.NAME, before.called(), before.name(), now.name(), Function.identity());
      changed(Field.BARRIER, now.called(), before.barrier(), now.barrier(), Object::toString);
      changed(Field.JOCKEY, now.called(), before.jockey(), now.jockey(), Function.identity());
      changed(Field.TRAINER, now.called(), before.trainer(), now.trainer(), Function.identity());
      changed(Field.WEIGHT, now.called(), before.weight(), now.weight(), Change::kilograms);
    }
    changed(Field.SCRATCHING, now.called(), Scratching.of(before), Scratching.of(now), Scratching::shown);
    if (old.isEmpty() || !unpriced(before).equals(unpriced(now))) rows.add(now);
    moved(before, now);
    return now;
  }

  private record Scratching(boolean scratched, boolean late, Optional<Instant> at) {
    static Scratching of(Runner runner) {
      return new Scratching(runner.scratched(), runner.late(), runner.scratchedAt());
    }

    String shown() {
      return scratched ? (late ? "scratched late" : "scratched") + at.map(it -> " at " + Change.shown(it)).orElse("") : "";
    }
  }

  private static List<Price> prices(Runner before, Runner told) {
    var markets = new HashMap<String, Price>();
    before.prices().forEach(price -> markets.put(price.market(), price));
    told.prices().forEach(price -> markets.put(price.market(), price));
    return List.copyOf(markets.values());
  }

  private void moved(Runner before, Runner now) {
    var old = before.prices().stream().collect(Collectors.toMap(Price::market, Price::thousandths));
    for (var price : now.prices()) {
      int from = old.getOrDefault(price.market(), 0);
      if (from == price.thousandths()) continue;
      moves.add(new Move(now.number(), price.market(), from, price.thousandths()));
      changes.add(new Change(Field.PRICE, now.called() + ", " + price.market().replace('_', ' '), from == 0 ? "" : Change.money(from),
          Change.money(price.thousandths())));
    }
  }

  private Optional<List<Placing>> results(Sighting seen, Map<Integer, Runner> field) {
    if (seen.results().isEmpty()) return known.results();
    var named = seen.results().get().stream().map(placing -> placing.name().isEmpty() && field.containsKey(placing.number())
        ? new Placing(placing.place(), placing.number(), field.get(placing.number()).name(), placing.margin()) : placing).toList();
    changed(Field.RESULT, "", known.results().orElse(List.of()), named, Change::placings);
    return Optional.of(named);
  }

  private Optional<List<Dividend>> dividends(Sighting seen) {
    if (seen.dividends().isEmpty()) return known.dividends();
    var before = byKey(known.dividends().orElse(List.of()));
    var now = byKey(seen.dividends().get());
    now.forEach((key, paid) -> changed(Field.DIVIDEND, key, Optional.ofNullable(before.get(key)), Optional.of(paid), Comparison::paid));
    before.forEach((key, paid) -> {
      if (!now.containsKey(key)) changes.add(new Change(Field.DIVIDEND, key, Change.money(paid), ""));
    });
    return seen.dividends();
  }

  private static String paid(Optional<Long> thousandths) {
    return thousandths.map(Change::money).orElse("");
  }

  private static Map<String, Long> byKey(List<Dividend> dividends) {
    var map = new LinkedHashMap<String, Long>();
    dividends.forEach(it -> map.put(it.product() + " " + it.description() + ", " + it.status(), it.thousandths()));
    return map;
  }

  private <T> Optional<T> told(Field field, Optional<T> before, Optional<T> now, Function<T, String> shown) {
    if (now.isEmpty()) return before;
    changed(field, "", before, now, it -> it.map(shown).orElse(""));
    return now;
  }

  private <T> void changed(Field field, String about, T from, T to, Function<T, String> shown) {
    if (!from.equals(to)) changes.add(new Change(field, about, shown.apply(from), shown.apply(to)));
  }

  /** The provider's word may be finer than ours, or not known to us. */
  private static String word(Sighting race) {
    var ours = race.status().name().toLowerCase(Locale.ROOT);
    var theirs = race.statusWord().toLowerCase(Locale.ROOT);
    return theirs.isEmpty() || theirs.equals(ours) ? ours : ours + " (" + theirs + ")";
  }

  private static String protest(Optional<Boolean> protest, Optional<String> reason) {
    return protest.orElse(false) ? reason.filter(why -> !why.isBlank()).orElse("lodged") : "";
  }

  private static Runner unpriced(Runner it) {
    return new Runner(it.number(), it.name(), it.barrier(), it.jockey(), it.trainer(), it.weight(), it.scratched(), it.late(),
        it.scratchedAt(), List.of());
  }

  private static String or(String told, String known) {
    return told.isEmpty() ? known : told;
  }

  private static int or(int told, int known) {
    return told > 0 ? told : known;
  }
}
