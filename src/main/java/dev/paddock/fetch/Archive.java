package dev.paddock.fetch;

import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.kernel.Fingerprint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps every different answer of a provider, compressed, in {@code provider/path/}: {@code <hash>.gz} with its record
 * {@code <hash>.json} beside it, and {@code .current.json}, the record of the one that counts. What is half written lies in
 * {@code .incoming} and is nobody's; each step after it is one atomic move, the record of the current version the last. Blocking.
 */
public final class Archive {
  private static final String CURRENT = ".current.json";
  private static final int HASH_SHOWN = 24;
  /** A draft that is older was left by a process that ended: no request takes that long. */
  private static final Duration ABANDONED = Duration.ofHours(2);

  private final Path root;

  public Archive(Path root) {
    this.root = root.toAbsolutePath();
  }

  /**
   * Keeps a page that was asked for; one that is the current version already costs nothing. What does not look like an answer is kept
   * beside the others, and is not the current one.
   */
  public void keep(String provider, String resource, String body, Instant fetchedAt) throws IOException {
    var hash = Fingerprint.of(body);
    var folder = folder(provider, resource);
    var kept = ArchiveRecord.read(record(folder, hash), folder);
    if (kept.isPresent() && kept.map(Archived::hash).equals(current(provider, resource).map(Archived::hash))) return;
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var file = kept.orElse(new Archived(file(folder, hash).toString(), hash, bytes.length, Optional.empty(), Optional.empty(), fetchedAt));
    if (kept.isEmpty()) {
      var packed = draft();
      try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
        out.write(bytes);
      }
      place(folder, packed, file);
      move(written(file), record(folder, hash));
    }
    if (Intake.isWorthKeeping(bytes, resource)) move(written(file), folder.resolve(CURRENT));
  }

  /** A file to fill, which is not part of the archive until it is {@linkplain #admit admitted}. */
  Path draft() throws IOException {
    return Files.createTempFile(Files.createDirectories(root.resolve(".incoming")), "", ".part");
  }

  /**
   * Makes a draft the current version of a resource, if it is worth keeping. The draft is gone afterwards.
   *
   * @param packed whether it came gzipped
   * @throws Intake.Refused if it is not to be kept; then all is as before
   */
  Archived admit(String provider, String resource, Path draft, boolean packed, Arrival arrival) throws IOException, Intake.Refused {
    var ready = packed ? draft : draft();
    try {
      var seen = packed ? Intake.packed(draft, resource, arrival.maxBytes()) : Intake.plain(draft, ready, resource, arrival.maxBytes());
      var folder = folder(provider, resource);
      var since = ArchiveRecord.read(record(folder, seen.hash()), folder).map(Archived::fetchedAt).orElse(arrival.at());
      var file = new Archived(file(folder, seen.hash()).toString(), seen.hash(), seen.bytes(), arrival.etag(), arrival.lastModified(),
          since);
      force(ready);
      place(folder, ready, file);
      move(force(written(file)), record(folder, seen.hash()));
      move(force(written(file)), folder.resolve(CURRENT));
      return file;
    } finally {
      Files.deleteIfExists(ready);
      Files.deleteIfExists(draft);
    }
  }

  /** @param maxBytes unpacked; @param at when it came */
  record Arrival(Optional<String> etag, Optional<String> lastModified, Instant at, long maxBytes) {}

  /** The version that counts, if it is there in its length. Whether its bytes are sound is known when they are read. */
  public Optional<Archived> current(String provider, String resource) throws IOException {
    var folder = folder(provider, resource);
    return ArchiveRecord.read(folder.resolve(CURRENT), folder);
  }

  /** The same, read to its end. */
  Optional<Archived> sound(String provider, String resource) throws IOException {
    var file = current(provider, resource);
    return file.isPresent() && ArchivedBytes.sound(file.get()) ? file : Optional.empty();
  }

  /** Every different answer that is kept, in the order in which they came first. */
  public List<Archived> versions(String provider, String resource) throws IOException {
    var folder = folder(provider, resource);
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.list(folder)) {
      var records = files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{" + HASH_SHOWN + "}\\.json")).sorted().toList();
      var versions = new ArrayList<Archived>();
      for (var record : records) ArchiveRecord.read(record, folder).ifPresent(versions::add);
      versions.sort(Comparator.comparing(Archived::fetchedAt));
      return List.copyOf(versions);
    }
  }

  /** Removes what was left half written. Another process may be writing: what is young stays. */
  int sweep() throws IOException {
    var probe = draft();
    var old = Files.getLastModifiedTime(probe).toInstant().minus(ABANDONED);
    int swept = 0;
    try (var drafts = Files.list(probe.getParent())) {
      for (var draft : drafts.toList()) if (isOlder(draft, old) && Files.deleteIfExists(draft)) swept++;
    }
    Files.delete(probe);
    return swept;
  }

  private static boolean isOlder(Path draft, Instant than) throws IOException {
    try {
      return Files.getLastModifiedTime(draft).toInstant().isBefore(than);
    } catch (NoSuchFileException e) {
      return false; // whoever wrote it was done meanwhile
    }
  }

  private static void place(Path folder, Path packed, Archived file) throws IOException {
    Files.createDirectories(folder);
    Files.setLastModifiedTime(packed, FileTime.from(file.fetchedAt()));
    move(packed, Path.of(file.path()));
  }

  private Path written(Archived file) throws IOException {
    return Files.write(draft(), ArchiveRecord.of(file));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** On disk before it gets its name: a power failure must not leave a name with nothing behind it. */
  private static Path force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return file;
  }

  private static Path file(Path folder, String hash) {
    return folder.resolve(hash.substring(0, HASH_SHOWN) + ".gz");
  }

  private static Path record(Path folder, String hash) {
    return folder.resolve(hash.substring(0, HASH_SHOWN) + ".json");
  }

  private Path folder(String provider, String resource) {
    return ArchiveFolder.of(root.resolve(provider), resource);
  }
}
