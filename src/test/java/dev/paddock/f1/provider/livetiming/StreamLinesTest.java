package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.f1.provider.livetiming.StreamLines.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamLinesTest {
  static final String MARK = "\uFEFF";

  record Line(int at, String json) {}

  @ParameterizedTest(name = "{0}: {4}")
  @CsvSource(delimiter = '|', textBlock = """
      <BOM>00:00:01.500{"a":1}<CR><LF>01:02:03.004{"b":2}<CR><LF> | 1500:{"a":1} 3723004:{"b":2} | 0 | 0 | as they come
      00:00:01.500{"a":1}<LF>01:02:03.004{"b":2}<LF>              | 1500:{"a":1} 3723004:{"b":2} | 0 | 0 | LF alone, no mark
      00:00:01.500{"a":1}<LF><CR><LF><LF>00:00:02.000{}<LF>       | 1500:{"a":1} 2000:{}         | 0 | 0 | empty lines are nothing
      00:00:01.500{"a":1}<LF>00:00:02.000{"b                      | 1500:{"a":1} 2000:{"b        | 0 | 0 | cut off in its JSON
      00:00:01.500{"a":1}<LF>00:00:0                              | 1500:{"a":1}                 | 1 | 0 | cut off in its time
      00:00:01.500<LF>00:00:02.000{}<LF>                          | 2000:{}                      | 1 | 0 | no JSON
      0:00:01.500{}<LF>00:61:00.000{}<LF>xx:00:00.000{}<LF>       |                              | 3 | 0 | no session time
      00:00:02.000{}<LF>00:00:01.999{}<LF>00:00:02.000{}<LF>      | 2000:{} 1999:{} 2000:{}      | 0 | 1 | time goes backwards
      <html>403 Forbidden</html>                                  |                              | 1 | 0 | an error page
                                                                  |                              | 0 | 0 | nothing at all
      """)
  void lines_are_told_from_what_is_none(String bytes, String expected, int skipped, int backwards, String what) throws IOException {
    var written = (bytes == null ? "" : bytes).replace("<BOM>", MARK).replace("<CR>", "\r").replace("<LF>", "\n");
    var lines = new ArrayList<String>();
    var tally = StreamLines.read(in(written), (at, b, from, to) -> lines.add(at + ":" + text(b, from, to)));
    assertThat(String.join(" ", lines)).isEqualTo(expected == null ? "" : expected);
    assertThat(tally).isEqualTo(new Tally(lines.size(), skipped, backwards));
  }

  @Test void a_line_that_is_too_long_is_left_out_and_the_next_one_is_read() throws IOException {
    var fits = "00:00:00.001" + "x".repeat(88);
    var tooLong = "00:00:00.002" + "x".repeat(89);
    var lines = new ArrayList<Integer>();
    var file = (fits + "\r\n" + tooLong + "\r\n" + fits + "\n" + tooLong).getBytes(StandardCharsets.UTF_8);
    for (int largest : new int[] {1, 7, 101, 10_000}) {
      lines.clear();
      var tally = StreamLines.read(new Chunked(file, 1, largest), (at, b, from, to) -> lines.add(at), 100);
      assertThat(lines).containsExactly(1, 1);
      assertThat(tally).isEqualTo(new Tally(2, 2, 0));
    }
  }

  @Test void a_file_without_line_ends_takes_bounded_memory() throws IOException {
    long gigabyte = 1L << 30;
    var endless = new InputStream() {
      long left = gigabyte;

      @Override public int read() {
        return left-- > 0 ? 'x' : -1;
      }

      @Override public int read(byte[] b, int off, int len) {
        assertThat(b.length).isLessThanOrEqualTo(StreamLines.LONGEST + (1 << 16));
        if (left <= 0) return -1;
        int n = (int) Math.min(left, len);
        left -= n;
        return n;
      }
    };
    assertThat(StreamLines.read(endless, (at, b, from, to) -> {})).isEqualTo(new Tally(0, 1, 0));
  }

  @Test void what_the_reader_of_a_line_throws_ends_the_reading() {
    assertThatThrownBy(() -> StreamLines.read(in("00:00:00.001{}\n"), (at, b, from, to) -> {
      throw new IOException("disk full");
    })).isInstanceOf(IOException.class).hasMessage("disk full");
  }

  @Property(tries = 500) void any_bytes_are_read_to_their_end(@ForAll byte[] bytes, @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int chunk) throws IOException {
    check(bytes, seed, chunk);
  }

  /** Rubbish that is close to the real thing gets further than bytes that are merely random. */
  @Property(tries = 1000) void nearly_lines_are_read_to_their_end(@ForAll("nearly") byte[] bytes, @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int chunk) throws IOException {
    check(bytes, seed, chunk);
  }

  @Property(tries = 500) void every_good_line_arrives_once_whatever_stands_between_and_however_it_comes(@ForAll("good") List<Line> lines,
      @ForAll("rubbish") List<byte[]> between, @ForAll long seed, @ForAll @IntRange(min = 1, max = 5000) int chunk) throws IOException {
    var file = new ByteArrayOutputStream();
    for (int i = 0; i < lines.size(); i++) {
      if (!between.isEmpty()) {
        file.writeBytes(between.get(i % between.size()));
        file.write('\n');
      }
      file.writeBytes((stamp(lines.get(i).at()) + lines.get(i).json() + (i % 3 == 0 ? "\n" : "\r\n")).getBytes(StandardCharsets.UTF_8));
    }
    var read = new ArrayList<Line>();
    StreamLines.read(new Chunked(file.toByteArray(), seed, chunk), (at, b, from, to) -> read.add(new Line(at, text(b, from, to))));
    assertThat(read).isEqualTo(lines);
  }

  private static void check(byte[] bytes, long seed, int chunk) throws IOException {
    var whole = new ArrayList<Line>();
    var pieces = new ArrayList<Line>();
    var tally = StreamLines.read(new ByteArrayInputStream(bytes), (at, b, from, to) -> whole.add(new Line(at, text(b, from, to))), 60);
    var same = StreamLines.read(new Chunked(bytes, seed, chunk), (at, b, from, to) -> pieces.add(new Line(at, text(b, from, to))), 60);
    assertThat(pieces).isEqualTo(whole);
    assertThat(same).isEqualTo(tally);
    long ends = new String(bytes, StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n').count();
    assertThat(tally.lines() + tally.skipped()).isLessThanOrEqualTo((int) ends + 1);
    assertThat(tally.lines()).isEqualTo(whole.size());
  }

  @Provide Arbitrary<byte[]> nearly() {
    return Arbitraries.of("00:00:00.001", "99:59:59.999", "{\"a\":1}", "\r\n", "\n", "\r", MARK, "00:00:00.", "{", "\0", "é",
        "x".repeat(70)).list().ofMaxSize(40).map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
  }

  @Provide Arbitrary<List<Line>> good() {
    var json = Arbitraries.strings().ofMinLength(1).ofMaxLength(3000).filter(s -> !s.contains("\n") && !s.endsWith("\r"))
        .map(s -> "\"" + new String(s.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) + "\"");
    return Combinators.combine(Arbitraries.integers().between(0, 99 * 3_600_000), json).as(Line::new).list().ofMaxSize(60);
  }

  @Provide Arbitrary<List<byte[]>> rubbish() {
    var line = Arbitraries.bytes().filter(b -> b != '\n' && b != ':').array(byte[].class).ofMaxSize(300);
    return line.list().ofMaxSize(3);
  }

  static String stamp(int ms) {
    return "%02d:%02d:%02d.%03d".formatted(ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
  }

  private static String text(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.UTF_8);
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
