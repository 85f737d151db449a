package dev.paddock.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.paddock.schedule.rules.Slots;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A crontab entry (minute, hour, day of the month, month, day of the week) in a zone; no slot before the anchor.
 *
 * <p>On the nights when clocks change, an entry at fixed hours runs once for each of its local times: at the first instant after the
 * gap when the time does not exist, and the first time when it exists twice. An entry whose hour is {@code *} or a step counts the time
 * that passes since local midnight, whatever the clocks show: nothing is missed and nothing done twice.
 */
public final class Cron implements Slots {
  private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final Pattern INTERVAL = Pattern.compile("\\*(/\\d+)?");
  /** A day in the year 2000, from which every date that exists comes again within a few years. */
  private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);
  private static final Duration DAY = Duration.ofDays(1);

  private final String entry;
  private final ZoneId zone;
  private final ExecutionTime days;
  private final List<LocalTime> times;
  private final boolean interval;

  /** @throws IllegalArgumentException when {@code entry} is no crontab entry, or one that never comes */
  public Cron(String entry, ZoneId zone) {
    var fields = entry.strip().split("\\s+");
    if (fields.length != 5) throw new IllegalArgumentException("a crontab entry has five fields, not " + fields.length);
    this.entry = String.join(" ", fields);
    this.zone = zone;
    this.interval = INTERVAL.matcher(fields[1]).matches();
    this.times = times(parsed(fields[0] + " " + fields[1] + " * * *"));
    this.days = parsed("0 0 " + fields[2] + " " + fields[3] + " " + fields[4]);
    if (dayFrom(SOME_DAY).isEmpty()) throw new IllegalArgumentException("a day that never comes");
  }

  @Override public Optional<Instant> after(Instant anchor, Instant t) {
    var last = anchor.isAfter(t) ? anchor.minusNanos(1) : t;
    // a day's slots may lie a little outside of what the clocks call that day: where they change at midnight
    return Stream.iterate(dayFrom(dayOf(last).minusDays(1)), Optional::isPresent, day -> dayFrom(day.get().plusDays(1)))
        .flatMap(day -> on(day.get())).filter(slot -> slot.isAfter(last)).findFirst();
  }

  @Override public Optional<Instant> atOrBefore(Instant anchor, Instant t) {
    return Stream.iterate(dayTo(dayOf(t).plusDays(1)), Optional::isPresent, day -> dayTo(day.get().minusDays(1)))
        .map(day -> on(day.get()).filter(slot -> !slot.isAfter(t)).max(Instant::compareTo))
        .flatMap(Optional::stream).findFirst().filter(slot -> !slot.isBefore(anchor));
  }

  /** As it was written: whoever runs a service reads crontab. */
  @Override public List<String> words() {
    return List.of(entry + " " + zone);
  }

  @Override public String words(Instant anchor, Instant slot) {
    return words().getFirst();
  }

  private Stream<Instant> on(LocalDate day) {
    return interval ? elapsed(day) : times.stream().map(time -> first(day, time));
  }

  /** From midnight on, {@code times} as time that has passed; a day of 25 hours begins again with them for its last. */
  private Stream<Instant> elapsed(LocalDate day) {
    var midnight = day.atStartOfDay(zone).toInstant();
    var next = day.plusDays(1).atStartOfDay(zone).toInstant();
    return Stream.of(midnight, midnight.plus(DAY)).flatMap(from -> times.stream().map(time -> from.plusNanos(time.toNanoOfDay())))
        .takeWhile(slot -> slot.isBefore(next));
  }

  private Instant first(LocalDate day, LocalTime time) {
    var local = day.atTime(time);
    var gap = zone.getRules().getTransition(local);
    return gap != null && gap.isGap() ? gap.getInstant() : ZonedDateTime.ofLocal(local, zone, null).toInstant();
  }

  private LocalDate dayOf(Instant t) {
    return t.atZone(zone).toLocalDate();
  }

  private Optional<LocalDate> dayFrom(LocalDate day) {
    return days.nextExecution(day.atStartOfDay(ZoneOffset.UTC).minusSeconds(1)).map(ZonedDateTime::toLocalDate);
  }

  private Optional<LocalDate> dayTo(LocalDate day) {
    return days.lastExecution(day.atStartOfDay(ZoneOffset.UTC).plusSeconds(1)).map(ZonedDateTime::toLocalDate);
  }

  private static List<LocalTime> times(ExecutionTime daily) {
    var midnight = SOME_DAY.atStartOfDay(ZoneOffset.UTC);
    return Stream.iterate(daily.nextExecution(midnight.minusSeconds(1)).orElseThrow(), time -> time.isBefore(midnight.plusDays(1)),
        time -> daily.nextExecution(time).orElseThrow()).map(ZonedDateTime::toLocalTime).toList();
  }

  private static ExecutionTime parsed(String entry) {
    return ExecutionTime.forCron(PARSER.parse(entry).validate());
  }
}
