package dev.paddock.f1.provider.livetiming;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a topic says.
 *
 * @param undecodable lines that were none
 * @param odd         entries of good lines that were left out
 */
public record Parsed<T>(T value, int undecodable, int odd) {
  /** Parses a topic. */
  interface Parser<T> {
    Parsed<List<T>> parse(InputStream in) throws IOException;
  }

  /** What a load's topic lists, which must be there. */
  static <T> Parsed<List<T>> of(SessionLoad load, Topic topic, Parser<T> parser) throws IOException {
    try (var in = load.open(topic)) {
      return parser.parse(in);
    }
  }

  /** What it lists; nothing if it is not there. */
  static <T> Parsed<List<T>> ofAny(SessionLoad load, Topic topic, Parser<T> parser) throws IOException {
    return load.has(topic) ? of(load, topic, parser) : new Parsed<>(List.of(), 0, 0);
  }

  /** For people; empty if all of it could be read. */
  public List<String> notes(Topic topic) {
    var notes = new ArrayList<String>();
    if (undecodable > 0) notes.add(topic.feed() + ": " + undecodable + (undecodable == 1 ? " line" : " lines") + " left out");
    if (odd > 0) notes.add(topic.feed() + ": " + odd + (odd == 1 ? " entry" : " entries") + " left out");
    return notes;
  }
}
