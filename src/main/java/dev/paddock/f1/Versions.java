package dev.paddock.f1;

import dev.paddock.f1.provider.livetiming.StreamReading;
import dev.paddock.f1.rules.gaps.Reading;
import dev.paddock.f1.store.SourceVersions;
import dev.paddock.f1.store.SourceVersions.Version;
import dev.paddock.fetch.contract.Fetching.Archived;
import io.vertx.core.WorkerExecutor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Knows a file that was brought from those that were there before it: whether it says less. */
final class Versions {
  private static final Reading WHOLE = new Reading(1, 0);

  private final SourceVersions store;
  private final WorkerExecutor workers;

  /** @param worse why it must not take the place of what is stored */
  record Seen(Reading reading, Optional<String> worse) {}

  Versions(SourceVersions store, WorkerExecutor workers) {
    this.store = store;
    this.workers = workers;
  }

  /** Looks at it, and puts it on record if it is new. */
  Seen look(String provider, String resource, Archived file) {
    var known = store.of(provider, resource).await();
    var same = known.stream().filter(v -> v.hash().equals(file.hash())).findFirst();
    if (same.isPresent()) return new Seen(same.get().reading(), Optional.of(same.get().flag()).filter(flag -> !same.get().applied()));
    var reading = resource.endsWith(".jsonStream") ? workers.executeBlocking(() -> read(file), false).await() : WHOLE;
    var before = known.stream().filter(Version::applied).reduce((older, newer) -> newer);
    var worse = before.flatMap(applied -> reading.worseThan(applied.reading()));
    store.add(new Version(provider, resource, file.hash(), file.fetchedAt(), file.bytes(), reading, worse.isEmpty(), worse.orElse("")))
        .await();
    return new Seen(reading, worse);
  }

  /** Its unpacked bytes. */
  static InputStream open(Archived file) throws IOException {
    return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(Path.of(file.path())), 1 << 16), 1 << 16);
  }

  private static Reading read(Archived file) throws IOException {
    try (var in = open(file)) {
      return StreamReading.of(in);
    }
  }
}
