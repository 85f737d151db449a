package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.bridge.BridgeOptions;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.eventbus.bridge.tcp.BridgeEvent;
import io.vertx.ext.eventbus.bridge.tcp.TcpEventBusBridge;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outward end of {@code push.*} for services in other languages, over plain TCP: Vert.x' bridge, whose frames have clients in many.
 * Who shows the token in the header {@code token} of every registration hears what is everybody's: races, the rankings of seasons and
 * rounds, polls, imports. Nobody says anything, and what is a user's or a league's own does not come this way at all.
 *
 * <p>The library has no bounds of its own. Here a client has {@value #CONNECTIONS} connections to share with all others, ten seconds to
 * register, {@value #TOPICS} topics, frames of {@value TcpFrames#LONGEST} bytes, a minute of silence, and a backlog of
 * {@value #BACKLOG} bytes: beyond any of them it is dropped. Event loop, one instance.
 */
public final class TcpBridge extends VerticleBase {
  static final int CONNECTIONS = 100;
  static final int TOPICS = 64;
  static final int BACKLOG = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(TcpBridge.class);
  private static final Duration TO_REGISTER = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofMinutes(1);

  /** What is everybody's. */
  private static final Pattern OPEN =
      Pattern.compile("push\\.race\\.[a-z0-9_.-]+|push\\.board\\.(season|round)-[a-z0-9_.-]+|push\\.polls|push\\.imports");

  private final Audience audience;
  private final String host;
  private final int port;
  private final byte[] token;
  /** Who is connected, and the topics that each hears. */
  private final Map<NetSocket, Set<String>> clients = new HashMap<>();
  private NetServer server;

  /** @param port 0 takes a free one; @param token whoever knows it may listen */
  public TcpBridge(Audience audience, String host, int port, String token) {
    this.audience = audience;
    this.host = host;
    this.port = port;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override public Future<?> start() {
    var options = new NetServerOptions().setReadIdleTimeout(Math.toIntExact(SILENCE.toSeconds())).setIdleTimeoutUnit(TimeUnit.SECONDS);
    var bridge = TcpEventBusBridge.create(guarded(), permitted(), options, this::judge);
    return bridge.listen(port, host).onSuccess(listening -> LOG.info("services may listen at {}:{}", host, server.actualPort()));
  }

  @Override public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }

  /** The port on which it listens. */
  public int port() {
    return server.actualPort();
  }

  private static BridgeOptions permitted() {
    return new BridgeOptions().addOutboundPermitted(new PermittedOptions().setAddressRegex(OPEN.pattern()));
  }

  /** The bridge makes its own server; it gets one whose sockets are watched. */
  private Vertx guarded() {
    return Instead.of(Vertx.class, vertx, "createNetServer", made -> {
      server = vertx.createNetServer((NetServerOptions) made[0]);
      return Instead.of(NetServer.class, server, "connectHandler", connects -> {
        @SuppressWarnings("unchecked") var bridge = (Handler<NetSocket>) connects[0];
        return server.connectHandler(socket -> welcome(socket, bridge));
      });
    });
  }

  private void welcome(NetSocket socket, Handler<NetSocket> bridge) {
    if (clients.size() == CONNECTIONS) {
      refuse(socket, "too_many_connections");
      return;
    }
    var client = framed(patient(socket));
    clients.put(client, new HashSet<>());
    socket.closeHandler(gone -> clients.remove(client).forEach(audience::hearsNoMore));
    vertx.setTimer(TO_REGISTER.toMillis(), late -> {
      if (clients.containsKey(client) && clients.get(client).isEmpty()) refuse(socket, "nothing_registered");
    });
    bridge.handle(client);
  }

  /** Only whole frames reach the bridge. */
  private static NetSocket framed(NetSocket socket) {
    return Instead.of(NetSocket.class, socket, "handler", set -> {
      @SuppressWarnings("unchecked") var frames = (Handler<Buffer>) set[0];
      return socket.handler(frames == null ? null : new TcpFrames(frames, () -> refuse(socket, "malformed")));
    });
  }

  /** Who does not read is dropped, and not written to for ever. */
  private static NetSocket patient(NetSocket socket) {
    socket.setWriteQueueMaxSize(BACKLOG);
    var channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    return Instead.of(NetSocket.class, socket, "write", said -> {
      if (!channel.isOpen()) return Future.failedFuture("dropped");
      if (!socket.writeQueueFull()) return socket.write((Buffer) said[0]);
      LOG.info("a service at {} does not read: it is dropped", socket.remoteAddress());
      channel.close(); // the socket's own close() would wait until all that was written is read
      return Future.failedFuture("dropped");
    });
  }

  private void judge(BridgeEvent event) {
    var topics = clients.get(event.socket());
    var address = event.getRawMessage().getString("address");
    switch (event.type()) {
      case SEND, PUBLISH -> event.complete(false);
      case REGISTER -> {
        if (!showsToken(event.getRawMessage())) refuse(event.socket(), "unauthenticated");
        else event.complete(!OPEN.matcher(address).matches() || hears(topics, address));
      }
      case UNREGISTER -> event.complete(hearsNoMore(topics, address));
      default -> event.complete(true);
    }
  }

  private boolean hears(Set<String> topics, String address) {
    boolean more = topics.size() < TOPICS && topics.add(address);
    if (more) audience.hears(address);
    return more;
  }

  private boolean hearsNoMore(Set<String> topics, String address) {
    boolean less = topics.remove(address);
    if (less) audience.hearsNoMore(address);
    return less;
  }

  /** Takes as long for the first wrong letter as for the last. */
  private boolean showsToken(JsonObject frame) {
    return frame.getJsonObject("headers", new JsonObject()).getValue("token") instanceof String shown
        && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token);
  }

  private static void refuse(NetSocket socket, String why) {
    var frame = new JsonObject().put("type", "err").put("message", why).toBuffer();
    socket.write(Buffer.buffer().appendInt(frame.length()).appendBuffer(frame)).onComplete(told -> socket.close());
  }
}
