package dev.paddock.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page, as it is and packed: once and as small as gzip can, not anew for each browser.
 *
 * @param packed empty when that would not be smaller
 * @param tag    names the bytes, for an ETag
 */
record Asset(String mediaType, Buffer plain, Optional<Buffer> packed, String tag) {
  private static final Map<String, String> MEDIA_TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8",
      "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "json", "application/json", "webmanifest", "application/manifest+json");

  /** Whether files named like that are shown at all. */
  static boolean isShown(String file) {
    return MEDIA_TYPES.containsKey(ending(file));
  }

  static Asset of(String file, Buffer bytes) {
    return new Asset(MEDIA_TYPES.get(ending(file)), bytes,
        Optional.of(packed(bytes)).filter(p -> p.length() < bytes.length()), Reply.hash(bytes));
  }

  boolean isDocument() {
    return mediaType.startsWith("text/html");
  }

  private static String ending(String file) {
    return file.substring(file.lastIndexOf('.') + 1);
  }

  private static Buffer packed(Buffer bytes) {
    var out = new ByteArrayOutputStream(bytes.length() / 2 + 32);
    try (var gzip = new Smallest(out)) {
      gzip.write(bytes.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(out.toByteArray());
  }

  private static final class Smallest extends GZIPOutputStream {
    Smallest(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
