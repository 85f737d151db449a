package dev.paddock.web;

import dev.paddock.web.Rights.Holder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that listens: a socket or a stream. What it does not read waits, up to {@link #WAITING}; then its connection is cut.
 * Of one event loop only.
 */
abstract class Listener {
  /** A season's races, two boards, the polls and imports, one's own address, and some thirty leagues. */
  static final int TOPICS = 64;
  /** Bytes that wait for a client to read, behind what the operating system keeps for it. */
  static final int WAITING = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final Hall hall;
  private final String client;
  private final Set<Topic> topics = new LinkedHashSet<>();
  private Optional<Holder> holder = Optional.empty();
  private int waiting;
  private boolean gone;

  /** @param client the address that it comes from: it has a place in the hall already */
  Listener(Hall hall, String client) {
    this.hall = hall;
    this.client = client;
  }

  /** Sends bytes; done when the operating system has them. */
  protected abstract Future<Void> write(Buffer bytes);

  /** Ends the connection without waiting for the client. */
  protected abstract void cut();

  /** A topic has something to say. */
  abstract void hear(Push push);

  /** It is no longer let listen to that topic. */
  abstract void lose(Topic topic);

  /** The log-in by which it listens has ended: nothing is said any more. */
  abstract void ended();

  /** Called {@link Hall#TURNS} times in the time for which a socket may be silent. */
  abstract void turn();

  /** Who it has shown to be. */
  final Optional<Holder> holder() {
    return holder;
  }

  /** It is his from now on, and nobody else's. */
  final void heldBy(Holder shown) {
    if (holder.isEmpty()) holder = Optional.of(shown);
  }

  final Hall hall() {
    return hall;
  }

  final boolean gone() {
    return gone;
  }

  /** Those that it listens to, in the order in which it began. */
  final Set<Topic> topics() {
    return topics;
  }

  final void say(Buffer bytes) {
    if (gone) return;
    waiting += bytes.length();
    if (waiting > WAITING) {
      LOG.info("a listener from {} does not read: {} bytes wait, the connection is cut", client, waiting);
      hall.audience().dropped();
      drop();
      return;
    }
    write(bytes).onComplete(sent -> {
      waiting -= bytes.length();
      if (sent.failed()) leave();
    });
  }

  /** Ends it at once. */
  final void drop() {
    if (gone) return;
    leave();
    cut();
  }

  /** The connection has ended, or is ending. */
  final void leave() {
    if (gone) return;
    gone = true;
    hall.left(this, client);
  }
}
