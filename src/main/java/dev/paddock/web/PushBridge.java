package dev.paddock.web;

import dev.paddock.web.Problem.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The outward end of {@code push.*}: a browser may listen, and say nothing but what it listens to. Only WebSocket, only from our own page.
 * To {@code push.user.<id>} only that user listens: whoever registers it shows a ticket in the header {@code ticket}, and once the log-in
 * that it was given to has ended, the socket is closed instead of being told. A socket that is silent for {@link #PATIENCE} is closed.
 */
final class PushBridge {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  /** A season's races, two boards, the polls, and room for a longer season. */
  private static final int TOPICS_A_SOCKET = 64;
  private static final int TOPIC_LENGTH = 100;
  private static final int TICKET_LENGTH = 200;
  private static final List<String> FALLBACKS = List.of("EVENT_SOURCE", "HTML_FILE", "JSON_P", "XHR");
  private static final Pattern OWN = Pattern.compile("push\\.user\\.([0-9]{1,18})");

  private final Audience audience;
  /** By socket, the user's addresses that it listens to, each with the log-in that its ticket was given to. */
  private final Map<SockJSSocket, Map<Long, UUID>> own = new ConcurrentHashMap<>();

  private PushBridge(Audience audience) {
    this.audience = audience;
  }

  static void mount(Vertx vertx, Router router, String path, Audience audience) {
    var options = new SockJSHandlerOptions().setInsertJSESSIONID(false).setRegisterWriteHandler(false);
    FALLBACKS.forEach(options::addDisabledTransport);
    router.route(path + "/*").handler(PushBridge::ourPageOnly).subRouter(
        SockJSHandler.create(vertx, options).bridge(permitted(), new PushBridge(audience)::judge));
  }

  private static SockJSBridgeOptions permitted() {
    return new SockJSBridgeOptions()
        .addOutboundPermitted(new PermittedOptions().setAddressRegex("push\\.(race|board)\\.[a-z0-9_.-]+"))
        .addOutboundPermitted(new PermittedOptions().setAddressRegex(OWN.pattern()))
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

  private void judge(BridgeEvent event) {
    switch (event.type()) {
      case SEND, PUBLISH -> event.complete(false);
      case REGISTER -> user(event).ifPresentOrElse(user -> register(event, user), () -> event.complete(true));
      case RECEIVE -> user(event).ifPresentOrElse(user -> receive(event, user), () -> event.complete(true));
      case UNREGISTER -> {
        user(event).ifPresent(user -> leave(event.socket(), user));
        event.complete(true);
      }
      case SOCKET_CLOSED -> {
        Optional.ofNullable(own.remove(event.socket())).ifPresent(seats -> seats.keySet().forEach(audience::left));
        event.complete(true);
      }
      default -> event.complete(true);
    }
  }

  private void register(BridgeEvent event, long user) {
    var seats = own.computeIfAbsent(event.socket(), socket -> new HashMap<>());
    if (seats.containsKey(user)) {
      event.complete(false);
      return;
    }
    audience.admit(user, ticket(event)).onComplete(admitted -> {
      var session = admitted.succeeded() ? admitted.result() : Optional.<UUID>empty();
      session.ifPresent(given -> sit(event.socket(), seats, user, given));
      event.complete(session.isPresent());
    });
  }

  /** Nobody sits down on a socket that was closed meanwhile. */
  private void sit(SockJSSocket socket, Map<Long, UUID> seats, long user, UUID session) {
    if (own.get(socket) == seats && seats.putIfAbsent(user, session) == null) return;
    audience.left(user);
  }

  private void receive(BridgeEvent event, long user) {
    var session = Optional.ofNullable(own.get(event.socket())).map(seats -> seats.get(user));
    if (session.isEmpty()) {
      event.complete(false);
      return;
    }
    audience.mayStay(session.get()).onComplete(stays -> {
      boolean listens = stays.succeeded() && stays.result();
      event.complete(listens);
      if (stays.succeeded() && !listens) event.socket().close();
    });
  }

  private void leave(SockJSSocket socket, long user) {
    var seats = own.get(socket);
    if (seats != null && seats.remove(user) != null) audience.left(user);
  }

  private static Optional<Long> user(BridgeEvent event) {
    var address = OWN.matcher(event.getRawMessage().getString("address", ""));
    return address.matches() ? Optional.of(Long.valueOf(address.group(1))) : Optional.empty();
  }

  private static Optional<String> ticket(BridgeEvent event) {
    return event.getRawMessage().getValue("headers") instanceof JsonObject headers
        && headers.getValue("ticket") instanceof String ticket && ticket.length() <= TICKET_LENGTH ? Optional.of(ticket) : Optional.empty();
  }
}
