package dev.paddock.f1.rules.sources;

import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Calendar.Race;
import dev.paddock.f1.rules.Calendar.Session;
import dev.paddock.f1.rules.SessionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One calendar of what several sources say. The first, the most trusted one, decides which races there are; each session's start is
 * the first that is known of it. Races are the same by id, or else by weekend: there is never more than one in it.
 */
public final class CalendarMerge {
  /** What is compared, and so what a later comparison may take back. */
  public static final Set<String> FIELDS = Set.of("listed", "round", "starts_at");

  /** Two starts that are no farther apart are of the same weekend. */
  public static final Duration WEEKEND = Duration.ofDays(3);

  /** What a source says. */
  public record Said(String source, Calendar calendar) {}

  /** @param contradictions in which the first that said anything was believed */
  public record Merged(Calendar calendar, List<Disagreement> contradictions) {
    public Merged {
      contradictions = List.copyOf(contradictions);
    }
  }

  private final int year;
  private final List<Said> all;
  private final List<Disagreement> contradictions = new ArrayList<>();

  private CalendarMerge(List<Said> all) {
    this.all = all;
    this.year = all.getFirst().calendar().year();
  }

  /** @param all at least one, of one year, the most trusted first */
  public static Merged of(List<Said> all) {
    return new CalendarMerge(all).merge();
  }

  /** Whether two races that have no id in common are the same one under two names. */
  public static boolean sameWeekend(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && other.isPresent() && Duration.between(one.get(), other.get()).abs().compareTo(WEEKEND) <= 0;
  }

  private Merged merge() {
    var first = all.getFirst().calendar();
    var views = new LinkedHashMap<Race, Map<String, Race>>();
    first.races().forEach(race -> views.put(race, new LinkedHashMap<>(Map.of(all.getFirst().source(), race))));
    for (var said : all.subList(1, all.size())) place(said, first.races(), views);
    var races = views.entrySet().stream().map(view -> race(view.getKey(), view.getValue())).toList();
    var drivers = all.stream().map(said -> said.calendar().drivers()).filter(list -> !list.isEmpty()).findFirst().orElse(List.of());
    contradictions.sort(Comparator.comparing(Disagreement::subject).thenComparing(Disagreement::field));
    return new Merged(new Calendar(year, races, drivers), contradictions);
  }

  private void place(Said said, List<Race> races, Map<Race, Map<String, Race>> views) {
    var unplaced = new ArrayList<>(said.calendar().races());
    for (var race : races) {
      take(unplaced, other -> other.id(year).equals(race.id(year))).ifPresent(same -> views.get(race).put(said.source(), same));
    }
    for (var race : races) {
      if (views.get(race).containsKey(said.source())) continue;
      take(unplaced, other -> sameWeekend(race.start(SessionCode.R), other.start(SessionCode.R)))
          .ifPresentOrElse(same -> views.get(race).put(said.source(), same), () -> listed(race, said.source(), false));
    }
    unplaced.forEach(race -> listed(race, said.source(), true));
  }

  private void listed(Race race, String source, boolean yes) {
    var decides = all.getFirst().source();
    var said = Map.of(decides, yes ? "no" : "yes", source, yes ? "yes" : "no");
    contradictions.add(new Disagreement(race.id(year), "", "listed", said, decides));
  }

  private static Optional<Race> take(List<Race> from, Predicate<Race> which) {
    var found = from.stream().filter(which).findFirst();
    found.ifPresent(from::remove);
    return found;
  }

  private Race race(Race race, Map<String, Race> said) {
    var id = race.id(year);
    compare(id, "round", values(said, other -> Optional.of("" + other.round())));
    var codes = new TreeMap<SessionCode, Instant>();
    for (var source : said.keySet()) {
      for (var session : said.get(source).sessions()) {
        if (codes.containsKey(session.code()) || codes.containsKey(twin(session.code()))) continue;
        codes.put(session.code(), session.startsAt());
        compare(id + "-" + session.code(), "starts_at", values(said, other -> other.start(session.code()).map(Instant::toString)));
      }
    }
    var sessions = codes.entrySet().stream().map(e -> new Session(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(Session::startsAt)).toList();
    return new Race(race.round(), race.name(), race.circuitId(), race.circuit(), race.locality(), race.country(), sessions);
  }

  /** The shootout of 2023 and the qualifying of later years are one session under two names. */
  private static SessionCode twin(SessionCode code) {
    return switch (code) {
      case SQ -> SessionCode.SS;
      case SS -> SessionCode.SQ;
      default -> code;
    };
  }

  private static Map<String, String> values(Map<String, Race> said, Function<Race, Optional<String>> value) {
    var values = new LinkedHashMap<String, String>();
    said.forEach((source, race) -> value.apply(race).ifPresent(v -> values.put(source, v)));
    return values;
  }

  private void compare(String subject, String field, Map<String, String> values) {
    if (values.values().stream().distinct().count() > 1) {
      contradictions.add(new Disagreement(subject, "", field, values, values.keySet().iterator().next()));
    }
  }
}
