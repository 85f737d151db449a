package dev.paddock.app;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.store.CalendarStore;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.store.ResultStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.web.Sessions.Found;
import dev.paddock.f1.web.Sessions.Wanted;
import dev.paddock.f1.web.Sessions.What;
import dev.paddock.f1.web.StoredSessions;
import dev.paddock.sheet.Format;
import dev.paddock.sheet.Sheet;
import io.vertx.sqlclient.SqlClient;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes what a session was made of into a file. Blocks; for the command line. */
public final class Export {
  /** @param wanted of it, where it is told by driver and lap */
  public record Asked(What what, int year, int round, SessionCode session, Wanted wanted) {}

  private Export() {}

  /** The sheet; throws CannotStart, with what to do about it, where there is none. */
  public static Sheet<?> read(Settings settings, Asked asked) {
    try (var node = Node.forCommand(settings)) {
      return read(stored(node.pools().reads()), asked);
    }
  }

  static StoredSessions stored(SqlClient reads) {
    return new StoredSessions(new RaceReads(reads), new SessionReads(reads), new ResultStore(reads), new CalendarStore(reads));
  }

  private static Sheet<?> read(StoredSessions sessions, Asked asked) {
    var session = sessions.session(asked.year(), asked.round(), asked.session()).await().orElseThrow(() -> new CannotStart(
        "there is no " + asked.session().spoken() + " of round " + asked.round() + " in " + asked.year()
            + "; `paddock ingest-schedule --year " + asked.year() + "` loads the calendar"));
    return switch (sessions.sheet(session, asked.what(), asked.wanted()).await()) {
      case Found.Here(var sheet) -> sheet;
      case Found.Missing(var why) -> throw new CannotStart(why);
    };
  }

  /**
   * Writes the whole file or none: what was there is replaced when the new one is complete. What is no file, such as a pipe, is written to.
   *
   * @throws CannotStart if it cannot be written
   */
  public static void write(Sheet<?> sheet, Format format, Path file) {
    if (Files.isDirectory(file)) throw new CannotStart(file + " is a folder");
    var folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) throw new CannotStart(folder + ": no such folder");
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) fill(sheet, format, file);
      else replace(sheet, format, Files.exists(file) ? file.toRealPath() : file.toAbsolutePath());
    } catch (IOException e) {
      throw new CannotStart(file + " cannot be written: " + e.getMessage());
    }
  }

  private static void replace(Sheet<?> sheet, Format format, Path file) throws IOException {
    var unfinished = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      fill(sheet, format, unfinished);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void fill(Sheet<?> sheet, Format format, Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      write(sheet, format, out);
    }
  }

  public static void write(Sheet<?> sheet, Format format, OutputStream out) throws IOException {
    var buffered = new BufferedOutputStream(out);
    format.write(sheet, buffered);
    buffered.flush();
  }
}
