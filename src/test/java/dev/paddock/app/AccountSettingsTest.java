package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.account.SigningKey;
import dev.paddock.account.rules.HashCost;
import dev.paddock.account.rules.Lifetimes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountSettingsTest {
  private static AccountSettings read(Map<String, String> environment, Map<String, String> flags) {
    return Settings.read(Optional.empty(), environment, flags).play().accounts();
  }

  @Test void a_newcomer_needs_to_set_nothing() {
    var s = read(Map.of(), Map.of());
    assertThat(s.cost()).isEqualTo(HashCost.LEAST).isEqualTo(new HashCost(19_456, 2, 1));
    assertThat(s.lifetimes()).isEqualTo(new Lifetimes(Duration.ofDays(30), Duration.ofDays(180)));
    assertThat(s.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(s.key()).isEmpty();
    assertThat(s.siteUrl()).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}: expected {2}") @CsvSource({
      "accounts.argon2.memory,      19455KB, a size such as 8MB",
      "accounts.argon2.memory,      8MB,     a size such as 8MB",
      "accounts.argon2.iterations,  1,       a whole number from 2",
      "accounts.argon2.parallelism, 0,       a whole number from 1",
      "accounts.session.idle,       PT1M,    a duration such as",
      "accounts.site-url,           ftp://x, http://host",
  })
  void nothing_weaker_is_taken(String name, String value, String expected) {
    assertThatThrownBy(() -> read(Map.of(), Map.of(name, value))).isInstanceOf(SettingsProblem.class)
        .hasMessageContaining(name).hasMessageContaining(expected);
  }

  @Test void the_key_is_in_the_environment_and_nowhere_else() {
    var pem = SigningKey.generate();
    assertThat(read(Map.of("PADDOCK_ACCOUNTS_KEY", pem), Map.of()).key()).isPresent();
    assertThatThrownBy(() -> read(Map.of(), Map.of("accounts.key", pem))).isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("accounts.key").message().doesNotContain("PRIVATE");
    assertThatThrownBy(() -> read(Map.of("PADDOCK_ACCOUNTS_KEY", "secret"), Map.of())).isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("PEM with a private and a public key of P-256");
  }
}
