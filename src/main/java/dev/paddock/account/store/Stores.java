package dev.paddock.account.store;

import io.vertx.sqlclient.SqlClient;

/** What accounts keep. */
public record Stores(AccountStore accounts, SessionStore sessions, LinkStore links, FailureStore failures) {
  /** @param reads what is read outside of a transaction */
  public static Stores on(SqlClient reads) {
    return new Stores(new AccountStore(reads), new SessionStore(reads), new LinkStore(reads), new FailureStore());
  }
}
