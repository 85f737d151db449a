package dev.paddock.f1.rules.sources;

/**
 * What one source says. A source that says nothing of something makes no statement of it.
 *
 * @param source its name: jolpica, livetiming, …
 * @param item   a driver's id
 * @param field  position, gap (ms behind the winner), laps, q1, q2, q3 (ms)
 * @param within how far a number may be from another source's and still mean the same; 0: it is exact
 */
public record Statement(String source, String item, String field, String value, long within) {
  static Statement exact(String source, String item, String field, Object value) {
    return new Statement(source, item, field, value.toString(), 0);
  }

  boolean agrees(Statement other) {
    if (value.equals(other.value)) return true;
    long apart = Math.max(within, other.within);
    return apart > 0 && Math.abs(Long.parseLong(value) - Long.parseLong(other.value)) <= apart;
  }
}
