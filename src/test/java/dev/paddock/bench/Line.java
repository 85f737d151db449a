package dev.paddock.bench;

import dev.paddock.db.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node's line to the database, which can be cut: with a word, so that both ends know, or without, so that neither does. */
final class Line implements AutoCloseable {
  private final NetServer server;
  private final NetClient client;
  private final Database database;
  private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  private Line(Vertx vertx, Database database) {
    this.server = vertx.createNetServer();
    this.client = vertx.createNetClient();
    this.database = database;
  }

  static Line to(Vertx vertx, Database database) {
    var line = new Line(vertx, database);
    line.server.connectHandler(line::connect).listen(0, "127.0.0.1").await();
    return line;
  }

  /** The database as it is reached over this line. */
  Database database() {
    return new Database("127.0.0.1", server.actualPort(), database.name(), database.user(), database.password(), database.ssl(),
        database.rootCertificate());
  }

  /** All connections end. New ones are welcome. */
  void cut() {
    ends.forEach(NetSocket::close);
  }

  /** Nothing comes through any more, and nobody is told; new connections are not answered either. */
  void fallSilent() {
    silent = true;
    ends.forEach(NetSocket::pause);
  }

  /** New connections are welcome; the old ones end. */
  void speakAgain() {
    silent = false;
    cut();
  }

  private void connect(NetSocket near) {
    ends.add(near);
    near.closeHandler(closed -> ends.remove(near));
    near.pause();
    if (silent) return;
    client.connect(database.port(), database.host())
        .onSuccess(far -> {
          ends.add(far);
          pass(near, far);
          pass(far, near);
          if (silent) far.pause();
          else near.resume();
        })
        .onFailure(away -> near.close());
  }

  private void pass(NetSocket from, NetSocket to) {
    from.handler(bytes -> {
      to.write(bytes);
      if (to.writeQueueFull()) {
        from.pause();
        to.drainHandler(drained -> {
          if (!silent) from.resume();
        });
      }
    });
    from.closeHandler(closed -> {
      ends.remove(from);
      to.close();
    });
  }

  @Override public void close() {
    Future.join(server.close(), client.close()).otherwiseEmpty().await();
  }
}
