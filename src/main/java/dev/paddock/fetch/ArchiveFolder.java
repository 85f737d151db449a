package dev.paddock.fetch;

import dev.paddock.kernel.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where a resource's versions are: a folder for each part of its path, the query behind an {@code @}. Different resources have
 * different folders, and none is outside: whatever is no letter, digit or one of {@code . _ - =} is written {@code %XX}, and so is a
 * dot at the beginning, which is for our own files.
 */
final class ArchiveFolder {
  /** File systems know names of up to 255 bytes. */
  private static final int LONGEST = 200;
  private static final int KEPT = 120;

  private ArchiveFolder() {}

  static Path of(Path root, String resource) {
    int query = resource.indexOf('?');
    var parts = (query < 0 ? resource : resource.substring(0, query)).substring(resource.startsWith("/") ? 1 : 0).split("/", -1);
    if (query >= 0) parts[parts.length - 1] += resource.substring(query);
    var folder = root;
    for (var part : parts) folder = folder.resolve(name(part));
    return folder;
  }

  private static String name(String part) {
    var name = new StringBuilder();
    boolean asked = false;
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (b & 0xff);
      if (c == '?' && !asked) {
        name.append('@');
        asked = true;
      } else if (isPlain(c) && !(c == '.' && name.isEmpty()) || c == '&' && asked) name.append(c);
      else name.append("%%%02X".formatted((int) c));
    }
    if (name.isEmpty()) return "%";
    return name.length() <= LONGEST ? name.toString() : name.substring(0, KEPT) + "~" + Fingerprint.of(part);
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-=".indexOf(c) >= 0;
  }
}
