package dev.paddock.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fetch.Turnstile.Pass;
import dev.paddock.fetch.Wire.Letter;
import dev.paddock.fetch.Wire.Reply;
import dev.paddock.fetch.contract.Fetching.Allowance;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.kernel.Breaker;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One provider as we know it: its quota, its breaker, what is in flight, and the pages that a 304 refers to. Event loop only. */
final class Source {
  /** A 429 that does not say how long: this long. */
  private static final Duration COOL_DOWN = Duration.ofMinutes(1);
  /** So long a file, or the next of several pages, waits while the quota's pace holds it up. */
  private static final Duration ITS_TURN = Duration.ofSeconds(5);

  private final Provider provider;
  private final Wire wire;
  private final Turnstile turnstile;
  private final Session session;
  private final Timers timers;
  private final Breaker breaker;
  private final Map<String, Future<Fetched>> inFlight = new HashMap<>();
  private final Cache<String, Page> pages = Caffeine.newBuilder().maximumSize(500).build();
  private final Listener listener;
  private Reach reach = new Reach(true, Optional.empty(), Optional.empty());

  /** Whether its last answer was one, since when, and why not. */
  private record Reach(boolean reachable, Optional<Instant> since, Optional<String> why) {}

  /** A page with what its server wants to hear to answer 304. */
  private record Page(String body, Optional<String> lastModified, Optional<String> etag) {}

  /** What a request is worth: to whom it goes first when the quota is short, and until when. */
  private record Worth(long ticket, int weight, Instant nearest, Instant until) {}

  /** Not sent, or sent and answered, or sent and lost. */
  private sealed interface Sent {
    record Not(Fetched why) implements Sent {}

    record Answered(Reply reply) implements Sent {}

    record Lost(String why, Instant sent, Instant lost) implements Sent {}
  }

  /** Who wants to know. */
  interface Listener {
    /** Of every request that was sent. */
    void sent(PageFetched page);

    /** Whenever the provider became unreachable, or reachable again. */
    void changed(ProviderStatus status);
  }

  Source(Provider provider, Wire wire, Turnstile turnstile, Session session, Timers timers, Listener listener) {
    this.provider = provider;
    this.wire = wire;
    this.turnstile = turnstile;
    this.session = session;
    this.timers = timers;
    this.breaker = new Breaker(5, provider.line().pause());
    this.listener = listener;
  }

  ProviderStatus status() {
    var now = timers.instant();
    var limited = turnstile.closed();
    var nextTry = Stream.of(breaker.openUntil(now), limited).flatMap(Optional::stream).max(Comparator.naturalOrder());
    return new ProviderStatus(provider.name(), provider.baseUrl(), reach.reachable, reach.since,
        reach.why.or(() -> limited.map(until -> "no more requests are allowed for now")), nextTry, allowances());
  }

  List<Allowance> allowances() {
    return turnstile.allowances().stream()
        .map(a -> new Allowance(a.limit().toString(), a.limit().amount(), a.used(), a.resets())).toList();
  }

  /** What the other nodes took of the quota is looked up first. */
  Future<ProviderStatus> freshStatus() {
    return turnstile.refresh().transform(read -> Future.succeededFuture(status()));
  }

  /**
   * Those who ask for the same page at the same time share one request. A page does not wait for its turn: whoever asks comes back,
   * but for one that is the next of several.
   */
  Future<Fetched> page(String resource, boolean next) {
    var underWay = inFlight.get(resource);
    if (underWay != null) return underWay;
    var known = Optional.ofNullable(pages.getIfPresent(resource));
    var headers = new HashMap<>(Map.of("Accept", "application/json"));
    known.flatMap(Page::etag).ifPresent(etag -> headers.put("If-None-Match", etag));
    known.flatMap(Page::lastModified).ifPresent(date -> headers.put("If-Modified-Since", date));
    var now = timers.instant();
    var worth = new Worth(turnstile.ticket(), 1, now, next ? itsTurn(now) : now);
    var fetched = send(Letter.get(provider.baseUrl() + resource, headers), worth, true)
        .map(sent -> sent instanceof Sent.Answered(var reply) ? page(resource, known, reply) : fetched(sent));
    if (fetched.isComplete()) return fetched;
    inFlight.put(resource, fetched);
    return fetched.andThen(over -> inFlight.remove(resource));
  }

  /** What came of asking for a file. */
  sealed interface Arrived {
    /** Its body is where it was to go, if it was not refused. */
    record Body(Reply reply) implements Arrived {}

    record Same() implements Arrived {}

    record Nothing(Loaded why) implements Arrived {}
  }

