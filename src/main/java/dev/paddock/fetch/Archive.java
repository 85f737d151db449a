package dev.paddock.fetch;

import dev.paddock.kernel.Fingerprint;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** Keeps every different answer of a provider as it was sent, compressed, named by its content. Blocking. */
public final class Archive {
  private final Path root;

  public Archive(Path root) {
    this.root = root;
  }

  /** Keeps a body; one that is already kept costs nothing. The file's time is when it was fetched first. */
  public void keep(String provider, String resource, String body, Instant fetchedAt) throws IOException {
    var folder = root.resolve(provider).resolve(resource.replaceFirst("^/", "").replaceAll("[^A-Za-z0-9._-]", "_"));
    var file = folder.resolve(Fingerprint.of(body).substring(0, 24) + ".gz");
    if (Files.exists(file)) return;
    Files.createDirectories(folder);
    var half = Files.createTempFile(folder, "incoming", ".tmp");
    try (var out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(half)), StandardCharsets.UTF_8)) {
      out.write(body);
    }
    Files.setLastModifiedTime(half, FileTime.from(fetchedAt));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
