package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Requests that may come twice under one Idempotency-Key, and what was answered to the first of them. */
public interface Repeats {
  /** Remembers nothing: every request is a first one. */
  Repeats NONE = new Repeats() {
    @Override public Future<Turn> begin(Ask ask) {
      return Future.succeededFuture(new Turn.First(""));
    }

    @Override public Future<Void> keep(Ask ask, String claim, Kept answer) {
      return Future.succeededFuture();
    }

    @Override public Future<Void> free(Ask ask, String claim) {
      return Future.succeededFuture();
    }
  };

  /**
   * Begins to answer a request, if it is the first of its key. Of one that has not ended after a minute nobody knows what it did.
   */
  Future<Turn> begin(Ask ask);

  /** Ends with an answer, which is kept for a day. */
  Future<Void> keep(Ask ask, String claim, Kept answer);

  /** Ends without: nothing was done, and the key may be used again. */
  Future<Void> free(Ask ask, String claim);

  /**
   * @param caller      whose key it is
   * @param key         1 to 255 characters of visible ASCII
   * @param fingerprint of all that was asked
   */
  record Ask(String caller, String key, String fingerprint) {}

  /** An answer without its secrets: cookies are not among the headers. */
  record Kept(int status, Optional<String> location, Optional<Buffer> body) {}

  sealed interface Turn {
    record First(String claim) implements Turn {}

    record Again(Kept answer) implements Turn {}

    /** The first is being answered still. */
    record UnderWay() implements Turn {}

    /** The first has never ended: the service died over it, perhaps after it had done what was asked. */
    record InDoubt() implements Turn {}

    /** The key was used for something else. */
    record Different() implements Turn {}
  }
}
