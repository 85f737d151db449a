package dev.paddock.notify.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * When a user is not to be disturbed: from {@code from} to before {@code until} by his clock, over midnight where {@code until} is the
 * earlier one. The clock on his wall decides: the night in which it goes back is an hour longer, and what ends within the hour that is
 * left out in spring ends when it is left out.
 */
public record QuietHours(LocalTime from, LocalTime until) {
  public QuietHours {
    if (from.equals(until)) throw new IllegalArgumentException("quiet hours from " + from + " to " + until + " are none, or all");
  }

  /** The first instant from {@code now} on at which he may be disturbed. */
  public Instant free(Instant now, ZoneId zone) {
    var local = now.atZone(zone);
    if (!isQuiet(local.toLocalTime())) return now;
    return Stream.of(local.toLocalDate(), local.toLocalDate().plusDays(1)).flatMap(date -> ends(date, zone))
        .filter(end -> end.isAfter(now)).min(Comparator.naturalOrder()).orElseThrow();
  }

  private boolean isQuiet(LocalTime at) {
    boolean begun = !at.isBefore(from);
    boolean over = !at.isBefore(until);
    return from.isBefore(until) ? begun && !over : begun || !over;
  }

  /** Once; twice on the day on which the clock shows that time twice; at the leap on the day on which it does not show it. */
  private Stream<Instant> ends(LocalDate date, ZoneId zone) {
    var end = LocalDateTime.of(date, until);
    var offsets = zone.getRules().getValidOffsets(end);
    return offsets.isEmpty() ? Stream.of(zone.getRules().getTransition(end).getInstant()) : offsets.stream().map(end::toInstant);
  }
}
