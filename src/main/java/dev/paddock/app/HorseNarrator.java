package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.horse.contract.Horses;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Tells of a race day in the terminal: what each hour came to, and one line for a meeting that is off or a result that was amended. */
final class HorseNarrator {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final String RACE = """
      select m.id as meeting, m.name || ' (' || m.country || '), ' || m.provider as called, r.number
        from horse_race r join horse_meeting m on m.id = r.meeting_id where r.id = $1::bigint
      """;

  private final PrintWriter out;
  private final SqlClient reads;
  private final Runnable worthTelling;
  private final Set<Long> meetingsOff = new HashSet<>();
  private Instant hour = Instant.MIN;
  private int polls;
  private int finals;

  /** @param worthTelling called for every line, before it can be read */
  HorseNarrator(PrintWriter out, SqlClient reads, Runnable worthTelling) {
    this.out = out;
    this.reads = reads;
    this.worthTelling = worthTelling;
  }

  void listen(Bus bus) {
    bus.on(Scheduling.SLOT_ENDED, this::slot);
    bus.on(Horses.RACE_FINAL, race -> finals++);
  }

  private void slot(SlotEnded slot) {
    if (!slot.kind().startsWith("horse.")) return;
    hour(slot.dueAt().truncatedTo(ChronoUnit.HOURS));
    polls++;
    switch (slot.ending()) {
      case Ending.Stop(var note) when note.endsWith("abandoned") -> off(slot);
      case Ending.Follow(var cadence, var anchor, var changed, var note) when amended(note) -> amended(slot, note);
      case Ending ending -> {}
    }
  }

  /** A protest that was dismissed is no news. */
  private static boolean amended(String note) {
    return note.startsWith("amended") && note.contains("result: ");
  }

  private void hour(Instant now) {
    if (now.equals(hour)) return;
    if (finals > 0) line(now, "horse racing", "%,d polls in the last hour, %d results final".formatted(polls, finals));
    hour = now;
    polls = 0;
    finals = 0;
  }

  private void off(SlotEnded slot) {
    reads.preparedQuery(RACE).execute(Tuple.of(raceId(slot))).onSuccess(rows -> rows.forEach(row -> {
      if (meetingsOff.add(row.getLong("meeting"))) line(slot.dueAt(), row.getString("called"), "meeting abandoned");
    }));
  }

  private void amended(SlotEnded slot, String note) {
    reads.preparedQuery(RACE).execute(Tuple.of(raceId(slot))).onSuccess(rows -> rows.forEach(row ->
        line(slot.dueAt(), row.getString("called") + " R" + row.getInteger("number"), note)));
  }

  private static long raceId(SlotEnded slot) {
    return Long.parseLong(slot.subject().substring("horse:".length()));
  }

  private void line(Instant at, String about, String what) {
    worthTelling.run();
    out.printf("%s  %-38s %s%n", TIME.format(at), about, what.length() > 100 ? what.substring(0, 99) + "…" : what);
    out.flush();
  }
}
