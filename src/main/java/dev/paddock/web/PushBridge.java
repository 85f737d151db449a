package dev.paddock.web;

import dev.paddock.web.Problem.Kind;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;

/**
 * The outward end of {@code push.*} for SockJS: only WebSocket, raw or in SockJS's frames, and only from our own pages and those of the
 * origins that are let in. What is said on a socket is read by {@link PushSocket}.
 */
final class PushBridge {
  private static final List<String> FALLBACKS = List.of("EVENT_SOURCE", "HTML_FILE", "JSON_P", "XHR");
  private static final int FULL = 1013;

  private final Hall hall;
  private final Door door;

  private PushBridge(Hall hall, Door door) {
    this.hall = hall;
    this.door = door;
  }

  static void mount(Vertx vertx, Router router, String path, Hall hall, Door door) {
    var bridge = new PushBridge(hall, door);
    var options = new SockJSHandlerOptions().setInsertJSESSIONID(false).setRegisterWriteHandler(false);
    FALLBACKS.forEach(options::addDisabledTransport);
    router.route(path + "/*").handler(bridge::ofOurPages).subRouter(SockJSHandler.create(vertx, options).socketHandler(bridge::open));
  }

  private void ofOurPages(RoutingContext ctx) {
    if (door.origins().letIn(ctx.request())) ctx.next();
    else Reply.problem(ctx, Problem.of(Kind.FORBIDDEN));
  }

  private void open(SockJSSocket socket) {
    var client = door.proxies().client(socket.routingContext().request());
    if (!hall.audience().comesIn(client)) {
      socket.close(FULL, "Too many listen.");
      return;
    }
    var listener = new PushSocket(hall, client, socket);
    hall.add(listener);
    listener.open();
  }
}
