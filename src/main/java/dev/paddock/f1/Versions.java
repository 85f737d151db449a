package dev.paddock.f1;

import dev.paddock.f1.provider.livetiming.StreamReading;
import dev.paddock.f1.rules.gaps.Reading;
import dev.paddock.f1.store.SourceVersions;
import dev.paddock.f1.store.SourceVersions.Version;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Archived;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Knows a file that was brought from those that were there before it: whether it says less. */
final class Versions {
  private static final Reading WHOLE = new Reading(1, 0);

  private final SourceVersions store;
  private final WorkerExecutor workers;

  /** What can be said of a file. */
  sealed interface Seen {
    /** @param worse why it must not take the place of what is stored */
    record Readable(Reading reading, Optional<String> worse) implements Seen {}

    record Unreadable(String why) implements Seen {}
  }

  Versions(SourceVersions store, WorkerExecutor workers) {
    this.store = store;
    this.workers = workers;
  }

  /** Looks at it, and puts it on record if it is new. */
  Seen look(String provider, String resource, Archived file) {
    var known = store.of(provider, resource).await();
    var same = known.stream().filter(v -> v.hash().equals(file.hash())).findFirst();
    if (same.isPresent()) return new Seen.Readable(same.get().reading(), again(same.get(), known));
    var read = workers.executeBlocking(() -> resource.endsWith(".jsonStream") ? read(file) : WHOLE, false)
        .transform(done -> Future.succeededFuture(done)).await();
    return read.succeeded() ? keep(provider, resource, file, read.result(), known) : new Seen.Unreadable(Reason.of(read.cause()));
  }

  /** One that is back: what was taken since may say more. */
  private static Optional<String> again(Version seen, List<Version> known) {
    return seen.applied() ? standing(known).flatMap(applied -> seen.reading().worseThan(applied.reading())) : Optional.of(seen.flag());
  }

  private static Optional<Version> standing(List<Version> known) {
    return known.stream().filter(Version::applied).reduce((older, newer) -> newer);
  }

  /** Whether there was one that was taken. */
  boolean had(String provider, String resource) {
    return store.of(provider, resource).await().stream().anyMatch(Version::applied);
  }

  private Seen.Readable keep(String provider, String resource, Archived file, Reading reading, List<Version> known) {
    var worse = standing(known).flatMap(applied -> reading.worseThan(applied.reading()));
    store.add(new Version(provider, resource, file.hash(), file.fetchedAt(), file.bytes(), reading, worse.isEmpty(), worse.orElse("")))
        .await();
    return new Seen.Readable(reading, worse);
  }

  private static Reading read(Archived file) throws IOException {
    try (var in = ArchivedBytes.open(file)) {
      return StreamReading.of(in);
    }
  }
}
