package dev.paddock.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * A body that came, looked at before it is kept: whole, not longer than allowed once it is unpacked, and of the kind that was asked for.
 * Memory stays small however long it is. Blocking.
 */
final class Intake {
  private static final int CHUNK = 1 << 16;
  private static final int SHOWN = 60;
  private static final Pattern JSON = Pattern.compile("\\A\uFEFF?\\s*[{\\[]");
  /** A line that begins with a time, whatever is before it, or no line at all. */
  private static final Pattern STREAM = Pattern.compile("(?m)^\uFEFF?\\d\\d:\\d\\d:\\d\\d\\.\\d{3}|\\A\uFEFF?\\s*\\z");

  private final String resource;
  private final long maxBytes;
  private final MessageDigest digest = sha256();
  private byte[] head = {};
  private byte last = ' ';
  private long bytes;

  private Intake(String resource, long maxBytes) {
    this.resource = resource;
    this.maxBytes = maxBytes;
  }

  /** @param hash SHA-256 of the unpacked bytes, hex; @param bytes unpacked */
  record Seen(String hash, long bytes) {}

  /** What is not to be kept, and why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why, null, false, false);
    }
  }

  /** Looks at a body that came packed, and is kept as it is. */
  static Seen packed(Path body, String resource, long maxBytes) throws IOException, Refused {
    return look(body, true, OutputStream.nullOutputStream(), resource, maxBytes);
  }

  /** Looks at a body that came as it is, and packs it. */
  static Seen plain(Path body, Path into, String resource, long maxBytes) throws IOException, Refused {
    try (var out = new GZIPOutputStream(Files.newOutputStream(into), CHUNK)) {
      return look(body, false, out, resource, maxBytes);
    }
  }

  /** Whether a whole body is of the kind that was asked for. */
  static boolean isWorthKeeping(byte[] body, String resource) {
    var intake = new Intake(resource, Long.MAX_VALUE);
    try {
      if (body.length > 0) intake.take(body, body.length);
      intake.end();
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  private static Seen look(Path body, boolean packed, OutputStream out, String resource, long maxBytes) throws IOException, Refused {
    var intake = new Intake(resource, maxBytes);
    try (var file = Files.newInputStream(body); var in = packed ? unpacking(file) : file) {
      var chunk = new byte[CHUNK];
      for (int n = read(in, chunk); n > 0; n = read(in, chunk)) {
        intake.take(chunk, n);
        out.write(chunk, 0, n);
      }
    }
    return intake.end();
  }

  private static InputStream unpacking(InputStream file) throws IOException, Refused {
    try {
      return new GZIPInputStream(file, CHUNK);
    } catch (EOFException | ZipException e) {
      throw new Refused("the body cannot be unpacked: " + e.getMessage());
    }
  }

  private static int read(InputStream in, byte[] chunk) throws IOException, Refused {
    try {
      return in.readNBytes(chunk, 0, chunk.length);
    } catch (EOFException | ZipException e) {
      throw new Refused("the body is cut off or damaged: " + e.getMessage());
    }
  }

  private void take(byte[] chunk, int n) throws Refused {
    if (bytes == 0) {
      head = Arrays.copyOf(chunk, n);
      begins();
    }
    bytes += n;
    if (bytes > maxBytes) throw new Refused("the body is longer than " + maxBytes + " bytes once it is unpacked");
    digest.update(chunk, 0, n);
    for (int i = n - 1; i >= 0; i--) {
      if (Character.isWhitespace(chunk[i])) continue;
      last = chunk[i];
      break;
    }
  }

  private Seen end() throws Refused {
    if (!isStream()) {
      if (bytes == 0) throw new Refused("the body is empty");
      if (last != '}' && last != ']') throw new Refused("the body is cut off: it ends with neither } nor ]");
    }
    return new Seen(HexFormat.of().formatHex(digest.digest()), bytes);
  }

  /** A stream has lines that begin with a time, and may have none; anything else is a JSON object or array. */
  private void begins() throws Refused {
    var text = new String(head, StandardCharsets.UTF_8);
    var kind = isStream() ? STREAM : JSON;
    if (kind.matcher(text).find()) return;
    throw new Refused("the body is not " + (isStream() ? "a stream" : "JSON") + ": it begins with \"" + beginning(text) + "\"");
  }

  private boolean isStream() {
    return resource.endsWith(".jsonStream");
  }

  private static String beginning(String text) {
    return Optional.of(text.strip().replaceAll("\\s+", " ")).map(t -> t.length() > SHOWN ? t.substring(0, SHOWN) + "…" : t).get();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
