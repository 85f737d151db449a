package dev.paddock.f1;

import dev.paddock.f1.rules.gaps.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads where in the archive of live timing a session is, and what it says of itself. Blocking. */
public interface ArchiveReader {
  /** What a session says of itself. */
  record About(Optional<Integer> sessionKey, Optional<Integer> circuitKey, Optional<String> archiveStatus) {}

  About about(InputStream sessionInfo) throws IOException;

  /** Below {@code static/}, with a slash at its end; empty: the season's index has no path of it. */
  Optional<String> indexed(InputStream index, Fixtures.Race race, Fixtures.Session session) throws IOException;

  /** Where it must be by the rule that the archive's folders follow. */
  Optional<String> scheduled(int year, Fixtures.Race race, Fixtures.Session session);
}
