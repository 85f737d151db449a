package dev.paddock.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.kernel.Breaker;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One provider as we know it: its quota, its breaker, what is in flight, and the pages that a 304 refers to. Event loop only. */
final class Source {
  /** A 429 that does not say how long: this long. */
  private static final Duration COOL_DOWN = Duration.ofMinutes(1);

  private final Provider provider;
  private final HttpClient client;
  private final InstantSource time;
  private final Quota quota;
  private final Breaker breaker = new Breaker(5, Duration.ofMinutes(1));
  private final Map<String, Future<Fetched>> inFlight = new HashMap<>();
  private final Cache<String, Page> pages = Caffeine.newBuilder().maximumSize(500).build();
  private final Listener listener;
  private Reach reach = new Reach(true, Optional.empty(), Optional.empty());

  /** Whether its last answer was one, since when, and why not. */
  private record Reach(boolean reachable, Optional<Instant> since, Optional<String> why) {}

  /** A page with what its server wants to hear to answer 304. */
  private record Page(String body, String lastModified, String etag) {}

  /** Who wants to know. */
  interface Listener {
    /** Of every request that was sent. */
    void sent(PageFetched page);

    /** Whenever the provider became unreachable, or reachable again. */
    void changed(ProviderStatus status);
  }

  Source(Provider provider, HttpClient client, InstantSource time, Listener listener) {
    this.provider = provider;
    this.client = client;
    this.time = time;
    this.quota = new Quota(provider.limits());
    this.listener = listener;
  }

  ProviderStatus status() {
    var now = time.instant();
    var limited = quota.closed(now);
    var nextTry = Stream.of(breaker.openUntil(now), limited).flatMap(Optional::stream).max(Comparator.naturalOrder());
    return new ProviderStatus(provider.name(), provider.baseUrl(), reach.reachable, reach.since,
        reach.why.or(() -> limited.map(until -> "no more requests are allowed for now")), nextTry);
  }

  /** Those who ask for the same page at the same time share one request. */
  Future<Fetched> get(String resource) {
    var underWay = inFlight.get(resource);
    if (underWay != null) return underWay;
    var now = time.instant();
    var closed = breaker.ask(now);
    if (closed.isPresent()) return Future.succeededFuture(
        new Fetched.Unavailable(provider.name() + " is left alone until " + closed.get() + ": " + reach.why.orElse("")));
    var wait = quota.take(now);
    if (wait.isPresent()) return Future.succeededFuture(new Fetched.Deferred(wait.get(), provider.name() + "'s quota is used up"));
    var begun = System.nanoTime();
    var fetched = send(resource).otherwise(failure -> unavailable(reason(failure)))
        .onSuccess(answer -> listener.sent(new PageFetched(provider.name(), outcome(answer), Duration.ofNanos(System.nanoTime() - begun))));
    inFlight.put(resource, fetched);
    return fetched.andThen(over -> inFlight.remove(resource));
  }

  private Future<Fetched> send(String resource) {
    var known = pages.getIfPresent(resource);
    var options = new RequestOptions().setAbsoluteURI(provider.baseUrl() + resource).setTimeout(provider.timeout().toMillis())
        .putHeader("User-Agent", provider.userAgent()).putHeader("Accept", "application/json");
    if (known != null && known.etag() != null) options.putHeader("If-None-Match", known.etag());
    if (known != null && known.lastModified() != null) options.putHeader("If-Modified-Since", known.lastModified());
    return client.request(options).compose(request -> request.send()
        .compose(response -> BoundedBody.of(response, provider.maxBytes()).map(body -> read(resource, known, response, body.toString())))
        // the request's own time-out ends with the first byte of the answer, this one with the last
        .timeout(provider.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset()));
  }

  private Fetched read(String resource, Page known, HttpClientResponse response, String body) {
    var now = time.instant();
    return switch (response.statusCode()) {
      case 200 -> {
        pages.put(resource, new Page(body, response.getHeader("Last-Modified"), response.getHeader("ETag")));
        yield reachable(new Fetched.Fresh(body, now));
      }
      case 304 -> known == null ? unavailable("304 to an unconditional request") : reachable(new Fetched.Fresh(known.body(), now));
      case 403, 404, 410 -> reachable(new Fetched.Absent(response.statusCode()));
      case 429 -> {
        var until = retryAfter(response.getHeader("Retry-After"), now);
        quota.closeUntil(until);
        yield reachable(new Fetched.Deferred(until, provider.name() + " answered 429"));
      }
      default -> unavailable("HTTP " + response.statusCode());
    };
  }

  private static Instant retryAfter(String header, Instant now) {
    if (header == null) return now.plus(COOL_DOWN);
    try {
      return header.matches("\\d{1,6}") ? now.plusSeconds(Long.parseLong(header))
          : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return now.plus(COOL_DOWN);
    }
  }

  private Fetched reachable(Fetched answer) {
    breaker.succeeded();
    becomes(true, Optional.empty());
    return answer;
  }

  private Fetched unavailable(String why) {
    breaker.failed(time.instant());
    becomes(false, Optional.of(why));
    return new Fetched.Unavailable(provider.name() + ": " + why);
  }

  private void becomes(boolean reachable, Optional<String> why) {
    var before = reach;
    boolean same = before.reachable == reachable && before.since.isPresent();
    reach = new Reach(reachable, same ? before.since : Optional.of(time.instant()), why);
    if (before.reachable != reachable) listener.changed(status());
  }

  private static PageFetched.Outcome outcome(Fetched answer) {
    return switch (answer) {
      case Fetched.Fresh fresh -> PageFetched.Outcome.FRESH;
      case Fetched.Absent absent -> PageFetched.Outcome.ABSENT;
      case Fetched.Deferred deferred -> PageFetched.Outcome.DEFERRED;
      case Fetched.Unavailable unavailable -> PageFetched.Outcome.UNAVAILABLE;
    };
  }

  private static String reason(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message.strip();
  }
}
