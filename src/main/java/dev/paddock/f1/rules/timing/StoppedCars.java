package dev.paddock.f1.rules.timing;

import java.util.List;
import java.util.stream.Stream;

/** Whether a car stopped or retired for good: it was said to, and passed nothing that measures afterwards. */
final class StoppedCars {
  private StoppedCars() {}

  /**
   * Session time at which it was first said, or {@link Draft#NONE}. That it stands no longer means nothing: stopped cars are taken away.
   * What it passed shortly before it stopped may be told shortly after.
   */
  static int stopped(List<Delta> lines) {
    int since = Draft.NONE;
    for (var line : lines) {
      if (since != Draft.NONE && driving(line) && line.at() - since > LapEnds.LATE) since = Draft.NONE;
      if (since == Draft.NONE && (line.is(News.STOPPED, true) || line.is(News.RETIRED, true))) since = line.at();
    }
    return since;
  }

  private static boolean driving(Delta line) {
    return Stream.of(News.LAPS, News.SECTOR_1, News.SECTOR_2, News.SECTOR_3).anyMatch(line::has);
  }
}
