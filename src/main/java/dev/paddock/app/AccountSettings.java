package dev.paddock.app;

import dev.paddock.account.SigningKey;
import dev.paddock.account.rules.HashCost;
import dev.paddock.account.rules.Lifetimes;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Accounts: how passwords are hashed, how long log-ins last.
 *
 * @param siteUrl where users find the page; empty: where it listens
 * @param issuer  names this service in its tokens
 * @param key     signs access tokens; empty: one is made in the data folder
 * @param threads hashes at a time
 * @param waiting hashes that wait for one of these
 */
public record AccountSettings(Optional<URI> siteUrl, String issuer, Optional<SigningKey> key, Lifetimes lifetimes, HashCost cost,
    int threads, int waiting) {
  private static final int KIB = 1024;
  private static final int MOST_MEMORY = 1 << 30;

  static AccountSettings read(SettingsReader r) {
    var threads = r.number("accounts.argon2.threads", 0, 64);
    var settings = new AccountSettings(
        r.optional("accounts.site-url", "http://host or https://host/path", SettingsReader::httpUrl),
        r.word("accounts.issuer"),
        r.optional("accounts.key", "PEM with a private and a public key of P-256", SigningKey::parse),
        new Lifetimes(r.duration("accounts.session.idle", Duration.ofMinutes(10), Duration.ofDays(3650)),
            r.duration("accounts.session.longest", Duration.ofMinutes(10), Duration.ofDays(3650))),
        new HashCost(r.bytes("accounts.argon2.memory", HashCost.LEAST.memoryKib() * KIB, MOST_MEMORY) / KIB,
            r.number("accounts.argon2.iterations", HashCost.LEAST.iterations(), 100),
            r.number("accounts.argon2.parallelism", HashCost.LEAST.parallelism(), 16)),
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        r.number("accounts.argon2.waiting", 0, 10_000));
    r.require(r.isFromEnvironment("accounts.key"), "accounts.key", "nothing here: it is taken from the environment only");
    return settings;
  }
}
