package dev.paddock.web;

import dev.paddock.web.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The guard of the operations that the contract marks {@code security: [admin]}: a bearer token that the operator has set. */
public record AdminToken(Optional<String> token) {
  /** No operator: nobody gets past. */
  public static final AdminToken NONE = new AdminToken(Optional.empty());

  private static final String SCHEME = "Bearer ";

  /** @param authorization the request's header, or null; empty: let him in */
  Optional<Problem> refuse(String authorization) {
    if (token.isEmpty()) return Optional.of(Problem.of(Kind.FORBIDDEN,
        "This operation is the operator's, and no admin token is set: PADDOCK_ADMIN_TOKEN sets one."));
    if (authorization == null) return Optional.of(Problem.of(Kind.UNAUTHENTICATED, "Send the header Authorization: Bearer <admin token>."));
    boolean known = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && same(authorization.substring(SCHEME.length()).strip(), token.get());
    return known ? Optional.empty() : Optional.of(Problem.of(Kind.UNAUTHENTICATED, "That is not the admin token."));
  }

  /** Takes as long for the first wrong letter as for the last. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override public String toString() {
    return "AdminToken[" + (token.isPresent() ? "***" : "none") + "]";
  }
}
