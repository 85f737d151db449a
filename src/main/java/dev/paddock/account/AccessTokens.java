package dev.paddock.account;

import dev.paddock.account.rules.AccessClaims;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens as they travel: JWTs of RFC 9068, signed by ES256 and nothing else. Whether a good token still counts is not for its
 * signature to say, see {@link SessionGate}.
 */
public final class AccessTokens {
  private static final String AUDIENCE = "paddock-api";
  private static final String TYPE = "at+jwt";
  private static final int LONGEST = 2_000;

  private final SigningKey key;
  private final String issuer;
  private final InstantSource clock;
  private final JWTAuth signatures;
  private final String header;

  /**
   * @param issuer names this service in its tokens, the same on every node
   * @param clock  of those who carry tokens: a replay's jumps would leave them none that is good for longer than an answer takes
   */
  public AccessTokens(Vertx vertx, SigningKey key, String issuer, InstantSource clock) {
    this.key = key;
    this.issuer = issuer;
    this.clock = clock;
    // The times are ours to check: by the clock that was handed in, not by the machine's.
    this.signatures = JWTAuth.create(vertx, new JWTAuthOptions()
        .setJWTOptions(new JWTOptions().setAlgorithm("ES256").setIssuer(issuer).setAudience(List.of(AUDIENCE)).setIgnoreExpiration(true))
        .addPubSecKey(new PubSecKeyOptions().setAlgorithm("ES256").setId(key.id()).setBuffer(key.publicPem())));
    this.header = encoded(new JsonObject().put("alg", "ES256").put("typ", TYPE).put("kid", key.id()));
  }

  /** One that is good from now on. */
  String grant(long user, UUID session) {
    return sign(AccessClaims.of(user, session, clock.instant()));
  }

  /** JWTAuth would write {@code typ: JWT} whatever it is asked for, so the token is put together here. */
  String sign(AccessClaims claims) {
    long issued = claims.issuedAt().getEpochSecond();
    var signed = header + "." + encoded(new JsonObject().put("iss", issuer).put("aud", AUDIENCE).put("sub", Long.toString(claims.user()))
        .put("sid", claims.session().toString()).put("iat", issued).put("nbf", issued).put("exp", claims.expiresAt().getEpochSecond()));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  /** What a token of ours says; empty: it is not one. It may have expired. */
  public Future<Optional<AccessClaims>> read(String token) {
    if (token.length() > LONGEST || !isOurs(token)) return Future.succeededFuture(Optional.empty());
    return signatures.authenticate(new TokenCredentials(token))
        .map(known -> claims(known.attributes().getJsonObject("accessToken")))
        .otherwise(Optional.empty());
  }

  /** Only what {@link #sign} writes: another algorithm, type or key is not looked at any further. */
  private boolean isOurs(String token) {
    return token.startsWith(header + ".") && token.chars().filter(c -> c == '.').count() == 2;
  }

  private static Optional<AccessClaims> claims(JsonObject said) {
    try {
      if (!said.getLong("nbf").equals(said.getLong("iat"))) return Optional.empty();
      return Optional.of(new AccessClaims(Long.parseLong(said.getString("sub")), UUID.fromString(said.getString("sid")),
          Instant.ofEpochSecond(said.getLong("nbf")), Instant.ofEpochSecond(said.getLong("exp"))));
    } catch (RuntimeException notAsWeWrite) {
      return Optional.empty();
    }
  }

  private static String encoded(JsonObject json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }
}
