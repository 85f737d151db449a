package dev.paddock.web;

import dev.paddock.web.Problem.Kind;
import io.vertx.core.Vertx;
import io.vertx.ext.bridge.BridgeEventType;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The outward end of {@code push.*}: a browser may listen, and say nothing but what it listens to. Only WebSocket, only from our own page.
 * A socket that is silent for {@link #PATIENCE} is closed.
 */
final class PushBridge {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  /** A season's races, two boards, the polls, and room for a longer season. */
  private static final int TOPICS_A_SOCKET = 64;
  private static final int TOPIC_LENGTH = 100;
  private static final List<String> FALLBACKS = List.of("EVENT_SOURCE", "HTML_FILE", "JSON_P", "XHR");
  private static final Set<BridgeEventType> SPEECH = EnumSet.of(BridgeEventType.SEND, BridgeEventType.PUBLISH);

  private PushBridge() {}

  static void mount(Vertx vertx, Router router, String path) {
    var options = new SockJSHandlerOptions().setInsertJSESSIONID(false).setRegisterWriteHandler(false);
    FALLBACKS.forEach(options::addDisabledTransport);
    router.route(path + "/*").handler(PushBridge::ourPageOnly).subRouter(
        SockJSHandler.create(vertx, options).bridge(permitted(), PushBridge::listenOnly));
  }

  private static SockJSBridgeOptions permitted() {
    return new SockJSBridgeOptions()
        .addOutboundPermitted(new PermittedOptions().setAddressRegex("push\\.(race|board)\\.[a-z0-9_.-]+"))
        .addOutboundPermitted(new PermittedOptions().setAddress("push.polls"))
        .addOutboundPermitted(new PermittedOptions().setAddress("push.imports"))
        .setMaxHandlersPerSocket(TOPICS_A_SOCKET)
        .setMaxAddressLength(TOPIC_LENGTH)
        .setPingTimeout(PATIENCE.toMillis());
  }

  private static void ourPageOnly(RoutingContext ctx) {
    if (SecurityHeaders.sameOrigin(ctx.request())) ctx.next();
    else Reply.problem(ctx, Problem.of(Kind.FORBIDDEN));
  }

  private static void listenOnly(BridgeEvent event) {
    event.complete(!SPEECH.contains(event.type()));
  }
}
