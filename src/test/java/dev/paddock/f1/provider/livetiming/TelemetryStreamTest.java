package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import dev.paddock.f1.rules.telemetry.TimeBase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two zipped topics, line by line. */
class TelemetryStreamTest {
  static final String TWO_ENTRIES = """
      00:00:10.100{"Entries":[\
      {"Utc":"2024-05-19T14:31:01.4524245Z","Cars":{"1":{"Channels":{"0":6553,"2":91,"3":3,"4":5,"5":0,"45":8}},\
      "23":{"Channels":{"0":0,"2":0,"3":0,"4":104,"5":104,"45":0}}}},\
      {"Utc":"2024-05-19T14:31:01.7723771Z","Cars":{"1":{"Channels":{"0":6619,"2":92,"3":3,"4":6,"5":100,"45":12}}}}]}""";

  @Test void several_entries_are_on_a_line() throws IOException {
    var raw = cars(ZippedStream.of(TWO_ENTRIES));
    assertThat(raw.cars()).containsExactly(1, 23);
    var one = samples(raw, 1);
    assertThat(one.at()).containsExactly(9_780, 10_100);
    assertThat(one.values()).isDeepEqualTo(new int[][] {{6553, 6619}, {91, 92}, {3, 3}, {5, 6}, {0, 100}, {8, 12}});
    assertThat(samples(raw, 23).values()).isDeepEqualTo(new int[][] {{0}, {0}, {0}, {104}, {104}, {0}});
    assertThat(raw.undecoded()).isZero();
  }

  @Test void since_2026_there_is_no_drs() throws IOException {
    var raw = cars(ZippedStream.of(TWO_ENTRIES.replaceAll(",\"45\":\\d+", "")));
    assertThat(samples(raw, 1).values()[Samples.DRS]).containsExactly(Samples.ABSENT, Samples.ABSENT);
  }

  @ParameterizedTest(name = "status {0} is {1}") @CsvSource({"'\"OnTrack\"', 0", "'\"OffTrack\"', 1", "0, 0", "1, 1", "null, -2147483648"})
  void status_is_a_word_or_in_old_files_a_number(String status, int code) throws IOException {
    var raw = positions(ZippedStream.of("00:01:00.000{\"Position\":[{\"Timestamp\":\"2018-03-25T05:00:59Z\",\"Entries\":{\"44\":"
        + "{\"Status\":" + status + ",\"X\":-1145,\"Y\":-4818,\"Z\":1060}}}]}"));
    assertThat(samples(raw, 44).values()).isDeepEqualTo(new int[][] {{code}, {-1145}, {-4818}, {1060}});
  }

  @Test void entries_come_in_any_order_and_twice() throws IOException {
    var raw = positions(ZippedStream.of(at(11_000, 10), at(10_000, 20), at(11_000, 30), at(9_000, 40)));
    var samples = samples(raw, 44);
    assertThat(samples.at()).containsExactly(9_000, 10_000, 11_000);
    assertThat(samples.values()[Samples.X]).as("of two at the same time the later one").containsExactly(40, 20, 30);
  }