  /**
   * Asks for a file, or whether it is still the one that is known.
   *
   * @param into where the body goes as it comes, if there is one
   */
  Future<Arrived> file(String resource, Optional<Archived> known, Path into) {
    var headers = new HashMap<String, String>();
    known.flatMap(Archived::etag).ifPresent(etag -> headers.put("If-None-Match", etag));
    known.flatMap(Archived::lastModified).ifPresent(date -> headers.put("If-Modified-Since", date));
    var now = timers.instant();
    return send(Letter.download(provider.baseUrl() + resource, headers, into), new Worth(turnstile.ticket(), 1, now, itsTurn(now)), true)
        .map(sent -> arrived(sent, known.isPresent()));
  }

  /** The next turn of a burst is worth waiting for, the next hour is not. */
  private Instant itsTurn(Instant now) {
    return turnstile.closed().isPresent() ? now : now.plus(ITS_TURN);
  }

  private Arrived arrived(Sent sent, boolean known) {
    if (sent instanceof Sent.Answered(var reply) && (reply.status() == 200 || reply.status() == 304 && known)) {
      reachable();
      return reply.status() == 200 ? new Arrived.Body(reply) : new Arrived.Same();
    }
    boolean asked = !(sent instanceof Sent.Not);
    return new Arrived.Nothing(switch (fetched(sent)) {
      case Fetched.Absent(var status) -> new Loaded.Absent(status);
      case Fetched.Deferred(var until, var why) -> new Loaded.Deferred(until, why, asked);
      case Fetched.Unavailable(var why) -> new Loaded.Unavailable(why, asked);
      case Fetched.Fresh fresh -> throw new IllegalStateException("a body that did not go where it was to go");
    });
  }

  /** Fails when the call is heavier than the provider allows: it would be refused whenever it is sent. */
  Future<Called> call(Call call) {
    if (call.weight() < 1 || provider.quota().tooHeavy(call.weight())) return Future.failedFuture(
        new IllegalArgumentException("a call of weight " + call.weight() + " is more than " + provider.name() + " allows"));
    var url = provider.baseUrl() + call.resource();
    var letter = call.post()
        .map(post -> Letter.post(url, Map.of("Accept", "application/json", "Content-Type", post.contentType()), post.body()))
        .orElseGet(() -> Letter.get(url, Map.of("Accept", "application/json")));
    return send(letter, new Worth(turnstile.ticket(), call.weight(), call.nearest(), call.until()), true).map(sent -> switch (sent) {
      case Sent.Not(var why) -> new Called(why, Optional.empty());
      case Sent.Lost(var why, var at, var lost) -> new Called(fetched(sent), Optional.of(new Exchange(at, lost, 0, 0)));
      case Sent.Answered(var reply) -> new Called(read(reply),
          Optional.of(new Exchange(reply.sent(), reply.received(), reply.status(), reply.bytes())));
    });
  }

  private Future<Sent> send(Letter letter, Worth worth, boolean first) {
    var left = leftAlone(breaker.openUntil(timers.instant()));
    if (left.isPresent()) return Future.succeededFuture(left.get());
    return session.headers().transform(known -> known.failed() ? Future.succeededFuture(new Sent.Not(unavailable(reason(known.cause()))))
        : pass(with(letter, known.result()), worth, Optional.empty()).compose(this::heed).compose(sent -> {
          if (!first || !(sent instanceof Sent.Answered(var reply)) || !session.forgotten(reply)) return Future.succeededFuture(sent);
          session.renew(known.result());
          return send(letter, new Worth(turnstile.ticket(), worth.weight(), worth.nearest(), worth.until()), false);
        }));
  }

  /** A stop is on record, where every node finds it, before anybody hears of the answer. */
  private Future<Sent> heed(Sent sent) {
    return sent instanceof Sent.Answered(var reply) && reply.status() == 429 ? turnstile.stop(stopUntil(reply)).map(sent)
        : Future.succeededFuture(sent);
  }

  private Letter with(Letter letter, Map<String, String> session) {
    var headers = new HashMap<>(letter.headers());
    headers.putAll(provider.headers());
    headers.putAll(session);
    return letter.with(headers);
  }

