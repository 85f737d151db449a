package dev.paddock.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this platform, unpacked from the class path once a data folder and release. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The folder that holds {@code bin}, {@code lib} and {@code share}. */
  static Path unpackedIn(Path cache) {
    var archive = PostgresBinaries.class.getResource("/postgres-" + platform() + ".txz");
    if (archive == null) {
      throw new CannotStart("this jar carries no PostgreSQL for " + platform() + ": name a database with DATABASE_URL");
    }
    try {
      // The archive's size names the release well enough, and costs no reading of 15 MB at every start.
      var folder = cache.resolve("postgres-" + archive.openConnection().getContentLengthLong());
      if (Files.isDirectory(folder)) return folder;
      var draft = cache.resolve("postgres.new");
      delete(draft);
      try (var in = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16)))) {
        for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) unpack(in, entry, draft);
      }
      return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL cannot be unpacked into " + cache, e);
    }
  }

  /** Deletes a folder and all in it; nothing happens if there is none. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }

  private static void unpack(TarArchiveInputStream in, TarArchiveEntry entry, Path root) throws IOException {
    var path = root.resolve(entry.getName()).normalize();
    if (!path.startsWith(root)) throw new IOException("an entry leads out of the archive: " + entry.getName());
    Files.createDirectories(entry.isDirectory() ? path : path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(in, path);
      if ((entry.getMode() & 0100) != 0) Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static String platform() {
    var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    return system + "-" + switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      case String other -> other;
    };
  }
}
