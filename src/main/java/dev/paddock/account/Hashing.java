package dev.paddock.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.paddock.account.rules.HashCost;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Argon2id, on workers of its own: a hash takes a core for tens of milliseconds and the memory of its cost, so only so many run at a time,
 * and only so many wait.
 */
public final class Hashing implements Passwords {
  private static final int SALT = 16;
  private static final int TAG = 32;

  private final HashCost cost;
  private final WorkerExecutor workers;
  private final Semaphore places;
  private final SecureRandom random = new SecureRandom();
  private final PasswordHash decoy;

  /**
   * @param threads hashes at a time
   * @param waiting hashes that wait for a thread; what comes beyond is refused
   */
  public Hashing(Vertx vertx, HashCost cost, int threads, int waiting) {
    this.cost = cost;
    this.workers = vertx.createSharedWorkerExecutor("account.hashing", threads);
    this.places = new Semaphore(threads + waiting);
    this.decoy = phc(cost, bytes(SALT), bytes(TAG));
  }

  @Override public Future<Outcome<PasswordHash>> hash(Password password) {
    return work(() -> {
      var salt = bytes(SALT);
      return phc(cost, salt, tag(password, salt));
    });
  }

  @Override public Future<Outcome<Check>> check(Password password, PasswordHash known) {
    return work(() -> {
      boolean right = Argon2Function.getInstanceFromHash(known.phc())
          .check(utf8(password), known.phc().getBytes(StandardCharsets.US_ASCII));
      return right ? new Check.Right(known.isWeakerThan(cost)) : new Check.Wrong();
    });
  }

  /** Of no password: its tag is drawn. */
  @Override public PasswordHash decoy() {
    return decoy;
  }

  private <T> Future<Outcome<T>> work(Callable<T> task) {
    if (!places.tryAcquire()) return Future.succeededFuture(Outcome.refused(new Refusal.Busy()));
    return workers.executeBlocking(task, false).<Outcome<T>>map(Outcome.Done::new).onComplete(done -> places.release());
  }

  private byte[] tag(Password password, byte[] salt) {
    return Argon2Function.getInstance(cost.memoryKib(), cost.iterations(), cost.parallelism(), TAG, Argon2.ID)
        .hash(utf8(password), salt).getBytes();
  }

  private static PasswordHash phc(HashCost cost, byte[] salt, byte[] tag) {
    var base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash("$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.parallelism() + "$"
        + base64.encodeToString(salt) + "$" + base64.encodeToString(tag));
  }

  private static byte[] utf8(Password password) {
    return password.text().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
