package dev.paddock.horse.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.ManualTimers;
import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.fetch.contract.Fetching.Fetched;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers calls from a table, by resource, and keeps what was asked. */
final class FakeFetch implements AutoCloseable {
  static final Instant SENT = Instant.parse("2025-07-17T00:44:59Z");

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.of(vertx);
  final Parsing parsing = Parsing.on(vertx.createSharedWorkerExecutor("parsing", 2));
  final ManualTimers timers;
  final Map<String, Set<String>> notKnown = new TreeMap<>();
  final Unknown unknown = (provider, kind, words) -> notKnown.put(provider + " " + kind, words);
  private final Map<String, Function<Call, Called>> answers = new ConcurrentHashMap<>();
  private final List<Call> asked = new CopyOnWriteArrayList<>();

  FakeFetch(Instant now) {
    this.timers = new ManualTimers(vertx, now);
  }

  /** Until then nobody answers. */
  FakeFetch open() {
    bus.answer(Fetching.CALL, call -> {
      asked.add(call);
      return Future.succeededFuture(answers.getOrDefault(call.resource(), it -> called(new Fetched.Absent(404), 404)).apply(call));
    }).await();
    return this;
  }

  static Called called(Fetched fetched, int status) {
    return new Called(fetched, Optional.of(new Exchange(SENT, SENT.plusMillis(120), status, 1000)));
  }

  void answers(String resource, Called called) {
    answers.put(resource, call -> called);
  }

  void answers(String resource, JsonNode body) {
    answers(resource, body.toString());
  }

  void answers(String resource, String body) {
    answers(resource, called(new Fetched.Fresh(body, SENT), 200));
  }

  /** By what was posted. */
  void answers(String resource, Function<Call, String> body) {
    answers.put(resource, call -> called(new Fetched.Fresh(body.apply(call), SENT), 200));
  }

  List<Call> asked() {
    return asked;
  }

  List<String> resources() {
    return asked.stream().map(Call::resource).toList();
  }

  @Override public void close() {
    vertx.close().await();
  }
}
