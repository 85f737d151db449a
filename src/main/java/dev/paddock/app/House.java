package dev.paddock.app;

import dev.paddock.account.SigningKey;
import dev.paddock.bus.Bus;
import dev.paddock.db.Closing;
import dev.paddock.db.Ledger;
import dev.paddock.db.Letters;
import dev.paddock.db.Outbox;
import dev.paddock.db.Postbox;
import dev.paddock.db.Undertaking;
import dev.paddock.fantasy.web.DriverNames;
import dev.paddock.kernel.Timers;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Seal;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;

/**
 * What every room may use.
 *
 * @param live in real time: a replay jumps over what happens by the clock alone
 * @param key  the same on every node
 */
record House(Node node, Settings settings, Timers timers, boolean live, Commits commits, Slots slots, DriverNames names,
    AnswerCache answers, SigningKey key) {
  /** Closes what is given away and must come back as it was: by the house's one key, so that it opens on every node. */
  Seal seal() {
    return new Seal(key.derive("seal", ""));
  }

  /** Where effects outside of the database are written down, in the transaction of their cause. */
  record Slots(Outbox outbox, Letters letters, Postbox postbox, Ledger ledger) {}

  /** Transactions that end a slot, and those that no slot caused. */
  record Commits(Closing closing, Undertaking undertaking) {}

  /** Where users find the site, without a slash at its end: the beginning of every link in a mail. */
  URI site() {
    return settings.play().accounts().siteUrl()
        .orElseGet(() -> URI.create("http://" + settings.http().host() + ":" + settings.http().port()));
  }

  Vertx vertx() {
    return node.vertx();
  }

  Bus bus() {
    return node.bus();
  }

  Pool transactions() {
    return node.pools().transactions();
  }

  SqlClient reads() {
    return node.pools().reads();
  }
}
