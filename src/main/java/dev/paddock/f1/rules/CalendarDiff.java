package dev.paddock.f1.rules;

import dev.paddock.f1.rules.Edits.Placed;
import dev.paddock.f1.rules.sources.CalendarMerge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a calendar changes of the one that is stored, race by race. */
public final class CalendarDiff {
  private CalendarDiff() {}

  /** A race as it is stored. */
  public record Known(String raceId, int round, String name, String circuitId, String country, boolean cancelled,
      Map<SessionCode, Instant> sessions) {
    public Known {
      sessions = Map.copyOf(sessions);
    }
  }

  /** GONE: a session that had not begun is not listed any more. */
  public enum Kind { NEW, RENUMBERED, RENAMED, MOVED, CANCELLED, BACK, GONE }

  /** @param subject a race or a session; @param from and {@code to}: a round, a name, a start; empty where there is none */
  public record Change(Kind kind, String subject, String from, String to) {}

  /**
   * The ids under which the races of a calendar are stored, by the id of their present name: a race that is called differently now
   * is still the same one, if it is in the same weekend at the same place as one that is not listed any more.
   */
  public static Map<String, String> ids(Calendar calendar, List<Known> before) {
    var listed = calendar.races().stream().map(race -> race.id(calendar.year())).collect(Collectors.toSet());
    var orphans = new ArrayList<>(before.stream().filter(known -> !listed.contains(known.raceId())).toList());
    var known = before.stream().map(Known::raceId).collect(Collectors.toSet());
    var ids = new HashMap<String, String>();
    for (var race : calendar.races()) {
      var id = race.id(calendar.year());
      var old = known.contains(id) ? Optional.<Known>empty() : orphans.stream().filter(orphan -> same(orphan, race)).findFirst();
      old.ifPresent(orphans::remove);
      ids.put(id, old.map(Known::raceId).orElse(id));
    }
    return ids;
  }

  private static boolean same(Known known, Calendar.Race race) {
    return CalendarMerge.sameWeekend(Optional.ofNullable(known.sessions().get(SessionCode.R)), race.start(SessionCode.R))
        && (known.circuitId().equals(race.circuitId()) || known.country().equals(race.country()));
  }

  /** In the order of the calendar, then what is not in it any more. */
  public static List<Change> between(List<Known> before, List<Placed> after) {
    var stored = before.stream().collect(Collectors.toMap(Known::raceId, Function.identity()));
    var changes = new ArrayList<Change>();
    for (var placed : after) {
      var known = stored.remove(placed.raceId());
      if (known == null) changes.add(new Change(Kind.NEW, placed.raceId(), "", placed.race().name()));
      else changed(known, placed.race(), changes);
    }
    new TreeMap<>(stored).values().stream().filter(known -> !known.cancelled())
        .forEach(known -> changes.add(new Change(Kind.CANCELLED, known.raceId(), known.name(), "")));
    return List.copyOf(changes);
  }

  private static void changed(Known known, Calendar.Race race, List<Change> changes) {
    if (known.cancelled()) changes.add(new Change(Kind.BACK, known.raceId(), "", race.name()));
    if (known.round() != race.round()) changes.add(new Change(Kind.RENUMBERED, known.raceId(), "" + known.round(), "" + race.round()));
    if (!known.name().equals(race.name())) changes.add(new Change(Kind.RENAMED, known.raceId(), known.name(), race.name()));
    for (var session : race.sessions()) {
      var subject = known.raceId() + "-" + session.code();
      var start = known.sessions().get(session.code());
      if (start == null) changes.add(new Change(Kind.NEW, subject, "", session.startsAt().toString()));
      else if (!start.equals(session.startsAt())) {
        changes.add(new Change(Kind.MOVED, subject, start.toString(), session.startsAt().toString()));
      }
    }
  }
}