  @ParameterizedTest(name = "{0}") @ValueSource(strings = {
      "00:00:11.000", // nothing
      "00:00:11.000\"\"",
      "00:00:11.000\"7Za9CsIwEIDf5e\"", // cut off
      "00:00:11.000\"7Za9CsIwEIDf5e", // in the middle of the string
      "00:00:11.000\"bm90IGRlZmxhdGVk\"", // "not deflated"
      "00:00:11.000\"§§§§\"",
      "00:00:11.000{\"Entries\":[]}", // not packed
      "nonsense",
      "00:00:11.000\"\0\0\0zzzz", // UTF-32, one might think
  })
  void what_cannot_be_decoded_is_counted_and_left_out(String broken) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var stream = new ZippedStream(bytes);
    stream.line(9_000, TWO_ENTRIES.substring(12));
    stream.raw(broken);
    stream.line(11_000, TWO_ENTRIES.substring(12).replace("14:31", "14:32"));
    var raw = cars(bytes.toByteArray());
    assertThat(raw.undecoded()).isOne();
    assertThat(samples(raw, 1).size()).isEqualTo(4);
  }

  @ParameterizedTest(name = "{0}") @ValueSource(strings = {
      "", "[]", "17", "{\"Entries\":[{\"Utc\":\"2024-05-19T14:31:02Z\",\"Cars\":{\"1\":{\"Channels\":{\"0\":1}}}},{\"Ut",
      "{\"Entries\":[{\"Utc\":\"2024-05-19T14:31:02Z\",\"Cars\":{\"1\":{\"Channels\":{\"0\":99999999999}}}}]}",
      "{\"Entries\":[{\"Utc\":\"soon\",\"Cars\":{\"1\":{\"Channels\":{\"0\":1}}}}]}", "{\"Entries\":[[]]}"})
  void a_line_counts_whole_or_not_at_all(String json) throws IOException {
    var raw = cars(ZippedStream.of(TWO_ENTRIES, "00:00:12.000" + json));
    assertThat(raw.undecoded()).isOne();
    assertThat(samples(raw, 1).size()).isEqualTo(2);
  }

  @Test void what_is_odd_but_readable_is_read_without_it() throws IOException {
    var raw = cars(ZippedStream.of("00:00:12.000{\"More\":{\"a\":[1]},\"Entries\":["
        + "{\"Utc\":\"2024-05-19T14:31:02Z\",\"Cars\":{\"x\":{},\"123456789012\":{},\"2\":null,\"1\":{\"New\":{},\"Channels\":"
        + "{\"0\":null,\"2\":\"91\",\"3\":3.0,\"4\":[],\"5\":{\"a\":1},\"6\":7}}}},"
        + "{\"Cars\":{\"1\":{\"Channels\":{\"0\":1}}}}]}"));
    assertThat(raw.undecoded()).isZero();
    assertThat(raw.cars()).containsExactly(1);
    assertThat(samples(raw, 1).values()).as("an entry without a date is none")
        .isDeepEqualTo(new int[][] {{Samples.ABSENT}, {Samples.ABSENT}, {3}, {Samples.ABSENT}, {Samples.ABSENT}, {Samples.ABSENT}});
  }

  @Test void a_bomb_is_a_line_that_cannot_be_decoded() throws IOException {
    var raw = cars(ZippedStream.of(TWO_ENTRIES, "00:00:12.000{\"Entries\":[" + " ".repeat(Inflated.LARGEST) + "]}"));
    assertThat(raw.undecoded()).isOne();
    assertThat(raw.size()).isEqualTo(3);
    assertThat(cars(ZippedStream.of("00:00:12.000{\"Entries\":[" + " ".repeat(Inflated.LARGEST / 2) + "]}")).undecoded()).isZero();
  }

  @Test void more_samples_than_any_session_has_are_refused() throws IOException {
    var entry = "{\"Cars\":{\"1\":{},\"2\":{},\"3\":{},\"4\":{},\"5\":{},\"6\":{},\"7\":{},\"8\":{},\"9\":{}}},";
    var line = "00:00:12.000{\"Entries\":[" + entry.repeat(50_000) + "{}]}";
    assertThatThrownBy(() -> cars(ZippedStream.of(line, line, line, line, line, line, line))).isInstanceOf(IOException.class)
        .hasMessage("more than 3000000 samples");
  }

  @Property(tries = 300) void no_bytes_are_worse_than_undecodable(@ForAll byte[] bytes) throws IOException {
    var bytesAfterTime = ("00:00:12.000" + new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(cars(bytesAfterTime).size()).isZero();
    assertThat(positions(ZippedStream.of("00:00:12.000" + new String(bytes, StandardCharsets.UTF_8))).size()).isZero();
  }

  @ParameterizedTest @CsvSource({
      "2024-05-19T14:31:01.4524245Z", "2024-02-29T23:59:59.9999999Z", "2018-03-25T05:00:59Z", "2025-12-31T00:00:00.1Z",
      "1970-01-01T00:00:00Z", "2000-03-01T12:00:00.123456789Z"})
  void an_instant_has_any_number_of_decimals(String text) throws IOException {
    var at = Instant.parse(text);
    assertThat(Utc.ticks(("xx" + text).toCharArray(), 2, text.length())).isEqualTo(at.getEpochSecond() * 10_000_000 + at.getNano() / 100);
  }

  private static String at(int ms, int x) {
    return "00:00:20.000{\"Position\":[{\"Timestamp\":\"" + Instant.parse("2024-05-19T14:00:00Z").plusMillis(ms)
        + "\",\"Entries\":{\"44\":{\"Status\":\"OnTrack\",\"X\":" + x + ",\"Y\":0,\"Z\":0}}},"
        + "{\"Timestamp\":\"2024-05-19T14:00:20Z\",\"Entries\":{}}]}";
  }

  private static RawSamples cars(byte[] file) throws IOException {
    return new CarDataStream().read(new ByteArrayInputStream(file));
  }

  private static RawSamples positions(byte[] file) throws IOException {
    return new PositionStream().read(new ByteArrayInputStream(file));
  }

  private static Samples samples(RawSamples raw, int car) {
    var samples = raw.of(car, TimeBase.of(raw.offsets()).orElseThrow());
    assertThat(samples.channel()).isEqualTo(raw.channel()).isIn((Object[]) Channel.values());
    return samples;
  }
}
