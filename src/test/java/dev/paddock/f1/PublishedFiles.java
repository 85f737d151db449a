package dev.paddock.f1;

import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept.Origin;
import dev.paddock.kernel.Fingerprint;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** The fetcher and the world behind it: files that are published, an archive of those that were asked for, a quota. */
final class PublishedFiles {
  /** Every request that was made, in order: {@code livetiming/static/…}. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final Path folder;
  private final Timers timers;
  private final Map<String, String> published = new HashMap<>();
  private final Map<String, Loaded> instead = new HashMap<>();
  private final Map<String, Archived> archive = new HashMap<>();
  private int quota = Integer.MAX_VALUE;
  private Duration window = Duration.ofHours(1);
  private Instant windowEnds = Instant.MIN;
  private int left;

  PublishedFiles(Path folder, Timers timers) {
    this.folder = folder;
    this.timers = timers;
  }

  synchronized void publish(String provider, String resource, String text) {
    published.put(provider + resource, text);
  }

  synchronized void withdraw(String provider, String resource) {
    published.remove(provider + resource);
  }

  /** That answer, until further notice; null: the usual one again. */
  synchronized void answer(String provider, String resource, Loaded loaded) {
    if (loaded == null) instead.remove(provider + resource);
    else instead.put(provider + resource, loaded);
  }

  /** So many requests in a window. */
  synchronized void quota(int requests, Duration length) {
    quota = requests;
    window = length;
    windowEnds = Instant.MIN;
  }

  /** What the archive has of it is cut off. */
  synchronized void damage(String provider, String resource) throws IOException {
    Files.write(Path.of(archive.get(provider + resource).path()), new byte[] {31, -117, 8});
  }

  /** As if nobody had ever asked. */
  synchronized void forget() {
    archive.clear();
    requests.clear();
  }

  synchronized Future<Loaded> load(Load load) {
    var key = load.provider() + load.resource();
    var kept = archive.get(key);
    if (kept != null && !load.refresh()) return Future.succeededFuture(new Kept(Origin.ARCHIVE, kept));
    if (!timers.instant().isBefore(windowEnds)) {
      windowEnds = timers.instant().plus(window);
      left = quota;
    }
    if (left == 0) return Future.succeededFuture(new Loaded.Deferred(windowEnds, "the quota is used up", false));
    left--;
    requests.add(key);
    if (instead.containsKey(key)) return Future.succeededFuture(instead.get(key));
    var text = published.get(key);
    if (text == null) return Future.succeededFuture(new Loaded.Absent(403));
    var hash = Fingerprint.of(text);
    if (kept != null && kept.hash().equals(hash) && isSound(kept)) return Future.succeededFuture(new Kept(Origin.NOT_MODIFIED, kept));
    var file = keep(text, hash);
    archive.put(key, file);
    return Future.succeededFuture(new Kept(Origin.FETCHED, file));
  }

  private Archived keep(String text, String hash) {
    var file = folder.resolve(hash + ".gz");
    var kept = new Archived(file.toString(), hash, text.length(), Optional.empty(), Optional.empty(), timers.instant());
    if (!Files.exists(file) || !isSound(kept)) write(file, text);
    return kept;
  }

  private static boolean isSound(Archived file) {
    try {
      return ArchivedBytes.sound(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
