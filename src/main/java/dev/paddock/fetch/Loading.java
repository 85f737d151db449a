package dev.paddock.fetch;

import dev.paddock.fetch.Archive.Arrival;
import dev.paddock.fetch.Source.Arrived;
import dev.paddock.fetch.Wire.Reply;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.fetch.contract.Fetching.Load;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept.Origin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One provider's files: from the archive, or through it. Those who want the same file share what is under way. No more of them come at a
 * time than there are connections: who got a turn to ask must not wait for a line then. Event loop only.
 */
final class Loading {
  private final Source source;
  private final Provider provider;
  private final Archive archive;
  private final WorkerExecutor disk;
  private final Map<String, Future<Loaded>> underWay = new HashMap<>();
  private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
  private int lines;

  Loading(Source source, Provider provider, Archive archive, WorkerExecutor disk) {
    this.source = source;
    this.provider = provider;
    this.archive = archive;
    this.disk = disk;
  }

  /** What is known of a file before it is asked for. @param draft where it goes */
  private record Before(Optional<Archived> known, Path draft) {}

  /** Never fails but for a bug: an archive that cannot be written makes the file unavailable. */
  Future<Loaded> load(Load load) {
    var before = underWay.get(load.resource());
    if (before != null) return before.compose(loaded -> isAnswer(loaded, load) ? Future.succeededFuture(loaded) : load(load));
    var loaded = fromArchive(load).recover(failure -> failure instanceof IOException
        ? Future.succeededFuture(new Loaded.Unavailable("the archive cannot be used: " + failure, false)) : Future.failedFuture(failure));
    underWay.put(load.resource(), loaded);
    return loaded.andThen(over -> underWay.remove(load.resource()));
  }

  /** Who wants to hear what the server says now is not served by what somebody else found in the archive. */
  private static boolean isAnswer(Loaded loaded, Load load) {
    return !load.refresh() || !(loaded instanceof Kept(var origin, var file)) || origin != Origin.ARCHIVE;
  }

  private Future<Loaded> fromArchive(Load load) {
    if (load.refresh()) return fetch(load);
    return disk.executeBlocking(() -> archive.current(load.provider(), load.resource()), false)
        .compose(kept -> kept.isEmpty() ? fetch(load) : Future.succeededFuture(new Kept(Origin.ARCHIVE, kept.get())));
  }

  private Future<Loaded> fetch(Load load) {
    return line().compose(free -> fetchNow(load)).eventually(this::nextLine);
  }

  private Future<Void> line() {
    if (lines < provider.line().connections()) {
      lines++;
      return Future.succeededFuture();
    }
    Promise<Void> turn = Promise.promise();
    waiting.add(turn);
    return turn.future();
  }

  private Future<Void> nextLine() {
    var next = waiting.poll();
    if (next == null) lines--;
    else next.complete();
    return Future.succeededFuture();
  }

  /** A file that is damaged is none: asked whether it has changed, the server would say that it has not. */
  private Future<Loaded> fetchNow(Load load) {
    return disk.executeBlocking(() -> new Before(archive.sound(load.provider(), load.resource()), archive.draft()), false)
        .compose(before -> source.file(load.resource(), before.known(), before.draft())
            .compose(arrived -> switch (arrived) {
              case Arrived.Body(var reply) -> kept(load, before.draft(), reply);
              case Arrived.Same() -> Future.<Loaded>succeededFuture(new Kept(Origin.NOT_MODIFIED, before.known().orElseThrow()));
              case Arrived.Nothing(var why) -> Future.succeededFuture(why);
            }).eventually(() -> disk.executeBlocking(() -> Files.deleteIfExists(before.draft()), false).otherwise(false)));
  }

  private Future<Loaded> kept(Load load, Path draft, Reply reply) {
    if (reply.refused().isPresent()) return Future.succeededFuture(new Loaded.Refused(reply.refused().get()));
    var arrival = new Arrival(reply.header("ETag"), reply.header("Last-Modified"), reply.received(), provider.line().maxBytes());
    return disk.executeBlocking(() -> {
      try {
        if (Files.size(draft) != reply.bytes()) throw new IOException("not all of the body could be written");
        return new Kept(Origin.FETCHED, archive.admit(load.provider(), load.resource(), draft, reply.packed(), arrival));
      } catch (Intake.Refused e) {
        return new Loaded.Refused(e.getMessage());
      }
    }, false);
  }
}
