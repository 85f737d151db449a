package dev.paddock.fetch;

import io.vertx.core.Future;
import java.util.Map;

/** What a provider wants to see with every request to know us. */
interface Session {
  /** Logs in where that is needed. Fails, without any secret in its words, when we are not let in. */
  Future<Map<String, String>> headers();

  /** Whether this answer means that the provider does not know us any more. */
  boolean forgotten(Wire.Reply reply);

  /** Whoever used these headers was not known by them: the next one logs in anew, unless that was done meanwhile. */
  void renew(Map<String, String> headers);

  /** The same headers for ever. */
  static Session of(Map<String, String> headers) {
    return new Session() {
      @Override public Future<Map<String, String>> headers() {
        return Future.succeededFuture(headers);
      }

      @Override public boolean forgotten(Wire.Reply reply) {
        return false;
      }

      @Override public void renew(Map<String, String> used) {}
    };
  }
}
