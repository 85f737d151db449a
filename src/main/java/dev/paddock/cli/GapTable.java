package dev.paddock.cli;

import dev.paddock.f1.rules.gaps.Coverage;
import dev.paddock.f1.rules.gaps.Gaps;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.web.Races.Season;
import dev.paddock.f1.web.Races.SeasonRace;
import dev.paddock.f1.web.Races.SeasonSession;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A season's data as a table of less than a hundred columns: a line a race for its circuit, a line a session that is over, a column a
 * kind of data. {@code ✓} stored, {@code ·} missing, {@code –} absent; nothing where nobody has looked and nobody need.
 */
final class GapTable {
  private static final Map<DataKind, String> HEADS = new EnumMap<>(Map.ofEntries(
      Map.entry(DataKind.CIRCUIT, "ci"), Map.entry(DataKind.CORNERS, "co"), Map.entry(DataKind.MARSHAL_LIGHTS, "ml"),
      Map.entry(DataKind.MARSHAL_SECTORS, "ms"), Map.entry(DataKind.ENTRANTS, "en"), Map.entry(DataKind.WEATHER, "we"),
      Map.entry(DataKind.RESULTS, "re"), Map.entry(DataKind.LAPS, "la"), Map.entry(DataKind.STINTS, "st"),
      Map.entry(DataKind.PIT_STOPS, "pi"), Map.entry(DataKind.RACE_CONTROL, "rc"), Map.entry(DataKind.TRACK_STATUS, "ts"),
      Map.entry(DataKind.POSITIONS, "po"), Map.entry(DataKind.CAR_DATA, "cd"), Map.entry(DataKind.CAR_POSITION, "cp"),
      Map.entry(DataKind.TEAM_RADIO, "tr")));

  private final Map<String, Map<DataKind, String>> marks = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();

  GapTable(Gaps gaps, List<Coverage> known) {
    for (var row : known) if (row.state() == Coverage.State.STORED) mark(row.subject(), row.kind(), "✓");
    for (var absence : gaps.absent()) mark(absence.subject(), absence.kind(), "–");
    for (var gap : gaps.sessions()) missing(gap.sessionId(), gap.missing(), gap.calls());
    for (var gap : gaps.circuits()) missing(gap.raceId(), gap.missing(), gap.calls());
  }

  static List<String> head() {
    return Stream.concat(Stream.concat(Stream.of("session"), Stream.of(DataKind.values()).map(HEADS::get)), Stream.of("calls")).toList();
  }

  static String legend() {
    return "✓ stored  · missing  – absent\n" + explained(0, 4) + "\n" + explained(4, 11) + "\n" + explained(11, DataKind.values().length);
  }

  private static String explained(int from, int to) {
    return Stream.of(DataKind.values()).skip(from).limit(to - from).map(GapTable::explained).collect(Collectors.joining(", "));
  }

  private static String explained(DataKind kind) {
    return HEADS.get(kind) + " " + kind.spoken();
  }

  /** Those that something is known of, in the order of the calendar. */
  List<List<String>> rows(Season season) {
    var rows = new ArrayList<List<String>>();
    for (var race : season.races()) {
      var sessions = race.sessions().stream().map(SeasonSession::sessionId).filter(marks::containsKey).toList();
      if (sessions.isEmpty() && !marks.containsKey(race.raceId())) continue;
      rows.add(row(race));
      sessions.forEach(id -> rows.add(row(id, "  " + id)));
    }
    return rows;
  }

  private List<String> row(SeasonRace race) {
    return row(race.raceId(), race.raceId());
  }

  private List<String> row(String subject, String shown) {
    var of = marks.getOrDefault(subject, Map.of());
    return Stream.concat(Stream.concat(Stream.of(shown), Stream.of(DataKind.values()).map(kind -> of.getOrDefault(kind, ""))),
        Stream.of(calls.containsKey(subject) ? "" + calls.get(subject) : "")).toList();
  }

  private void missing(String subject, Set<DataKind> kinds, Map<String, Integer> cost) {
    kinds.forEach(kind -> mark(subject, kind, "·"));
    calls.put(subject, cost.values().stream().mapToInt(Integer::intValue).sum());
  }

  private void mark(String subject, DataKind kind, String mark) {
    marks.computeIfAbsent(subject, s -> new EnumMap<>(DataKind.class)).put(kind, mark);
  }
}
