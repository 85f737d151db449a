package dev.paddock.f1.provider.livetiming;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.Deflater;

/** Writes a {@code .z.jsonStream} as the archive has them: byte-order mark, session time, base64 of raw deflate, CRLF. */
public final class ZippedStream {
  private final OutputStream out;
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final byte[] packed = new byte[1 << 20];
  private long plainBytes;

  public ZippedStream(OutputStream out) throws IOException {
    this.out = out;
    out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
  }

  /** A file of some lines, each "HH:MM:SS.mmm" and JSON to be packed. */
  public static byte[] of(String... lines) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var stream = new ZippedStream(bytes);
    for (var line : lines) stream.raw(line.substring(0, 12) + '"' + stream.pack(line.substring(12)) + '"');
    return bytes.toByteArray();
  }

  public void line(int sessionMs, String json) throws IOException {
    raw("%02d:%02d:%02d.%03d\"%s\"".formatted(sessionMs / 3_600_000, sessionMs / 60_000 % 60, sessionMs / 1000 % 60, sessionMs % 1000,
        pack(json)));
  }

  /** A line as it is. */
  public void raw(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** What was packed so far, before it was. */
  public long plainBytes() {
    return plainBytes;
  }

  public String pack(String json) {
    var plain = json.getBytes(StandardCharsets.UTF_8);
    plainBytes += plain.length;
    deflater.reset();
    deflater.setInput(plain);
    deflater.finish();
    return new String(Base64.getEncoder().encode(Arrays.copyOf(packed, deflater.deflate(packed))), StandardCharsets.US_ASCII);
  }

  /** @param cars rpm, speed, gear, throttle, brake and, if it is there, DRS, by racing number */
  public static String carEntry(Instant utc, Map<Integer, int[]> cars) {
    return "{\"Utc\":\"" + utc + "\",\"Cars\":{" + new TreeMap<>(cars).entrySet().stream().map(car -> {
      var v = car.getValue();
      return "\"" + car.getKey() + "\":{\"Channels\":{\"0\":" + v[0] + ",\"2\":" + v[1] + ",\"3\":" + v[2] + ",\"4\":" + v[3]
          + ",\"5\":" + v[4] + (v.length > 5 ? ",\"45\":" + v[5] : "") + "}}";
    }).collect(Collectors.joining(",")) + "}}";
  }

  /** @param cars status (0: on the track), x, y and z by racing number */
  public static String positionEntry(Instant utc, Map<Integer, int[]> cars) {
    return "{\"Timestamp\":\"" + utc + "\",\"Entries\":{" + new TreeMap<>(cars).entrySet().stream().map(car -> {
      var v = car.getValue();
      return "\"" + car.getKey() + "\":{\"Status\":\"" + (v[0] == 0 ? "OnTrack" : "OffTrack") + "\",\"X\":" + v[1] + ",\"Y\":" + v[2]
          + ",\"Z\":" + v[3] + "}";
    }).collect(Collectors.joining(",")) + "}}";
  }
}
