package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes mail to be sent, from within the transaction of its cause: both are kept, or neither. */
public interface Postbox {
  /** Nobody collects. */
  Postbox CLOSED = (tx, at, mail) -> Future.succeededFuture(List.of());

  /** Answers the work of delivering it: plans that belong into the same transaction, see {@link Undertaking.Effect}. */
  Future<List<Plan>> put(SqlConnection tx, Instant at, Mail mail);

  /**
   * @param key         one mail is sent for it, ever
   * @param to          an address
   * @param unsubscribe where a POST ends mail of this kind (RFC 8058); empty: it cannot be turned off
   */
  record Mail(String key, String to, String subject, String text, Optional<String> unsubscribe) {
    public Mail(String key, String to, String subject, String text) {
      this(key, to, subject, text, Optional.empty());
    }

    /** Links in it open accounts: none of it is for a log. */
    @Override public String toString() {
      return "Mail[" + key + "]";
    }
  }
}
