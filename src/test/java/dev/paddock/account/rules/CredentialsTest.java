package dev.paddock.account.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people log in with. */
class CredentialsTest {
  private static final Set<String> COMMON = Set.of("password1234", "qwertyuiop12");

  @ParameterizedTest(name = "{0}: {1}") @CsvSource(delimiter = '|', value = {
      "elevenchars             | at least 12",
      "twelve chars            | ",
      "🏎🏎🏎🏎🏎🏎🏎🏎🏎🏎🏎!   | ",                  // twelve, as people count
      "nosignsnordigitsnorcaps | ",                  // nothing has to be in it
      "password1234            | among the first",
      "PassWord1234            | among the first",
      "............            | among the first",
      "niki lauda for ever     | does not contain",
      "i am n.lauda@ home      | does not contain",
  })
  void passwords(String text, String refusal) {
    var refused = new Password(text).refusal("Niki Lauda", "n.lauda@example.org", COMMON);
    if (refusal == null) assertThat(refused).isEmpty();
    else assertThat(refused).hasValueSatisfying(why -> assertThat(why).contains(refusal));
  }

  @Test void a_password_has_128_characters_at_most() {
    assertThat(new Password("ab".repeat(64)).refusal("x", "y@z", COMMON)).isEmpty();
    assertThat(new Password("ab".repeat(64) + "c").refusal("x", "y@z", COMMON)).isPresent();
  }

  @Test void a_short_name_says_nothing() {
    assertThat(new Password("a maximum of speed").refusal("Max", "max@example.org", COMMON)).isEmpty();
  }

  @Property void nothing_that_is_secret_is_ever_printed(@ForAll long seed) {
    var secret = Secret.random(new Random(seed));
    assertThat(secret.toString() + new Password(secret.text()) + new RefreshToken(UUID.randomUUID(), secret)).doesNotContain(secret.text());
  }

  @Property void a_refresh_token_is_read_as_it_was_written(@ForAll long seed) {
    var token = new RefreshToken(new UUID(seed, ~seed), Secret.random(new Random(seed)));
    assertThat(RefreshToken.parse(token.text())).contains(token);
  }

  @ParameterizedTest @ValueSource(strings = {"", ".", "x.y", "00000000-0000-0000-0000-000000000000.", "00000000-0000-0000-0000-000000000000.short",
      "0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void what_is_no_refresh_token(String text) {
    assertThat(RefreshToken.parse(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}") @CsvSource({
      "niki@example.org, true", "Niki.Lauda+f1@mail.example.co.uk, true", "müller@exämple.org, true", "o'ward@example.org, true",
      "niki, false", "niki@example, false", "@example.org, false", "niki@, false", "ni ki@example.org, false", "niki@exa mple.org, false",
      "niki@@example.org, false", "<niki@example.org>, false", "niki@example..org, false", "niki@-example.org, false", "a;b@example.org, false"})
  void addresses(String text, boolean is) {
    assertThat(EmailAddress.isOne(text)).isEqualTo(is);
  }

  @ParameterizedTest @ValueSource(strings = {"niki@example.org\nBcc: all@example.org", "niki@example.org\r", "ni\tki@example.org", "ni\0ki@example.org"})
  void no_address_ends_a_header_line(String text) {
    assertThat(EmailAddress.isOne(text)).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}") @CsvSource({
      "Niki, true", "Kimi Räikkönen, true", "Pat O'Ward, true", "33, false", "ab1, true", "Jr., true", "周冠宇, true",
      "Ni, false", "N<b>, false", "a@b, false", "Two  blanks, false", "-abc, false", "abc-, false",
      "abcdefghijklmnopqrstuvwxyzabcdefg, false"})
  void names(String text, boolean is) {
    assertThat(PlayerName.isOne(PlayerName.kept(text))).isEqualTo(is);
  }

  @Test void hashing_is_never_cheaper_than_the_least() {
    for (var cost : new int[][] {{19_455, 2, 1}, {19_456, 1, 1}, {19_456, 2, 0}}) {
      assertThatThrownBy(() -> new HashCost(cost[0], cost[1], cost[2])).hasMessageContaining("at least m=19456");
    }
  }

  @ParameterizedTest(name = "{0} against m={1}, t={2}, p={3}: outdated {4}") @CsvSource(delimiter = '|', value = {
      "m=19456,t=2,p=1 | 19456 | 2 | 1 | false",
      "m=19456,t=2,p=1 | 19457 | 2 | 1 | true",
      "m=19456,t=2,p=1 | 19456 | 3 | 1 | true",
      "m=19456,t=2,p=1 | 19456 | 2 | 2 | true",
      "m=65536,t=3,p=4 | 19456 | 2 | 1 | false",
      "m=4096,t=3,p=1  | 19456 | 2 | 1 | true",
  })
  void hashes_grow_old(String parameters, int memory, int iterations, int parallelism, boolean outdated) {
    assertThat(new PasswordHash("$argon2id$v=19$" + parameters + "$c2FsdA$dGFn").isWeakerThan(new HashCost(memory, iterations, parallelism)))
        .isEqualTo(outdated);
  }

  @ParameterizedTest @ValueSource(strings = {"", "plain", "$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$dGFn", "$2a$10$abcdefghijklmnopqrstuv"})
  void only_argon2id_is_kept(String phc) {
    assertThatThrownBy(() -> new PasswordHash(phc)).hasMessage("not a hash of argon2id");
  }
}
