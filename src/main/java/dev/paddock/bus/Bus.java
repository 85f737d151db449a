package dev.paddock.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Function;

/** Typed front of the Vert.x event bus. Outside of this package nobody touches {@link EventBus}. */
public final class Bus {
  private final EventBus bus;

  private Bus(EventBus bus) {
    this.bus = bus;
  }

  /** The bus of a Vertx, for whoever is deployed on it and was handed none. Records travel on it once {@link #install} was called. */
  public static Bus of(Vertx vertx) {
    return new Bus(vertx.eventBus());
  }

  /** Call once per Vertx instance: registers the codec that hands records over by reference. */
  public static Bus install(Vertx vertx) {
    var bus = vertx.eventBus();
    bus.registerCodec(new ByReference());
    bus.codecSelector(body -> body instanceof Message ? ByReference.NAME : null);
    return new Bus(bus);
  }

  /** Asks one answerer; the Future fails when nobody answers within {@code timeout} or the answerer failed. */
  public <Q extends Message, R extends Message> Future<R> ask(Address.Ask<Q, R> to, Q question, Duration timeout) {
    return bus.<R>request(to.name(), question, new DeliveryOptions().setLocalOnly(true).setSendTimeout(timeout.toMillis()))
        .map(reply -> to.reply().cast(reply.body()));
  }

  /** Answers an address. A handler that throws or fails answers at once with a failure, so that no asker waits for its timeout. */
  public <Q extends Message, R extends Message> Future<Void> answer(Address.Ask<Q, R> at, Function<Q, Future<R>> handler) {
    return bus.<Q>localConsumer(at.name(), m -> {
      Future<R> answer;
      try {
        answer = handler.apply(at.question().cast(m.body()));
      } catch (Throwable t) {
        answer = Future.failedFuture(t);
      }
      answer.onSuccess(m::reply).onFailure(t -> m.fail(500, t.toString()));
    }).completion();
  }

  /** Publishes a stored fact to whoever listens. */
  public <E extends Message> void tell(Address.Fact<E> to, E fact) {
    bus.publish(to.name(), fact, new DeliveryOptions().setLocalOnly(true));
  }

  /** Listens to a fact. */
  public <E extends Message> Future<Void> on(Address.Fact<E> at, Handler<E> handler) {
    return bus.<E>localConsumer(at.name(), m -> handler.handle(at.event().cast(m.body()))).completion();
  }

  /** Publishes JSON on a {@code push.*} address, the only ones that the outward bridges permit, to those who listen on this node. */
  public void push(String address, JsonObject body) {
    if (!address.startsWith("push.")) throw new IllegalArgumentException("only push.* leaves the house: " + address);
    bus.publish(address, body, new DeliveryOptions().setLocalOnly(true));
  }

  /** Hears what is pushed to an address on this node, from now on and until the answer is run. */
  public Runnable hear(String address, Handler<JsonObject> handler) {
    var hearing = bus.<JsonObject>localConsumer(address, m -> handler.handle(m.body()));
    return hearing::unregister;
  }

  private static final class ByReference implements MessageCodec<Object, Object> {
    static final String NAME = "paddock.by-reference";

    @Override public void encodeToWire(Buffer buffer, Object o) {
      throw new UnsupportedOperationException("local only");
    }

    @Override public Object decodeFromWire(int pos, Buffer buffer) {
      throw new UnsupportedOperationException("local only");
    }

    @Override public Object transform(Object o) {
      return o;
    }

    @Override public String name() {
      return NAME;
    }

    @Override public byte systemCodecID() {
      return -1;
    }
  }
}
