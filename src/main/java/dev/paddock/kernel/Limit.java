package dev.paddock.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the limits of a provider.
 *
 * <p>As text: {@code 4/PT1S} is four calls in any window of a second, {@code 20/second} twenty in every second of the wall clock;
 * likewise {@code /minute}, {@code /hour} and {@code /day}, which begin anew on the full one, in UTC. {@code weight 400/PT1S} limits
 * the weights of calls instead of their number.
 *
 * @param amount at least 1
 * @param length at least a millisecond
 */
public record Limit(int amount, Unit unit, Window window, Duration length) {
  private static final Pattern TEXT = Pattern.compile("(weight )?(\\d{1,9})/(\\S+)");
  private static final Map<String, Duration> WORDS = Map.of("second", Duration.ofSeconds(1), "minute", Duration.ofMinutes(1),
      "hour", Duration.ofHours(1), "day", Duration.ofDays(1));

  public enum Unit { CALLS, WEIGHT }

  /** Sliding: any stretch of that length. Calendar: from one full second, minute, hour or UTC day to the next. */
  public enum Window { SLIDING, CALENDAR }

  public Limit {
    if (amount < 1 || length.toMillis() < 1) throw new IllegalArgumentException("a limit needs an amount and a window: "
        + amount + " in " + length);
  }

  /** At most so many calls in any window of that length. */
  public Limit(int calls, Duration length) {
    this(calls, Unit.CALLS, Window.SLIDING, length);
  }

  /** @throws IllegalArgumentException if it is none of the known forms */
  public static Limit parse(String text) {
    var m = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) throw new IllegalArgumentException("not a limit: " + text);
    var unit = m.group(1) == null ? Unit.CALLS : Unit.WEIGHT;
    var calendar = WORDS.get(m.group(3));
    try {
      return calendar != null ? new Limit(Integer.parseInt(m.group(2)), unit, Window.CALENDAR, calendar)
          : new Limit(Integer.parseInt(m.group(2)), unit, Window.SLIDING, Duration.parse(m.group(3)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a limit: " + text, e);
    }
  }

  /** Several, with commas between them; blank: none. */
  public static List<Limit> parseAll(String text) {
    return Stream.of(text.split(",")).filter(one -> !one.isBlank()).map(Limit::parse).toList();
  }

  int of(Quota.Ask ask) {
    return unit == Unit.CALLS ? 1 : ask.weight();
  }

  /** What is counted, whatever the amount: a limit that is raised or lowered keeps its history. */
  String measure() {
    return (unit == Unit.WEIGHT ? "weight /" : "/") + (window == Window.SLIDING ? length.toString() : word());
  }

  @Override public String toString() {
    return (unit == Unit.WEIGHT ? "weight " : "") + amount + "/" + (window == Window.SLIDING ? length.toString() : word());
  }

  private String word() {
    return WORDS.entrySet().stream().filter(word -> word.getValue().equals(length)).map(Map.Entry::getKey).findFirst()
        .orElse(length.toString());
  }
}
