package dev.paddock.f1;

import dev.paddock.f1.provider.F1Schedule;
import dev.paddock.f1.provider.Jolpica;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.gaps.Piece;
import dev.paddock.f1.rules.gaps.Recipes;
import dev.paddock.f1.rules.session.DataKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a session's data is made of: the topics that the extractors read, and a race's first lap, which no topic has. */
final class SessionRecipes implements Recipes {
  static final String FIRST_LAP = "laps/1";
  static final String CIRCUIT = "circuit";

  private static final Set<DataKind> OF_FIRST_LAP = EnumSet.of(DataKind.LAPS, DataKind.RESULTS);

  private final Map<DataKind, Extractor> extractors = new EnumMap<>(DataKind.class);
  private final boolean circuits;
  private final boolean second;

  /** @param circuits whether these are looked for; @param second whether OpenF1 is asked for what live timing does not have */
  SessionRecipes(List<Extractor> extractors, boolean circuits, boolean second) {
    extractors.forEach(extractor -> this.extractors.put(extractor.kind(), extractor));
    this.circuits = circuits;
    this.second = second;
  }

  Extractor of(DataKind kind) {
    return extractors.get(kind);
  }

  /** Needed and useful ones, in the order in which they are asked for. */
  Set<Topic> topics(Set<DataKind> kinds) {
    var topics = EnumSet.noneOf(Topic.class);
    for (var kind : kinds) {
      topics.addAll(extractors.get(kind).needs());
      topics.addAll(extractors.get(kind).uses());
    }
    topics.remove(Topic.SESSION_INFO);
    return topics;
  }

  static boolean needsFirstLap(SessionCode code, Set<DataKind> kinds) {
    return code == SessionCode.R && !Collections.disjoint(kinds, OF_FIRST_LAP);
  }

  @Override public Set<DataKind> kinds() {
    var kinds = EnumSet.noneOf(DataKind.class);
    for (var kind : DataKind.values()) if (kind.ofCircuit() ? circuits : extractors.containsKey(kind)) kinds.add(kind);
    return kinds;
  }

  @Override public Set<Piece> pieces(int year, SessionCode code, Set<DataKind> kinds) {
    if (code == null) return Set.of(new Piece(CircuitImport.SOURCE, CIRCUIT));
    var pieces = new LinkedHashSet<Piece>();
    pieces.add(new Piece(Locating.ARCHIVE, Topic.SESSION_INFO.file()));
    topics(kinds).forEach(topic -> pieces.add(new Piece(Locating.ARCHIVE, topic.file())));
    if (needsFirstLap(code, kinds)) pieces.add(new Piece(Jolpica.NAME, FIRST_LAP));
    if (second) SecondSource.offers(year, kinds).forEach(kind -> pieces.add(new Piece(SecondSource.NAME, kind.name())));
    return pieces;
  }

  @Override public Set<Piece> index() {
    return Set.of(new Piece(Locating.ARCHIVE, Locating.INDEX), new Piece(F1Schedule.NAME, "schedule"));
  }

  @Override public Set<Piece> calendar() {
    return Set.of(new Piece(Jolpica.NAME, "races"), new Piece(Jolpica.NAME, "drivers"), new Piece(F1Schedule.NAME, "schedule"));
  }
}
