package dev.paddock.f1;

import dev.paddock.f1.provider.F1Schedule;
import dev.paddock.f1.provider.Jolpica;
import dev.paddock.f1.provider.multiviewer.MultiViewer;
import dev.paddock.f1.rules.gaps.Fixtures;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.rules.gaps.Piece;
import dev.paddock.f1.store.FeedStore.Feed;
import dev.paddock.f1.store.SourceVersions.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of a season was brought before and is in the archive.
 *
 * @param anew all of it is asked for again
 */
record ArchiveShelf(int year, Map<String, Feed> feeds, Map<String, Integer> circuits, Set<Resource> brought, Map<String, Integer> rounds,
    boolean anew) implements GapPlanner.Shelf {
  ArchiveShelf(int year, Map<String, Feed> feeds, Map<String, Integer> circuits, Set<Resource> brought, Fixtures fixtures, boolean anew) {
    this(year, feeds, circuits, brought, rounds(fixtures), anew);
  }

  private static Map<String, Integer> rounds(Fixtures fixtures) {
    var rounds = new HashMap<String, Integer>();
    fixtures.races().forEach(race -> race.sessions().forEach(session -> rounds.put(session.sessionId(), race.round())));
    return rounds;
  }

  @Override public boolean has(String subject, Piece piece) {
    if (anew) return false;
    // the schedule is asked only where there is no index
    if (piece.provider().equals(F1Schedule.NAME) && brought.contains(new Resource(Locating.ARCHIVE, Locating.index(year)))) return true;
    return resource(subject, piece).filter(brought::contains).isPresent();
  }

  @Override public boolean knows(String sessionId) {
    return feeds.containsKey(sessionId);
  }

  private Optional<Resource> resource(String subject, Piece piece) {
    return switch (piece.provider()) {
      case Jolpica.NAME -> Optional.ofNullable(rounds.get(subject))
          .map(round -> new Resource(Jolpica.NAME, "/ergast/f1/" + year + "/" + round + "/" + piece.name() + ".json"));
      case CircuitImport.SOURCE -> Optional.ofNullable(circuits.get(subject))
          .map(key -> new Resource(CircuitImport.SOURCE, MultiViewer.resource(key, year)));
      case SecondSource.NAME -> Optional.empty();
      case F1Schedule.NAME -> Optional.of(new Resource(F1Schedule.NAME, F1Schedule.resource(year)));
      default -> subject.equals(String.valueOf(year)) ? Optional.of(new Resource(Locating.ARCHIVE, Locating.index(year)))
          : Optional.ofNullable(feeds.get(subject))
              .map(feed -> new Resource(feed.provider(), SessionFiles.resource(feed.path(), piece.name())));
    };
  }
}
