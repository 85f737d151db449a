package dev.paddock.f1;

import dev.paddock.f1.provider.F1SchedulePage;
import dev.paddock.f1.provider.Malformed;
import dev.paddock.f1.provider.livetiming.SeasonIndex;
import dev.paddock.f1.provider.livetiming.SessionInfoStream;
import dev.paddock.f1.rules.gaps.Fixtures;
import dev.paddock.f1.rules.session.SessionInfo;
import dev.paddock.f1.rules.session.SessionPath;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Archived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Reads where in the archive of live timing a session is, and what it says of itself. Names and numbers of weekends differ between the
 * sources, so a session is recognised by what it is and when: weekends are a week apart, and none moves by half of it. Blocking.
 */
final class ArchiveReader {
  private static final Duration CLOSE = Duration.ofDays(3);

  private ArchiveReader() {}

  static Optional<SessionInfo> about(Archived sessionInfo) throws IOException {
    try (var in = ArchivedBytes.open(sessionInfo)) {
      return SessionInfoStream.parse(in).value();
    }
  }

  /** Below {@code static/}, with a slash at its end; empty: the season's index has no path of it. */
  static Optional<String> indexed(Archived index, Fixtures.Session session) throws IOException, Malformed {
    try (var in = ArchivedBytes.open(index)) {
      return SeasonIndex.parse(in).meetings().stream().flatMap(meeting -> meeting.session(session.code()).stream())
          .filter(of -> of.path().isPresent() && isClose(of.startsAt(), session))
          .min(Comparator.comparing(of -> away(of.startsAt(), session))).flatMap(SeasonIndex.Session::path);
    }
  }

  /** Where it must be by the rule that the archive's folders follow; empty: the schedule does not have it. */
  static Optional<String> scheduled(Archived schedule, int year, Fixtures.Session session) throws IOException, Malformed {
    try (var in = ArchivedBytes.open(schedule)) {
      record Found(Duration away, String path) {}
      return F1SchedulePage.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), year).events().stream()
          .flatMap(event -> event.sessions().stream().filter(of -> of.code() == session.code() && isClose(of.startsAt(), session))
              .map(of -> new Found(away(of.startsAt(), session), SessionPath.of(year, event.name(), event.date(), of.date(), of.code()))))
          .min(Comparator.comparing(Found::away)).map(Found::path);
    }
  }

  private static boolean isClose(Instant start, Fixtures.Session session) {
    return away(start, session).compareTo(CLOSE) < 0;
  }

  private static Duration away(Instant start, Fixtures.Session session) {
    return Duration.between(start, session.startsAt()).abs();
  }
}
