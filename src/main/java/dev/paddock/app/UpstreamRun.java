package dev.paddock.app;

import dev.paddock.season.Season;
import dev.paddock.upstream.Limits;
import dev.paddock.upstream.UpstreamServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;

/** The provider stand-in as a process of its own: one season as it was published by one instant. */
public final class UpstreamRun implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final UpstreamServer server;

  /** The clock stands still, so nothing is throttled: a second would never end. */
  public UpstreamRun(Season season, Instant at) {
    server = new UpstreamServer(vertx, season, InstantSource.fixed(at), Limits.NONE);
  }

  /** @param port 0 for a free one; the future is the port that is used */
  public Future<Integer> listen(int port) {
    return server.listen(port);
  }

  /** Closing Vert.x closes its servers. A chain on the server's own future would wait for an event loop that is gone. */
  @Override public void close() {
    vertx.close().await();
  }
}
