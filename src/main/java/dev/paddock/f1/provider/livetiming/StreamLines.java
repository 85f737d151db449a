package dev.paddock.f1.provider.livetiming;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a {@code .jsonStream}: twelve characters of session time ({@code HH:MM:SS.mmm}), then JSON without a separator, CRLF at
 * their ends, a byte-order mark before the first. A line that is none is counted and left out.
 */
public final class StreamLines {
  /** Longer lines are refused: the longest seen have some 100 KB. */
  public static final int LONGEST = 4 << 20;

  private static final int STAMP = 12;

  private StreamLines() {}

  /** Takes the JSON of one line: bytes {@code from} to {@code to} (exclusive), which are overwritten after it returns. */
  public interface Sink {
    void line(int sessionMs, byte[] bytes, int from, int to) throws IOException;
  }

  /**
   * What was read.
   *
   * @param skipped   lines that were none: no session time, too long; a sink counts those it cannot decode itself
   * @param backwards lines whose session time is earlier than that of the line before
   */
  public record Tally(int lines, int skipped, int backwards) {}

  /** Reads to the end. Throws what reading and the sink throw. */
  public static Tally read(InputStream in, Sink sink) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int filled = 0;
    int lines = 0;
    int skipped = 0;
    int backwards = 0;
    int before = Integer.MIN_VALUE;
    boolean tooLong = false;
    boolean end = false;
    while (!end) {
      int read = in.read(buffer, filled, buffer.length - filled);
      end = read < 0;
      if (end && filled > 0 && buffer[filled - 1] != '\n') buffer[filled++] = '\n';
      else if (!end) filled += read;
      int from = 0;
      for (int i = Math.max(0, end ? 0 : filled - Math.max(read, 0)); i < filled; i++) {
        if (buffer[i] != '\n') continue;
        int to = i > from && buffer[i - 1] == '\r' ? i - 1 : i;
        int start = mark(buffer, from, to);
        int at = tooLong || to - start <= STAMP ? -1 : sessionMs(buffer, start);
        if (at < 0) skipped += to > start || tooLong ? 1 : 0;
        else {
          lines++;
          if (at < before) backwards++;
          before = at;
          sink.line(at, buffer, start + STAMP, to);
        }
        tooLong = false;
        from = i + 1;
      }
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      filled -= from;
      if (filled >= buffer.length - 1) {
        if (buffer.length < LONGEST) buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
        else {
          tooLong = true;
          filled = 0;
        }
      }
    }
    return new Tally(lines, skipped, backwards);
  }

  private static int mark(byte[] b, int from, int to) {
    return to - from >= 3 && b[from] == (byte) 0xEF && b[from + 1] == (byte) 0xBB && b[from + 2] == (byte) 0xBF ? from + 3 : from;
  }

  /** Session time in ms, or -1. */
  private static int sessionMs(byte[] b, int at) {
    if (b[at + 2] != ':' || b[at + 5] != ':' || b[at + 8] != '.') return -1;
    int hours = digits(b, at, 2);
    int minutes = digits(b, at + 3, 2);
    int seconds = digits(b, at + 6, 2);
    int millis = digits(b, at + 9, 3);
    return hours < 0 || minutes < 0 || seconds < 0 || millis < 0 ? -1 : ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
  }

  private static int digits(byte[] b, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      if (b[i] < '0' || b[i] > '9') return -1;
      value = value * 10 + b[i] - '0';
    }
    return value;
  }
}
