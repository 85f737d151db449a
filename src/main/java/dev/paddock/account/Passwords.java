package dev.paddock.account;

import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import io.vertx.core.Future;

/** Makes hashes of passwords, and compares with them. Both take long, and are refused when too many want it. */
public interface Passwords {
  Future<Outcome<PasswordHash>> hash(Password password);

  Future<Outcome<Check>> check(Password password, PasswordHash known);

  /** To be compared with where there is nothing to compare with: that takes as long. */
  PasswordHash decoy();

  sealed interface Check {
    /** @param outdated hashes are more expensive today */
    record Right(boolean outdated) implements Check {}

    record Wrong() implements Check {}
  }
}
