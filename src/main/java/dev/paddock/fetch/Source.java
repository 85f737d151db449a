package dev.paddock.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.PageFetched;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.kernel.Breaker;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
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
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One provider as we know it: its quota, its breaker, what is in flight, and the pages that a 304 refers to. Event loop only. */
final class Source {
  /** A 429 that does not say how long: this long. */
  private static final Duration COOL_DOWN = Duration.ofMinutes(1);

  private final Provider provider;
  private final WebClient client;
  private final InstantSource time;
  private final Quota quota;
  private final Breaker breaker = new Breaker(5, Duration.ofMinutes(1));
  private final Map<String, Future<Fetched>> inFlight = new HashMap<>();
  private final Cache<String, Page> pages = Caffeine.newBuilder().maximumSize(500).build();
  private final Consumer<PageFetched> told;
  private Reach reach = new Reach(true, Optional.empty(), Optional.empty());

  /** Whether its last answer was one, since when, and why not. */
  private record Reach(boolean reachable, Optional<Instant> since, Optional<String> why) {}

  /** A page with what its server wants to hear to answer 304. */
  private record Page(String body, String lastModified, String etag) {}

  /** @param told of every request that was sent */
  Source(Provider provider, WebClient client, InstantSource time, Consumer<PageFetched> told) {
    this.provider = provider;
    this.client = client;
    this.time = time;
    this.quota = new Quota(provider.limits());
    this.told = told;
  }

  ProviderStatus status() {
    var now = time.instant();
    var limited = quota.closed(now);
    var nextTry = Stream.of(breaker.ask(now), limited).flatMap(Optional::stream).max(Comparator.naturalOrder());
    return new ProviderStatus(provider.name(), provider.baseUrl(), reach.reachable, reach.since,
        reach.why.or(() -> limited.map(until -> "no more requests are allowed for now")), nextTry);
  }

  /** Those who ask for the same page at the same time share one request. */
  Future<Fetched> get(String resource) {
    var underWay = inFlight.get(resource);
    if (underWay != null) return underWay;
    var now = time.instant();
    var closed = breaker.ask(now);
    if (closed.isPresent()) return Future.succeededFuture(new Fetched.Unavailable(provider.name() + " is left alone until " + closed.get() + ": " + reach.why.orElse("")));
    var wait = quota.take(now);
    if (wait.isPresent()) return Future.succeededFuture(new Fetched.Deferred(wait.get(), provider.name() + "'s quota is used up"));
    var begun = System.nanoTime();
    var fetched = send(resource).otherwise(failure -> unavailable(reason(failure)))
        .onSuccess(answer -> told.accept(new PageFetched(provider.name(), outcome(answer), Duration.ofNanos(System.nanoTime() - begun))));
    inFlight.put(resource, fetched);
    return fetched.andThen(over -> inFlight.remove(resource));
  }

  private Future<Fetched> send(String resource) {
    var known = pages.getIfPresent(resource);
    var request = client.getAbs(provider.baseUrl() + resource)
        .putHeader("User-Agent", provider.userAgent()).putHeader("Accept", "application/json")
        .timeout(provider.timeout().toMillis());
    if (known != null && known.etag() != null) request.putHeader("If-None-Match", known.etag());
    if (known != null && known.lastModified() != null) request.putHeader("If-Modified-Since", known.lastModified());
    return request.as(() -> new BoundedBody(provider.maxBytes())).send().map(response -> read(resource, known, response));
  }

  private Fetched read(String resource, Page known, HttpResponse<Buffer> response) {
    var now = time.instant();
    return switch (response.statusCode()) {
      case 200 -> {
        var body = response.body() == null ? "" : response.body().toString();
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
      return header.matches("\\d{1,6}") ? now.plusSeconds(Long.parseLong(header)) : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return now.plus(COOL_DOWN);
    }
  }

  private Fetched reachable(Fetched answer) {
    breaker.succeeded();
    if (!reach.reachable || reach.since.isEmpty()) reach = new Reach(true, Optional.of(time.instant()), Optional.empty());
    return answer;
  }

  private Fetched unavailable(String why) {
    var now = time.instant();
    breaker.failed(now);
    reach = new Reach(false, reach.reachable ? Optional.of(now) : reach.since, Optional.of(why));
    return new Fetched.Unavailable(provider.name() + ": " + why);
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
