package dev.paddock.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Typed front of the Vert.x event bus. Outside of this package nobody touches {@link EventBus}.
 *
 * <p>Questions are answered on the node that asks, which has every room. Facts are told to all nodes: on this one at once, by reference;
 * to the others as JSON on one address, {@link #EVERYWHERE}, from which each of them tells its own listeners. So no listener here ever
 * waits for the cluster. {@code push.*} stays on its node: every node tells its own sockets. Each node numbers what it tells the others,
 * and who misses some of it tells its own {@link #MISSED}.
 */
public final class Bus implements Shareable {
  /** Other nodes may have told what did not arrive here: who shows what they do asks the database. Told on this node only. */
  public static final Address.Fact<FactsMissed> MISSED = new Address.Fact<>("bus.facts.missed", FactsMissed.class);

  private static final String EVERYWHERE = "paddock.facts";
  /** Where a node tells its own listeners what it heard of another. */
  private static final String FROM_ELSEWHERE = ".elsewhere";
  private static final String NAME = "paddock.bus";
  private static final String TELLER = "teller";
  private static final String NUMBER = "number";
  /** What comes later than others that were told after it has got lost. */
  private static final long LATE_MILLIS = 2_000;

  private final Vertx vertx;
  private final EventBus bus;
  private final boolean clustered;
  private final RecordCodec codec = new RecordCodec();
  private final String me = UUID.randomUUID().toString();
  private final AtomicLong told = new AtomicLong();
  private final Tellers tellers = new Tellers();

  /** See {@link #MISSED}. */
  public record FactsMissed() implements Message {}

  private Bus(Vertx vertx) {
    this.vertx = vertx;
    this.bus = vertx.eventBus();
    this.clustered = vertx.isClustered();
  }

  /** The one bus of a Vertx, opened by whoever asks first. In a cluster it hears from then on what other nodes tell. */
  public static Bus of(Vertx vertx) {
    return vertx.sharedData().<String, Bus>getLocalMap(NAME).computeIfAbsent(NAME, first -> new Bus(vertx).open());
  }

  private Bus open() {
    bus.registerCodec(codec);
    bus.codecSelector(body -> body instanceof Message ? RecordCodec.NAME : null);
    if (clustered) hearOthers();
    return this;
  }

  private void hearOthers() {
    bus.<Object>consumer(EVERYWHERE, m -> {
      var teller = m.headers().get(TELLER);
      if (teller == null || teller.equals(me)) return;
      count(teller, m.headers().get(NUMBER));
      if (m.body() instanceof RecordCodec.Heard(var address, var fact)) bus.publish(address + FROM_ELSEWHERE, fact, here());
    });
  }

  private void count(String teller, String number) {
    if (number == null || !number.matches("[0-9]{1,18}") || tellers.heard(teller, Long.parseLong(number))) return;
    vertx.setTimer(LATE_MILLIS, later -> {
      if (tellers.lost(teller)) missed();
    });
  }

  /** Somebody who might have told something is gone, or some of it got lost. */
  public void missed() {
    tellHere(MISSED, new FactsMissed());
  }

  /** Asks one answerer; the Future fails when nobody answers within {@code timeout} or the answerer failed. */
  public <Q extends Message, R extends Message> Future<R> ask(Address.Ask<Q, R> to, Q question, Duration timeout) {
    return bus.<R>request(to.name(), question, here().setSendTimeout(timeout.toMillis()))
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

  /** Publishes a stored fact to whoever listens, on every node. */
  public <E extends Message> void tell(Address.Fact<E> to, E fact) {
    tellHere(to, fact);
    if (!clustered) return;
    codec.know(to);
    bus.publish(EVERYWHERE, fact, new DeliveryOptions().addHeader(TELLER, me)
        .addHeader(NUMBER, Long.toString(told.incrementAndGet())));
  }

  /** Publishes a fact to whoever listens on this node: the others find it out by themselves, or it is none of theirs. */
  public <E extends Message> void tellHere(Address.Fact<E> to, E fact) {
    bus.publish(to.name(), fact, here());
  }

  /**
   * Listens to a fact, whichever node tells it. For those who show it or forget what they knew: who acts on it, or counts it, would do
   * so once a node, and listens with {@link #onHere}.
   */
  public <E extends Message> Future<Void> on(Address.Fact<E> at, Handler<E> handler) {
    codec.know(at);
    return Future.all(onHere(at, handler), listen(at.name() + FROM_ELSEWHERE, at, handler).completion()).mapEmpty();
  }

  /** Listens to a fact as far as this node tells it: each is heard on one node of a cluster. */
  public <E extends Message> Future<Void> onHere(Address.Fact<E> at, Handler<E> handler) {
    return listen(at.name(), at, handler).completion();
  }

  private <E extends Message> MessageConsumer<E> listen(String address, Address.Fact<E> at, Handler<E> handler) {
    return bus.localConsumer(address, m -> handler.handle(at.event().cast(m.body())));
  }

  /** Publishes JSON on a {@code push.*} address, the only ones that the outward bridges permit, to this node's sockets. */
  public void push(String address, JsonObject body) {
    if (!address.startsWith("push.")) throw new IllegalArgumentException("only push.* leaves the house: " + address);
    bus.publish(address, body, here());
  }

  /** Hears what is pushed to an address on this node, from now on and until the answer is run. */
  public Runnable hear(String address, Handler<JsonObject> handler) {
    var hearing = bus.<JsonObject>localConsumer(address, m -> handler.handle(m.body()));
    return hearing::unregister;
  }

  private static DeliveryOptions here() {
    return new DeliveryOptions().setLocalOnly(true);
  }
}
