package dev.paddock.account;

import static dev.paddock.account.AccountGround.done;
import static dev.paddock.account.AccountGround.why;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.Passwords.Check;
import dev.paddock.account.rules.HashCost;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.PasswordHash;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HashingTest {
  private static final Password PASSWORD = new Password("ein Lenkrad für Müller");

  private final Vertx vertx = Vertx.vertx();
  private final Hashing hashing = new Hashing(vertx, HashCost.LEAST, 1, 2);

  @AfterAll void close() {
    vertx.close().await();
  }

  @Test void a_hash_says_what_it_cost_and_has_a_salt_of_its_own() {
    var one = done(hashing.hash(PASSWORD).await());
    var other = done(hashing.hash(PASSWORD).await());
    assertThat(one.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other.phc());
    var parts = one.phc().split("\\$");
    assertThat(Base64.getDecoder().decode(parts[4])).hasSize(16);
    assertThat(Base64.getDecoder().decode(parts[5])).hasSize(32);
  }

  @Test void the_same_password_is_right_on_whatever_keyboard_it_was_typed() {
    var known = done(hashing.hash(PASSWORD).await());
    assertThat(done(hashing.check(PASSWORD, known).await())).isEqualTo(new Check.Right(false));
    assertThat(done(hashing.check(new Password("ein Lenkrad fu\u0308r Mu\u0308ller"), known).await())).isEqualTo(new Check.Right(false));
    assertThat(done(hashing.check(new Password("ein Lenkrad fur Muller"), known).await())).isEqualTo(new Check.Wrong());
    assertThat(done(hashing.check(PASSWORD, hashing.decoy()).await())).isEqualTo(new Check.Wrong());
  }

  @Test void another_library_agrees() {
    // the sample of the reference implementation, phc-winner-argon2
    var reference = new PasswordHash(
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    assertThat(done(hashing.check(new Password("password"), reference).await())).isEqualTo(new Check.Right(false));
  }

  @Test void a_cheaper_hash_is_outdated() {
    var known = done(hashing.hash(PASSWORD).await());
    var dearer = new Hashing(vertx, new HashCost(19_456, 3, 1), 1, 1);
    assertThat(done(dearer.check(PASSWORD, known).await())).isEqualTo(new Check.Right(true));
  }

  @Test void what_comes_beyond_the_queue_is_refused_at_once_and_the_rest_is_done() {
    var all = Future.join(IntStream.range(0, 10).mapToObj(n -> hashing.hash(PASSWORD)).toList()).await().<Outcome<?>>list();
    assertThat(all.stream().filter(Outcome.Done.class::isInstance)).hasSizeGreaterThanOrEqualTo(3);
    var refused = all.stream().filter(Outcome.Refused.class::isInstance).toList();
    assertThat(refused).isNotEmpty().allSatisfy(outcome -> assertThat(why(outcome)).isEqualTo(new Refusal.Busy()));
    done(hashing.hash(PASSWORD).await());
  }
}
