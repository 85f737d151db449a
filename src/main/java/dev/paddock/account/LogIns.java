package dev.paddock.account;

import dev.paddock.account.Trial.Passed;
import dev.paddock.account.rules.Lifetimes;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import dev.paddock.account.rules.RefreshToken;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.account.store.FailureStore.Try;
import dev.paddock.account.store.SessionStore.Kept;
import dev.paddock.account.store.SessionStore.Session;
import dev.paddock.account.store.Stores;
import dev.paddock.db.Undertaking.Effect;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Log-ins: how they begin, go on, and end. */
public final class LogIns {
  private static final String SUCCESSOR = "refresh token";

  private final Stores stores;
  private final Passwords passwords;
  private final Effects effects;
  private final Trial trial;
  private final Keys keys;
  private final Lifetimes lifetimes;

  /**
   * What tokens are made with.
   *
   * @param ids     no two are the same
   * @param secrets nobody can guess the next
   */
  public record Keys(SigningKey signing, AccessTokens access, Supplier<UUID> ids, Supplier<Secret> secrets) {}

  /** Who asks. @param name what it calls itself, at most 200 characters */
  public record Client(String name, String address) {}

  /** What a log-in is worth: ten minutes, and the means to get more. */
  public record Granted(Account account, String accessToken, RefreshToken refreshToken, Instant refreshUntil) {}

  public LogIns(Stores stores, Passwords passwords, Effects effects, Keys keys, Lifetimes lifetimes) {
    this.stores = stores;
    this.passwords = passwords;
    this.effects = effects;
    this.trial = new Trial(stores, passwords, effects);
    this.keys = keys;
    this.lifetimes = lifetimes;
  }

  /** Whoever knows the password, from wherever he comes. */
  public Future<Outcome<Granted>> logIn(String email, Password password, Client client) {
    return trial.pass(new Try(email, client.address), () -> stores.accounts().byEmail(email), password)
        .compose(passed -> passed.then(right -> renewed(right, password)
            .compose(hash -> effects.commit(tx -> begin(tx, right, hash, client)))));
  }

  /** Empty where the hash that is kept is as good as one made today, or where there is no time to make one. */
  private Future<Optional<PasswordHash>> renewed(Passed right, Password password) {
    if (!right.outdated()) return Future.succeededFuture(Optional.empty());
    return passwords.hash(password).map(made ->
        made instanceof Outcome.Done<PasswordHash>(var hash) ? Optional.of(hash) : Optional.empty());
  }

  private Future<Outcome<Granted>> begin(SqlConnection tx, Passed right, Optional<PasswordHash> renewed, Client client) {
    var account = right.account();
    var now = effects.now();
    var until = now.plus(lifetimes.longest());
    var session = new Session(keys.ids.get(), now, now, until, client.name, client.address);
    var token = new RefreshToken(keys.ids.get(), keys.secrets.get());
    return stores.accounts().get(tx, account.user()).compose(still -> {
      // Meanwhile the password may have been changed, and with it all log-ins ended.
      if (still.isEmpty() || !still.get().password().equals(account.password())) {
        return Future.succeededFuture(Outcome.<Granted>refused(new Refusal.NotRight()));
      }
      return stores.failures().right(tx, right.who())
          .compose(done -> stores.failures().remember(tx, account.user(), client.address, now))
          .compose(done -> renewed.isEmpty() ? Future.succeededFuture()
              : stores.accounts().replace(tx, account.user(), account.password(), renewed.get()))
          .compose(done -> stores.sessions().begin(tx, account.user(), session))
          .compose(done -> stores.sessions().issue(tx, session.id(), token, now, lifetimes.token(now, until)))
          .map(done -> granted(account, session.id(), token, lifetimes.token(now, until)));
    });
  }

  private Outcome<Granted> granted(Account account, UUID session, RefreshToken token, Instant until) {
    var access = keys.access.grant(account.user(), session);
    return new Outcome.Done<>(new Granted(account, access, token, until));
  }

