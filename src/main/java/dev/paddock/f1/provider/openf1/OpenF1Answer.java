package dev.paddock.f1.provider.openf1;

import java.util.List;

/** What OpenF1 answered to a question for a list. */
public sealed interface OpenF1Answer<T> {
  /** @param notes what was odd, such as rows left out, for people */
  record Rows<T>(T rows, List<String> notes) implements OpenF1Answer<T> {
    public Rows {
      notes = List.copyOf(notes);
    }
  }

  /** It knows of none: {@code []}, or that no results were found. */
  record Nothing<T>() implements OpenF1Answer<T> {}

  /** While any session runs it answers to subscribers only, history too: ask again half an hour after its end. */
  record Restricted<T>(String why) implements OpenF1Answer<T> {}

  /** It is no list: cut off, an error, a bare NaN. */
  record Malformed<T>(String why) implements OpenF1Answer<T> {}
}