  /** @param open a connection on which a pass was waited for already: a pass may run out while a connection is made */
  private Future<Sent> pass(Letter letter, Worth worth, Optional<HttpClientRequest> open) {
    return turnstile.enter(worth.ticket(), worth.weight(), worth.nearest(), worth.until()).compose(pass -> switch (pass) {
      case Pass.Later(var until, var why) -> {
        open.ifPresent(HttpClientRequest::reset);
        yield Future.succeededFuture(new Sent.Not(new Fetched.Deferred(until, why)));
      }
      case Pass.Granted(var until) -> {
        var left = leftAlone(breaker.ask(timers.instant()));
        if (left.isPresent()) {
          turnstile.over(worth.ticket(), Optional.empty());
          open.ifPresent(HttpClientRequest::reset);
          yield Future.succeededFuture(left.get());
        }
        var begun = timers.instant();
        yield open.map(Future::succeededFuture).orElseGet(() -> wire.open(letter)).transform(line -> {
          if (line.succeeded() && timers.instant().isBefore(until)) return exchange(line.result(), letter, worth);
          turnstile.over(worth.ticket(), Optional.empty());
          return line.failed() ? Future.succeededFuture(lost(line.cause(), begun)) : pass(letter, worth, Optional.of(line.result()));
        });
      }
    });
  }

  private Future<Sent> exchange(HttpClientRequest line, Letter letter, Worth worth) {
    var sent = timers.instant();
    var begun = System.nanoTime();
    return wire.send(line, letter).<Sent>map(Sent.Answered::new).otherwise(failure -> lost(failure, sent)).onSuccess(answer -> {
      var took = Duration.ofNanos(System.nanoTime() - begun);
      turnstile.over(worth.ticket(), Optional.of(took));
      listener.sent(new PageFetched(provider.name(), outcome(answer), took));
    });
  }

  private Optional<Sent> leftAlone(Optional<Instant> until) {
    return until.map(at -> new Sent.Not(new Fetched.Unavailable(
        provider.name() + " is left alone until " + at + ": " + reach.why.orElse(""))));
  }

  private Sent.Lost lost(Throwable failure, Instant sent) {
    var why = reason(failure);
    failed(why);
    return new Sent.Lost(why, sent, timers.instant());
  }

  private Fetched fetched(Sent sent) {
    return switch (sent) {
      case Sent.Not(var why) -> why;
      case Sent.Lost(var why, var at, var lost) -> new Fetched.Unavailable(provider.name() + ": " + why);
      case Sent.Answered(var reply) -> read(reply);
    };
  }

  private Fetched page(String resource, Optional<Page> known, Reply reply) {
    if (reply.status() == 304) return known.map(page -> reachable(new Fetched.Fresh(page.body(), reply.received())))
        .orElseGet(() -> unavailable("304 to an unconditional request"));
    if (reply.status() == 200) pages.put(resource, new Page(reply.body(), reply.header("Last-Modified"), reply.header("ETag")));
    return read(reply);
  }

  private Fetched read(Reply reply) {
    var now = reply.received();
    return switch (reply.status()) {
      case 200 -> reachable(new Fetched.Fresh(reply.body(), now));
      case 403, 404, 410 -> reachable(new Fetched.Absent(reply.status()));
      case 429 -> reachable(new Fetched.Deferred(stopUntil(reply), provider.name() + " answered 429"));
      default -> unavailable("HTTP " + reply.status());
    };
  }

  private static Instant stopUntil(Reply reply) {
    var now = reply.received();
    return reply.header("Retry-After").flatMap(header -> retryAfter(header, now)).orElse(now.plus(COOL_DOWN));
  }

  private static Optional<Instant> retryAfter(String header, Instant now) {
    try {
      return Optional.of(header.matches("\\d{1,6}") ? now.plusSeconds(Long.parseLong(header))
          : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Fetched reachable(Fetched answer) {
    reachable();
    return answer;
  }

  private void reachable() {
    breaker.succeeded();
    becomes(true, Optional.empty());
  }

  private Fetched unavailable(String why) {
    failed(why);
    return new Fetched.Unavailable(provider.name() + ": " + why);
  }

  private void failed(String why) {
    breaker.failed(timers.instant());
    becomes(false, Optional.of(why));
  }

  private void becomes(boolean reachable, Optional<String> why) {
    var before = reach;
    boolean same = before.reachable == reachable && before.since.isPresent();
    reach = new Reach(reachable, same ? before.since : Optional.of(timers.instant()), why);
    if (before.reachable != reachable) listener.changed(status());
  }

  private static PageFetched.Outcome outcome(Sent sent) {
    if (!(sent instanceof Sent.Answered(var reply))) return PageFetched.Outcome.UNAVAILABLE;
    return switch (reply.status()) {
      case 200 -> PageFetched.Outcome.FRESH;
      case 304 -> PageFetched.Outcome.NOT_MODIFIED;
      case 403, 404, 410 -> PageFetched.Outcome.ABSENT;
      case 429 -> PageFetched.Outcome.DEFERRED;
      default -> PageFetched.Outcome.UNAVAILABLE;
    };
  }

  private static String reason(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message.strip();
  }
}
