package dev.paddock;

import dev.paddock.db.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to the database that can be cut, or held so that nothing passes and nobody is told, and mended again.
 * What was sent while it was held arrives when it is mended.
 */
public final class CuttingProxy implements AutoCloseable {
  private final Database behind;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private boolean cut;
  private boolean held;
  private boolean mute;

  public CuttingProxy(Database behind) {
    this.behind = behind;
    try {
      door = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** The same database, by this wire. */
  public Database database() {
    return new Database("127.0.0.1", door.getLocalPort(), behind.name(), behind.user(), behind.password(), behind.ssl(),
        behind.rootCertificate());
  }

  /** All connections are reset, new ones are closed at once. */
  public synchronized void cut() {
    cut = true;
    open.forEach(CuttingProxy::reset);
    open.clear();
  }

  /** Nothing passes any more, either way. */
  public synchronized void hold() {
    held = true;
  }

  /** What is said still arrives, but no answer comes back: what became of it cannot be known. */
  public synchronized void mute() {
    mute = true;
  }

  /** As if nothing had been. */
  public synchronized void mend() {
    cut = false;
    held = false;
    mute = false;
    notifyAll();
  }

  @Override public void close() {
    reset(door);
    cut();
    mend();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var near = door.accept();
        if (isCut()) reset(near);
        else connect(near);
      } catch (IOException closed) {
        // the loop ends when it is the door
      }
    }
  }

  private synchronized boolean isCut() {
    return cut;
  }

  private void connect(Socket near) throws IOException {
    var far = new Socket(behind.host(), behind.port());
    for (var socket : new Socket[] {near, far}) {
      socket.setTcpNoDelay(true);
      open.add(socket);
    }
    Thread.ofVirtual().start(() -> pump(near, far, false));
    Thread.ofVirtual().start(() -> pump(far, near, true));
  }

  private void pump(Socket from, Socket to, boolean answers) {
    var buffer = new byte[1 << 16];
    try {
      for (int n = from.getInputStream().read(buffer); n >= 0; n = from.getInputStream().read(buffer)) {
        awaitOpen(answers);
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException over) {
      // either end is gone: so is the other
    } finally {
      for (var socket : new Socket[] {from, to}) {
        reset(socket);
        open.remove(socket);
      }
    }
  }

  private synchronized void awaitOpen(boolean answers) throws IOException {
    try {
      while (held || mute && answers) wait();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void reset(AutoCloseable socket) {
    try {
      if (socket instanceof Socket s) s.setSoLinger(true, 0);
      socket.close();
    } catch (Exception gone) {
      // all the better
    }
  }
}
