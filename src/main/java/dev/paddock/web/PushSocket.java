package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A client of the event bus bridge: it says what it listens to, in its protocol, and nothing else. What it says is handled in the order in
 * which it came. A ticket that it shows with a registration says whose it is from then on.
 */
final class PushSocket extends Listener {
  private static final int HEADER_LENGTH = 200;
  /** Frames that wait for the one before: more than anybody has reason to send at a time. */
  private static final int FRAMES = 4 * TOPICS;
  /** Close codes: log in and come again; the protocol's own for going away in vain. */
  private static final int LOG_IN = 4401;
  private static final int SILENT = 1001;

  private final SockJSSocket socket;
  private Future<Void> before = Future.succeededFuture();
  private int frames;
  private int silentFor;

  PushSocket(Hall hall, String client, SockJSSocket socket) {
    super(hall, client);
    this.socket = socket;
  }

  void open() {
    socket.handler(this::read).exceptionHandler(broken -> drop()).closeHandler(closed -> leave());
  }

  private void read(Buffer bytes) {
    silentFor = 0;
    if (gone()) return;
    JsonObject said;
    try {
      said = bytes.toJsonObject();
    } catch (DecodeException | ClassCastException none) {
      refuse("invalid_json", null);
      return;
    }
    var address = text(said, "address").orElse(null);
    switch (text(said, "type").orElse("")) {
      case "ping" -> { }
      case "register" -> inTurn(() -> register(address, header(said, "ticket"), header(said, "ack").isPresent()));
      case "unregister" -> inTurn(() -> unregister(address));
      case "send", "publish" -> refuse("rejected", address);
      default -> refuse("invalid_type", address);
    }
  }

  private void inTurn(Supplier<Future<Void>> done) {
    if (++frames > FRAMES) {
      drop();
      return;
    }
    before = before.otherwiseEmpty().compose(last -> {
      frames--;
      return gone() ? Future.succeededFuture() : done.get();
    });
  }

  /** @param ack it wants to know when it listens: what is asked of the API from then on misses nothing */
  private Future<Void> register(String address, Optional<String> ticket, boolean ack) {
    if (address == null) return refuse("missing_address", null);
    if (address.length() > Topic.LENGTH) return refuse("max_address_length_reached", null);
    var topic = Topic.parse(address);
    if (topic.isEmpty()) return refuse("access_denied", address);
    if (topics().contains(topic.get())) return refuse("address_already_registered", address);
    if (topics().size() >= TOPICS) return refuse("max_handlers_reached", address);
    return shown(ticket).compose(known -> hall().enter(topic.get(), this)).onSuccess(verdict -> {
      switch (verdict) {
        case LET -> {
          if (ack) say(new JsonObject().put("type", "registered").put("address", address).toBuffer());
        }
        case NOT_HIS -> refuse("rejected", address);
        case ENDED -> ended();
      }
    }).onFailure(away -> refuse("registration_failure", address)).mapEmpty();
  }

  /** A ticket is used up, whatever comes of it; whose socket it is has been settled by the first. */
  private Future<Void> shown(Optional<String> ticket) {
    if (ticket.isEmpty() || holder().isPresent()) return Future.succeededFuture();
    return OwnLoop.back(hall().audience().rights.tear(ticket.get())).onSuccess(found -> found.ifPresent(this::heldBy)).mapEmpty();
  }

  private Future<Void> unregister(String address) {
    Optional.ofNullable(address).flatMap(Topic::parse)
        .ifPresentOrElse(topic -> hall().exit(topic, this), () -> refuse("access_denied", address));
    return Future.succeededFuture();
  }

  private Future<Void> refuse(String why, String address) {
    var refusal = new JsonObject().put("type", "err").put("body", why);
    if (address != null && address.length() <= Topic.LENGTH) refusal.put("address", address);
    say(refusal.toBuffer());
    return Future.succeededFuture();
  }

  private static Optional<String> header(JsonObject said, String name) {
    return said.getValue("headers") instanceof JsonObject headers ? text(headers, name).filter(t -> t.length() <= HEADER_LENGTH)
        : Optional.empty();
  }

  private static Optional<String> text(JsonObject said, String name) {
    return said.getValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  @Override protected Future<Void> write(Buffer bytes) {
    return socket.write(bytes);
  }

  @Override protected void cut() {
    socket.routingContext().request().connection().close();
  }

  @Override void hear(Push push) {
    say(push.frame());
  }

  @Override void lose(Topic topic) {
    refuse("rejected", topic.address());
  }

  @Override void ended() {
    close(LOG_IN, "The log-in has ended.");
  }

  @Override void turn() {
    if (++silentFor > Hall.TURNS) close(SILENT, "Nothing was heard.");
  }

  /** Its client hears why, if it reads at all. */
  private void close(int code, String why) {
    leave();
    socket.close(code, why);
  }
}
