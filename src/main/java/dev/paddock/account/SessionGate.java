package dev.paddock.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paddock.account.rules.AccessClaims;
import dev.paddock.account.rules.Role;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.SessionStore;
import dev.paddock.account.store.SessionStore.Live;
import dev.paddock.web.Caller;
import dev.paddock.web.Gate;
import dev.paddock.web.Problem;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lets in who shows an access token whose log-in goes on. A signature is checked once a token; whether the log-in goes on, and what its
 * user may do, is looked up at least once a second: so long a revoked log-in may still be let in, on every node.
 */
public final class SessionGate implements Gate {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int TOKENS = 50_000;

  private static final Admission STRANGER =
      new Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "That is no access token of this service."));
  private static final Admission TOO_EARLY =
      new Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "That access token is not valid yet."));
  private static final Admission EXPIRED = new Admission.Refused(Problem.of(Problem.Kind.TOKEN_EXPIRED, "Access tokens last ten minutes."));
  private static final Admission ENDED =
      new Admission.Refused(Problem.of(Problem.Kind.UNAUTHENTICATED, "The log-in that this token comes from has ended. Log in again."));

  private final Function<String, Future<Optional<AccessClaims>>> tokens;
  private final SessionStore sessions;
  private final InstantSource clock;
  private final InstantSource people;
  private final Cache<ByteBuffer, AccessClaims> checked;
  private final Cache<UUID, Future<Optional<Live>>> live;

  /**
   * @param tokens checks a signature: {@link AccessTokens#read}
   * @param clock  the house's, by which log-ins end
   * @param people the clock of those who carry tokens, by which tokens expire
   */
  public SessionGate(Function<String, Future<Optional<AccessClaims>>> tokens, SessionStore sessions, InstantSource clock,
      InstantSource people) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.clock = clock;
    this.people = people;
    this.checked = Caffeine.newBuilder().maximumSize(TOKENS).ticker(this::nanos).expireAfterWrite(AccessClaims.LIFETIME).build();
    this.live = Caffeine.newBuilder().maximumSize(TOKENS).ticker(this::nanos).expireAfterWrite(FRESH).build();
  }

  @Override public Future<Admission> admit(String token) {
    var hash = ByteBuffer.wrap(new Secret(token).hash());
    var known = checked.getIfPresent(hash);
    if (known != null) return admit(known);
    return tokens.apply(token).compose(read -> {
      if (read.isEmpty()) return Future.succeededFuture(STRANGER);
      checked.put(hash, read.get());
      return admit(read.get());
    });
  }

  /** A log-in has ended, as far as this node hears: it need not wait for the second. */
  void ended(UUID session) {
    live.invalidate(session);
  }

  private Future<Admission> admit(AccessClaims claims) {
    return switch (claims.at(people.instant())) {
      case TOO_EARLY -> Future.succeededFuture(TOO_EARLY);
      case EXPIRED -> Future.succeededFuture(EXPIRED);
      case GOOD -> live(claims.session()).map(found -> found.filter(session -> session.user() == claims.user())
          .<Admission>map(session -> new Admission.Known(
              new Caller(session.user(), Optional.of(claims.session()), session.role() == Role.ADMIN)))
          .orElse(ENDED));
    };
  }

  /** Those who ask while a look-up is under way get its answer, which is younger than their question was in the cache. */
  private Future<Optional<Live>> live(UUID session) {
    return live.get(session, id -> sessions.live(id, clock.instant()).onFailure(outage -> live.invalidate(id)));
  }

  private long nanos() {
    var since = Duration.between(Instant.EPOCH, people.instant());
    return since.toNanos();
  }
}
