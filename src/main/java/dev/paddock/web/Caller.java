package dev.paddock.web;

import java.util.Optional;
import java.util.UUID;

/**
 * Who is asking, as the gate knows him.
 *
 * @param user    0 for the operator, who has no account
 * @param session the log-in that his token is of; empty for the operator
 * @param admin   whether he may do what the contract marks {@code security: [admin]}
 */
public record Caller(long user, Optional<UUID> session, boolean admin) {
  /** Whoever shows the admin token. */
  public static final Caller OPERATOR = new Caller(0, Optional.empty(), true);

  /** For the audit log. */
  public String name() {
    return user == 0 ? "operator" : "user:" + user;
  }
}
