package dev.paddock.f1.provider.livetiming;

import java.util.ArrayList;
import java.util.List;

/**
 * What a topic says.
 *
 * @param undecodable lines that were none
 * @param odd         entries of good lines that were left out
 */
public record Parsed<T>(T value, int undecodable, int odd) {
  /** For people; empty if all of it could be read. */
  public List<String> notes(Topic topic) {
    var notes = new ArrayList<String>();
    if (undecodable > 0) notes.add(topic.feed() + ": " + undecodable + (undecodable == 1 ? " line" : " lines") + " left out");
    if (odd > 0) notes.add(topic.feed() + ": " + odd + (odd == 1 ? " entry" : " entries") + " left out");
    return notes;
  }
}
