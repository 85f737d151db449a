package dev.paddock.horse.provider;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.Post;
import dev.paddock.horse.provider.HorseSource.Listed;
import dev.paddock.horse.provider.HorseSource.Look;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Asks one provider over the one door out, and has the answer read by workers. */
final class Asking {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String provider;
  private final Bus bus;
  private final Parsing parsing;
  private final Unknown unknown;

  Asking(String provider, Bus bus, Parsing parsing, Unknown unknown) {
    this.provider = provider;
    this.bus = bus;
    this.parsing = parsing;
    this.unknown = unknown;
  }

  String provider() {
    return provider;
  }

  /** What came of a request. Only a bug fails the Future. */
  sealed interface Heard<T> {
    record Good<T>(T told, Exchange exchange) implements Heard<T> {}

    record Bad<T>(Look look) implements Heard<T> {
      Listed listed() {
        return switch (look) {
          case Look.Later(var until, var why, var exchange) -> new Listed.Later(until, why);
          case Look.Failed(var why, var exchange) -> new Listed.Failed(why, exchange);
          case Look.Missing(var why, var exchange) -> new Listed.Failed(why, Optional.of(exchange));
          case Look.Seen(var sighting, var exchange) -> throw new IllegalStateException("a sighting is not bad");
        };
      }
    }
  }

  Call get(String resource, Instant nearest, Instant until) {
    return new Call(provider, resource, Optional.empty(), 1, nearest, until);
  }

  Call post(String resource, String json, int weight, Instant nearest, Instant until) {
    return new Call(provider, resource, Optional.of(new Post("application/json", json)), weight, nearest, until);
  }

  <T> Future<Heard<T>> hear(Call call, Body.Reader<T> reader) {
    return bus.ask(Fetching.CALL, call, PATIENCE).transform(asked -> asked.succeeded() ? heard(call, asked.result(), reader)
        : Future.succeededFuture(failed("nobody fetches: " + asked.cause(), Optional.empty())));
  }

  private <T> Future<Heard<T>> heard(Call call, Called called, Body.Reader<T> reader) {
    return switch (called.fetched()) {
      case Fetched.Fresh(var text, var at) -> parsing.run(() -> read(call, text, called.exchange().orElseThrow(), reader));
      case Fetched.Absent(var status) -> Future.succeededFuture(absent(status, called.exchange()));
      case Fetched.Deferred(var until, var why) -> Future.succeededFuture(new Heard.Bad<>(new Look.Later(until, why, called.exchange())));
      case Fetched.Unavailable(var why) -> Future.succeededFuture(failed(why, called.exchange()));
    };
  }

  private <T> Heard<T> read(Call call, String text, Exchange exchange, Body.Reader<T> reader) {
    try {
      return new Heard.Good<>(Body.read(text, body -> {
        var told = reader.read(body);
        notKnown(Unknown.Kind.FIELD, body.unknown());
        return told;
      }), exchange);
    } catch (Malformed e) {
      return failed(call.resource() + ": " + e.getMessage(), Optional.of(exchange));
    }
  }

  void notKnown(Unknown.Kind kind, Set<String> words) {
    if (!words.isEmpty()) unknown.seen(provider, kind, words);
  }

  /** 403 is about us, the others are about what was asked for. */
  private static <T> Heard<T> absent(int status, Optional<Exchange> exchange) {
    return exchange.isPresent() && status != 403 ? new Heard.Bad<>(new Look.Missing("HTTP " + status, exchange.get()))
        : failed("HTTP " + status, exchange);
  }

  private static <T> Heard<T> failed(String why, Optional<Exchange> exchange) {
    return new Heard.Bad<>(new Look.Failed(why, exchange));
  }
}
