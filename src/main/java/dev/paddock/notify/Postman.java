package dev.paddock.notify;

import dev.paddock.notify.store.Mails.Waiting;
import io.vertx.core.Future;

/** Carries mail out of the house. */
public interface Postman {
  /** Fails with {@link Undeliverable} where trying again is of no use, with anything else where it may be. */
  Future<Void> carry(Waiting mail);

  /** The receiver's server has refused it for good. */
  final class Undeliverable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Undeliverable(String why) {
      super(why, null, false, false);
    }
  }
}
