package dev.paddock.app;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.schedule.contract.Scheduling;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Tells the story in the terminal: one line for each slot that came to something. */
final class Narrator {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** {@code result:2025-las-vegas-R}, {@code score:2025-las-vegas-R:2}. */
  private static final Pattern SUBJECT = Pattern.compile("[a-z]+:(?<race>\\d{4}-[a-z0-9-]+)-(?<code>Q|S|R)(?::\\d+)?");

  private final PrintWriter out;
  private final UnaryOperator<String> races;
  private final Runnable worthTelling;

  /**
   * @param races        a race's name by its id
   * @param worthTelling called for every line, before it can be read
   */
  Narrator(PrintWriter out, UnaryOperator<String> races, Runnable worthTelling) {
    this.out = out;
    this.races = races;
    this.worthTelling = worthTelling;
  }

  void listen(Bus bus) {
    bus.on(Scheduling.SLOT_ENDED, this::slot);
    bus.on(Fetching.PROVIDER_CHANGED, changed -> {
      var source = changed.status();
      line(source.since().orElse(Instant.EPOCH), source.provider(),
          source.reachable() ? "answers" : "unreachable: " + source.why().orElse("unknown"));
    });
  }

  private void slot(SlotEnded slot) {
    var matched = SUBJECT.matcher(slot.subject());
    if (!matched.matches() && !slot.kind().equals("f1.calendar")) return;
    var about = matched.matches() ? races.apply(matched.group("race")) + ", " + session(matched.group("code")) : "calendar";
    switch (slot.ending()) {
      case Ending.Next(var changed, var note) when slot.kind().equals("f1.result") && note.startsWith("no result") -> {}
      case Ending.Next(var changed, var note) when slot.kind().equals("f1.calendar") && !changed -> {}
      case Ending.Next(var changed, var note) -> line(slot.dueAt(), about, note);
      case Ending.Follow(var cadence, var anchor, var changed, var note) -> line(slot.dueAt(), about, note);
      case Ending.Retry(var note) -> line(slot.dueAt(), about, "failed: " + note);
      case Ending.Defer(var until, var note) -> {}
      case Ending.Stop(var note) -> line(slot.dueAt(), about, note);
    }
  }

  private void line(Instant at, String about, String what) {
    worthTelling.run();
    out.printf("%s  %-38s %s%n", TIME.format(at), about, what);
    out.flush();
  }

  private static String session(String code) {
    return switch (code) {
      case "Q" -> "qualifying";
      case "S" -> "sprint";
      default -> "race";
    };
  }
}
