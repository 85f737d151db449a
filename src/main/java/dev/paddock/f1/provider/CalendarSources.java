package dev.paddock.f1.provider;

import dev.paddock.f1.provider.CalendarSource.Published;
import dev.paddock.f1.rules.sources.CalendarMerge;
import dev.paddock.f1.rules.sources.CalendarMerge.Merged;
import dev.paddock.f1.rules.sources.CalendarMerge.Said;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All sources of calendars, each asked, and made one by the order in which they are trusted. */
public final class CalendarSources {
  private final List<CalendarSource> sources;

  /** @param sources the most trusted first */
  public CalendarSources(List<CalendarSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** A source that could not be heard. @param until before which it is not asked, if it said so */
  public record Trouble(String source, Optional<Instant> until, String why) {
    @Override public String toString() {
      return why.startsWith(source) ? why : source + ": " + why;
    }
  }

  /**
   * @param merged   what those said that have the season; empty: none has
   * @param decided  whether the one that decides which races there are is the most trusted of all that may have the season
   * @param troubles those that could not be heard
   */
  public record Gathered(Optional<Merged> merged, boolean decided, List<Trouble> troubles) {
    public Gathered {
      troubles = List.copyOf(troubles);
    }
  }

  public Future<Gathered> gather(int year) {
    return Future.all(sources.stream().map(source -> source.calendar(year)).toList()).map(all -> gathered(all.list()));
  }

  private Gathered gathered(List<Published> answers) {
    var said = new ArrayList<Said>();
    var troubles = new ArrayList<Trouble>();
    boolean decided = true;
    for (int i = 0; i < answers.size(); i++) {
      var source = sources.get(i).name();
      switch (answers.get(i)) {
        case Published.Of(var calendar) -> said.add(new Said(source, calendar.dated()));
        case Published.None() -> {}
        case Published.Later(var until, var why) -> troubles.add(new Trouble(source, Optional.of(until), why));
        case Published.Failed(var why) -> troubles.add(new Trouble(source, Optional.empty(), why));
      }
      if (said.isEmpty() && !troubles.isEmpty()) decided = false;
    }
    said.removeIf(one -> one.calendar().races().isEmpty());
    return new Gathered(said.isEmpty() ? Optional.empty() : Optional.of(CalendarMerge.of(said)), decided, troubles);
  }
}
