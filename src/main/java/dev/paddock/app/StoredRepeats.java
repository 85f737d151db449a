package dev.paddock.app;

import dev.paddock.ops.store.RepeatStore;
import dev.paddock.ops.store.RepeatStore.Known;
import dev.paddock.web.Repeats;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import java.util.UUID;

/** Repeats that every node remembers. */
record StoredRepeats(RepeatStore store, Seal seal) implements Repeats {
  @Override public Future<Turn> begin(Ask ask) {
    var claim = UUID.randomUUID();
    return store.begin(ask.caller(), ask.key(), mark(ask), claim).compose(taken -> taken
        ? Future.succeededFuture(new Turn.First(claim.toString()))
        : store.find(ask.caller(), ask.key()).map(found -> found.map(known -> turn(ask, known)).orElseGet(Turn.UnderWay::new)));
  }

  /** Requests may have passwords in them: what is kept of one must not be a hash that anybody can try them against. */
  private String mark(Ask ask) {
    return seal.mark("repeat", ask.fingerprint());
  }

  private Turn turn(Ask ask, Known known) {
    if (!known.fingerprint().equals(mark(ask))) return new Turn.Different();
    return known.status().<Turn>map(status -> new Turn.Again(new Kept(status, known.location(), known.body())))
        .orElseGet(known.over() ? Turn.InDoubt::new : Turn.UnderWay::new);
  }

  @Override public Future<Void> keep(Ask ask, String claim, Kept answer) {
    return store.keep(ask.caller(), ask.key(), UUID.fromString(claim), answer.status(), answer.location(), answer.body());
  }

  @Override public Future<Void> free(Ask ask, String claim) {
    return store.free(ask.caller(), ask.key(), UUID.fromString(claim));
  }
}
