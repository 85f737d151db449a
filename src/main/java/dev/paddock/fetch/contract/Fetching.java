package dev.paddock.fetch.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All outbound HTTP goes through here. */
public interface Fetching {
  Address.Ask<GetPage, Fetched> GET_PAGE = new Address.Ask<>("fetch.page.get", GetPage.class, Fetched.class);
  Address.Ask<Call, Called> CALL = new Address.Ask<>("fetch.call", Call.class, Called.class);
  Address.Ask<Load, Loaded> LOAD = new Address.Ask<>("fetch.load", Load.class, Loaded.class);
  Address.Ask<GetProviders, Providers> PROVIDERS = new Address.Ask<>("fetch.providers.get", GetProviders.class, Providers.class);
  Address.Fact<PageFetched> PAGE_FETCHED = new Address.Fact<>("fetch.page.fetched", PageFetched.class);
  Address.Fact<FileLoaded> FILE_LOADED = new Address.Fact<>("fetch.file.loaded", FileLoaded.class);
  Address.Fact<QuotaUsed> QUOTA_USED = new Address.Fact<>("fetch.quota.used", QuotaUsed.class);
  Address.Fact<ProviderChanged> PROVIDER_CHANGED = new Address.Fact<>("fetch.provider.changed", ProviderChanged.class);

  /**
   * A page, as it was last seen if it did not change since.
   *
   * @param resource path and query below the provider's base URL, beginning with a slash
   * @param next     it follows one that was got: it waits for its turn in a burst, so that the first was not got in vain
   */
  record GetPage(String provider, String resource, boolean next) implements Message {
    /** One for which whoever asks comes back. */
    public GetPage(String provider, String resource) {
      this(provider, resource, false);
    }
  }

  /**
   * A request that is worth something at its instant only: never shared, cached or archived.
   *
   * @param post    a body to POST; empty: GET
   * @param weight  what it weighs where a provider limits weights, at least 1
   * @param nearest the start that it is about: when a quota is short, those nearest to theirs go first
   * @param until   later than that it is not worth sending: then it is deferred
   */
  record Call(String provider, String resource, Optional<Post> post, int weight, Instant nearest, Instant until) implements Message {}

  record Post(String contentType, String body) implements Message {}

  /** @param exchange empty: no request was sent */
  record Called(Fetched fetched, Optional<Exchange> exchange) implements Message {}

  /** @param status HTTP status, 0: no answer; @param bytes of the body as received, before decompression where that is known */
  record Exchange(Instant sent, Instant received, int status, int bytes) implements Message {}

  /**
   * A file that is kept in the archive, and read from there: it may be large.
   *
   * @param refresh false: what the archive has is the answer, without a request; true: the server is asked whether it is still that
   */
  record Load(String provider, String resource, boolean refresh) implements Message {}

  /** What came of it. Only a bug fails the Future. */
  sealed interface Loaded extends Message {
    record Kept(Kept.Origin origin, Archived file) implements Loaded {
      /** Without a request; after a 304; or as it came now. */
      public enum Origin { ARCHIVE, NOT_MODIFIED, FETCHED }
    }

    /** The server says that there is no such thing (403, 404, 410). */
    record Absent(int status) implements Loaded {}

    /** Our quota or the provider's 429: come back then. @param asked whether a request was made, and told so */
    record Deferred(Instant until, String why, boolean asked) implements Loaded {}

    /** It answered, but with what cannot be kept: over the limit, cut off, an error page with status 200. */
    record Refused(String why) implements Loaded {}

    /** @param asked whether a request was made, or tried */
    record Unavailable(String why, boolean asked) implements Loaded {}
  }

  /**
   * A file of the archive, to be read with {@link ArchivedBytes}.
   *
   * @param path      of the gzipped file on this node
   * @param hash      SHA-256 of the unpacked bytes, hex
   * @param bytes     unpacked
   * @param fetchedAt when these bytes came first
   */
  record Archived(String path, String hash, long bytes, Optional<String> etag, Optional<String> lastModified, Instant fetchedAt)
      implements Message {}

  /** What came of it. Only a bug fails the Future. */
  sealed interface Fetched extends Message {
    /** A 200, or the archived page after a 304. */
    record Fresh(String body, Instant at) implements Fetched {}

    /** The server says that there is no such thing (403, 404, 410). */
    record Absent(int status) implements Fetched {}

    /** Our quota or the provider's 429: come back then. */
    record Deferred(Instant until, String why) implements Fetched {}

    /** No usable answer: no connection, a time-out, 5xx, a body over the limit, or the breaker is open. */
    record Unavailable(String why) implements Fetched {}
  }

  /** A request that was sent, and what came of it; {@code took} until its last byte or its failure. */
  record PageFetched(String provider, Outcome outcome, Duration took) implements Message {
    public enum Outcome { FRESH, NOT_MODIFIED, ABSENT, DEFERRED, UNAVAILABLE }
  }

  /** What became of a {@link Load}; one from the archive cost no request. */
  record FileLoaded(String provider, Outcome outcome) implements Message {
    public enum Outcome { ARCHIVE, NOT_MODIFIED, FETCHED, ABSENT, DEFERRED, REFUSED, UNAVAILABLE }
  }

  record GetProviders() implements Message {}

  record Providers(List<ProviderStatus> providers) implements Message {}

  /**
   * @param reachable false after a failed request, until one succeeds
   * @param since     when that began; empty before the first request
   * @param why       of the latest failure, or of the limit; empty when there is neither
   * @param nextTry   before which nothing is asked: it is left alone after failures, or its limit is reached; empty when asking is allowed
   * @param quota     one of each limit; all nodes together
   */
  record ProviderStatus(String provider, String baseUrl, boolean reachable, Optional<Instant> since, Optional<String> why,
                        Optional<Instant> nextTry, List<Allowance> quota) implements Message {
    /** Unknown before the first request. */
    public enum State { UNKNOWN, UP, LIMITED, DOWN }

    public ProviderStatus {
      quota = List.copyOf(quota);
    }

    public State state() {
      if (!reachable) return State.DOWN;
      if (nextTry.isPresent()) return State.LIMITED;
      return since.isPresent() ? State.UP : State.UNKNOWN;
    }
  }

  /**
   * What a limit allows, and what of it is used.
   *
   * @param limit  such as 4/PT1S or 1000/day
   * @param resets when some of what is used is free again
   */
  record Allowance(String limit, long allowed, long used, Instant resets) implements Message {
    /** WARNING: from 70 % of what is allowed; EXCEEDED: all of it is used. */
    public enum Status { OK, WARNING, EXCEEDED }

    private static final int WARNING_PERCENT = 70;

    public long remaining() {
      return Math.max(0, allowed - used);
    }

    public Status status() {
      if (used >= allowed) return Status.EXCEEDED;
      return used * 100 >= allowed * WARNING_PERCENT ? Status.WARNING : Status.OK;
    }
  }

  /** How much of a provider's quota is used, told when that changed, at most once in some seconds. */
  record QuotaUsed(String provider, List<Allowance> quota) implements Message {
    public QuotaUsed {
      quota = List.copyOf(quota);
    }
  }

  record ProviderChanged(ProviderStatus status) implements Message {}
}