  /** Each token once; the same client may ask again for {@link RefreshToken#GRACE}. Whoever shows a used one ends the log-in. */
  public Future<Outcome<Granted>> refresh(RefreshToken token, Client client) {
    return effects.<Ended>commitAll(tx -> stores.sessions().lock(tx, token.id()).compose(found -> {
      var now = effects.now();
      var kept = found.filter(k -> MessageDigest.isEqual(k.hash(), token.secret().hash()))
          .filter(k -> !k.sessionEnded() && k.expiresAt().isAfter(now) && k.sessionExpiresAt().isAfter(now));
      if (kept.isEmpty()) return answer(Outcome.refused(new Refusal.NoSession()));
      return kept.get().used().isEmpty() ? succeed(tx, token, kept.get(), client)
          : kept.get().used().get().again(client.name, now) ? repeat(tx, token, kept.get())
          : end(tx, kept.get());
    })).map(ended -> {
      ended.session.ifPresent(session -> effects.ended(ended.user, List.of(session)));
      return ended.outcome;
    });
  }

  /** An outcome, and the log-in that it has ended. */
  private record Ended(Outcome<Granted> outcome, long user, Optional<UUID> session) {}

  private static Future<Effect<Ended>> answer(Outcome<Granted> outcome) {
    return Future.succeededFuture(new Effect<>(new Ended(outcome, 0, Optional.empty()), List.of()));
  }

  private Future<Effect<Ended>> succeed(SqlConnection tx, RefreshToken token, Kept kept, Client client) {
    var now = effects.now();
    var successor = successor(token, keys.ids.get());
    var until = lifetimes.token(now, kept.sessionExpiresAt());
    return stores.sessions().use(tx, token.id(), new RefreshToken.Used(now, client.name), successor.id())
        .compose(done -> stores.sessions().issue(tx, kept.session(), successor, now, until))
        .compose(done -> stores.sessions().seen(tx, kept.session(), now, client.address))
        .compose(done -> stores.accounts().get(tx, kept.user()))
        .compose(account -> answer(granted(account.orElseThrow(), kept.session(), successor, until)));
  }

  private Future<Effect<Ended>> repeat(SqlConnection tx, RefreshToken token, Kept kept) {
    var successor = successor(token, kept.successor().orElseThrow());
    var until = lifetimes.token(kept.used().orElseThrow().at(), kept.sessionExpiresAt());
    return stores.accounts().get(tx, kept.user())
        .compose(account -> answer(granted(account.orElseThrow(), kept.session(), successor, until)));
  }

  /** Made from the one before it by a key that only the house has: it can be said again, and is kept nowhere. */
  private RefreshToken successor(RefreshToken token, UUID id) {
    return new RefreshToken(id, Secret.of(keys.signing.derive(SUCCESSOR, id + "\n" + token.secret().text())));
  }

  private Future<Effect<Ended>> end(SqlConnection tx, Kept kept) {
    var session = kept.session();
    return stores.sessions().end(tx, session, kept.user(), effects.now(), "token reused")
        .compose(done -> effects.warn(tx, kept.user(), "reuse:" + session, "A log-in was ended for your safety",
            "Somebody has used one of its tokens a second time: it may have been stolen. Log in again; if you do not know why, "
                + "change your password."))
        .map(letter -> new Effect<>(new Ended(Outcome.refused(new Refusal.Reused()), kept.user(), Optional.of(session)), letter));
  }

  /** Those that go on, the last used first. */
  public Future<List<Session>> list(long user) {
    return stores.sessions().list(user, effects.now());
  }

  public Future<Outcome<Void>> end(long user, UUID session, String why) {
    return effects.commit(tx -> stores.sessions().end(tx, session, user, effects.now(), why)).map(ended -> {
      if (!ended) return Outcome.refused(new Refusal.NotFound("log-in " + session));
      effects.ended(user, List.of(session));
      return new Outcome.Done<>(null);
    });
  }

  /** On every device. */
  public Future<Void> endAll(long user) {
    return effects.commit(tx -> stores.sessions().endAll(tx, user, effects.now(), "logged out everywhere", Optional.empty())).map(ended -> {
      effects.ended(user, ended);
      return null;
    });
  }
}
