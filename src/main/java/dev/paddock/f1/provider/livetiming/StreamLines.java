package dev.paddock.f1.provider.livetiming;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a {@code .jsonStream}: twelve characters of session time ({@code HH:MM:SS.mmm}), then JSON without a separator, CRLF at
 * their ends (a few files: LF), a byte-order mark before the first. A line that is none is counted and left out. How the stream hands
 * out its bytes makes no difference.
 */
public final class StreamLines {
  /** Longer lines are refused, in bytes without their end: the longest seen have some 100 KB. Memory stays below twice that. */
  public static final int LONGEST = 4 << 20;

  private static final int STAMP = 12;
  private static final int ROOM = 1 << 16;
  private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;

  private final InputStream in;
  private final Sink sink;
  private final int longest;
  private byte[] buffer = new byte[ROOM];
  private int lines;
  private int skipped;
  private int backwards;
  private int before = Integer.MIN_VALUE;

  private StreamLines(InputStream in, Sink sink, int longest) {
    this.in = in;
    this.sink = sink;
    this.longest = longest;
  }

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

  /** Reads to the end. Throws what reading and the sink throw, and nothing else whatever the bytes are. */
  public static Tally read(InputStream in, Sink sink) throws IOException {
    return read(in, sink, LONGEST);
  }

  static Tally read(InputStream in, Sink sink, int longest) throws IOException {
    return new StreamLines(in, sink, longest).read();
  }

  private Tally read() throws IOException {
    int start = 0;    // of the line that has not ended
    int filled = 0;
    boolean tooLong = false;
    while (true) {
      if (buffer.length - filled < ROOM / 2) {
        if (start == 0) buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, longest + ROOM));
        else System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
      }
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) break;
      int scanned = filled;
      filled += read;
      for (int end = lineFeed(scanned, filled); end < filled; end = lineFeed(start, filled)) {
        line(start, end, tooLong);
        tooLong = false;
        start = end + 1;
      }
      if (filled - start > longest + 1) tooLong = true;   // a CR may be its last
      if (tooLong || start == filled) start = filled = 0;
    }
    if (tooLong || filled > start) line(start, filled, tooLong);
    return new Tally(lines, skipped, backwards);
  }

  private void line(int from, int end, boolean tooLong) throws IOException {
    int to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    int start = mark(from, to);
    if (start == to && !tooLong) return;
    int at = tooLong || to - from > longest || to - start <= STAMP ? -1 : sessionMs(buffer, start);
    if (at < 0) {
      skipped++;
      return;
    }
    lines++;
    if (at < before) backwards++;
    before = at;
    sink.line(at, buffer, start + STAMP, to);
  }

  /** Where the next line feed is, or {@code to}. Eight bytes at a time: a byte of {@code x} is zero where there is one. */
  private int lineFeed(int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long x = (long) EIGHT.get(buffer, i) ^ ONES * '\n';
      long zeros = x - ONES & ~x & ONES << 7;
      if (zeros != 0) return i + Long.numberOfTrailingZeros(zeros) / 8;
    }
    while (i < to && buffer[i] != '\n') i++;
    return i;
  }

  private int mark(int from, int to) {
    return to - from >= 3 && buffer[from] == (byte) 0xEF && buffer[from + 1] == (byte) 0xBB && buffer[from + 2] == (byte) 0xBF
        ? from + 3 : from;
  }

  /** Session time in ms, or -1. */
  private static int sessionMs(byte[] b, int at) {
    if (b[at + 2] != ':' || b[at + 5] != ':' || b[at + 8] != '.') return -1;
    int hours = digits(b, at, 2);
    int minutes = digits(b, at + 3, 2);
    int seconds = digits(b, at + 6, 2);
    int millis = digits(b, at + 9, 3);
    return hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 || millis < 0 ? -1
        : ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
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
