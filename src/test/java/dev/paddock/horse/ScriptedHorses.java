package dev.paddock.horse;

import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.horse.provider.HorseSource;
import dev.paddock.horse.rules.RaceCard;
import dev.paddock.horse.rules.RaceStatus;
import dev.paddock.horse.rules.Sighting;
import dev.paddock.horse.rules.Sighting.Dividend;
import dev.paddock.horse.rules.Sighting.Placing;
import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A provider that says what the test last told it to say, and remembers what it was asked. */
final class ScriptedHorses implements HorseSource {
  /** Questions as they came: the races of each. */
  final List<List<String>> asked = new ArrayList<>();
  final List<Wanted> wanted = new ArrayList<>();
  final Map<LocalDate, Listed> cards = new HashMap<>();
  private final InstantSource clock;
  private final int batch;
  private final Map<String, Look> says = new HashMap<>();

  ScriptedHorses(InstantSource clock, int batch) {
    this.clock = clock;
    this.batch = batch;
  }

  void says(String raceId, Sighting sighting) {
    says.put(raceId, new Look.Seen(sighting, exchange()));
  }

  void answers(String raceId, Look look) {
    says.put(raceId, look);
  }

  Exchange exchange() {
    return new Exchange(clock.instant(), clock.instant().plusMillis(40), 200, 27_000);
  }

  void card(LocalDate day, RaceCard card) {
    cards.put(day, new Listed.Card(card, exchange()));
  }

  @Override public String name() {
    return "tabnz";
  }

  @Override public int batchAtMost() {
    return batch;
  }

  @Override public Duration freshest() {
    return Duration.ofSeconds(15);
  }

  @Override public Future<Listed> card(LocalDate day) {
    return Future.succeededFuture(cards.getOrDefault(day, new Listed.Card(new RaceCard(List.of(), Optional.empty()), exchange())));
  }

  @Override public Future<Looked> one(Wanted race) {
    return look(List.of(race));
  }

  @Override public Future<Looked> many(List<Wanted> races) {
    return look(races);
  }

  private Future<Looked> look(List<Wanted> races) {
    asked.add(races.stream().map(Wanted::raceId).sorted().toList());
    wanted.addAll(races);
    return Future.succeededFuture(new Looked(races.stream().map(Wanted::raceId).filter(says::containsKey)
        .collect(Collectors.toMap(id -> id, says::get))));
  }

  @Override public Optional<Sighting> told(String raceId, String body) {
    return says.get(raceId) instanceof Look.Seen seen && body.equals("as polled") ? Optional.of(seen.sighting()) : Optional.empty();
  }

  /** A race of which a test tells only what matters to it. */
  record Story(String raceId, Instant start, RaceStatus status, Optional<Instant> off, List<Runner> runners, List<Placing> placings,
      List<Dividend> dividends, Optional<Instant> at, Optional<String> protest) {

    static Story of(String raceId, Instant start) {
      return new Story(raceId, start, RaceStatus.OPEN, Optional.empty(), List.of(runner(1, "Ruji", 3_400), runner(2, "Frosbie", 5_000),
          runner(3, "Ballinran", 12_000)), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    static Runner runner(int number, String name, int win) {
      return new Runner(number, name, number, "J. Rider", "T. Trainer", 56_000, false, false, Optional.empty(),
          List.of(new Price("fixed_win", win)));
    }

    Story is(RaceStatus now) {
      return new Story(raceId, start, now, off, runners, placings, dividends, at, protest);
    }

    Story starts(Instant when) {
      return new Story(raceId, when, status, off, runners, placings, dividends, at, protest);
    }

    Story jumped(Instant when) {
      return new Story(raceId, start, status, Optional.of(when), runners, placings, dividends, at, protest);
    }

    Story price(int number, int win) {
      return with(number, r -> new Runner(r.number(), r.name(), r.barrier(), r.jockey(), r.trainer(), r.weight(), r.scratched(), r.late(),
          r.scratchedAt(), List.of(new Price("fixed_win", win))));
    }

    Story scratched(int number, Instant when) {
      return with(number, r -> new Runner(r.number(), r.name(), r.barrier(), r.jockey(), r.trainer(), r.weight(), true, true,
          Optional.of(when), r.prices()));
    }

    private Story with(int number, UnaryOperator<Runner> change) {
      return runners(runners.stream().map(r -> r.number() == number ? change.apply(r) : r).toList());
    }

    Story runners(List<Runner> others) {
      return new Story(raceId, start, status, off, others, placings, dividends, at, protest);
    }

    /** In the order in which they came in. */
    Story placed(int... numbers) {
      var placings = new ArrayList<Placing>();
      for (int n = 0; n < numbers.length; n++) placings.add(new Placing(n + 1, numbers[n], "", ""));
      return new Story(raceId, start, status, off, runners, placings, dividends, at, protest);
    }

    Story placings(List<Placing> others) {
      return new Story(raceId, start, status, off, runners, others, dividends, at, protest);
    }

    Story paid(Dividend... paid) {
      return new Story(raceId, start, status, off, runners, placings, List.of(paid), at, protest);
    }

    Story at(Instant when) {
      return new Story(raceId, start, status, off, runners, placings, dividends, Optional.of(when), protest);
    }

    Story protest(String why) {
      return new Story(raceId, start, status, off, runners, placings, dividends, at, Optional.of(why));
    }

    Sighting full() {
      return new Sighting(raceId, Optional.of(start), off, status, word(), Optional.of("Good 4"), Optional.of("fine"),
          Optional.of(protest.isPresent()), protest, Optional.of(runners), Optional.of(placings), Optional.of(dividends), at);
    }

    /** As a row of a meeting tells it. */
    Sighting brief() {
      return new Sighting(raceId, Optional.of(start), Optional.empty(), status, word(), Optional.of("Good 4"), Optional.of("fine"),
          Optional.of(protest.isPresent()), protest, Optional.empty(), Optional.empty(), Optional.empty(), at);
    }

    private String word() {
      return status.name().charAt(0) + status.name().substring(1).toLowerCase(Locale.ROOT);
    }
  }
}
