package dev.paddock.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  @Test void a_key_is_read_as_it_was_written_even_on_one_line() {
    var pem = SigningKey.generate();
    assertThat(SigningKey.parse(pem).id()).hasSize(43).isEqualTo(SigningKey.parse(pem.replace("\n", "\\n")).id())
        .isEqualTo(SigningKey.parse(pem.replace("\n", " ")).id());
    assertThat(SigningKey.parse(pem).jwk()).containsOnlyKeys("kty", "crv", "x", "y", "kid", "alg", "use");
    assertThat(SigningKey.parse(pem)).hasToString("SigningKey[" + SigningKey.parse(pem).id() + "]");
  }

  @Test void coordinates_have_32_bytes_whatever_they_begin_with() {
    for (int n = 0; n < 300; n++) {
      var jwk = SigningKey.parse(SigningKey.generate()).jwk();
      assertThat(jwk.get("x")).hasSize(43);
      assertThat(jwk.get("y")).hasSize(43);
    }
  }

  @Test void two_halves_of_two_keys_are_none() {
    var one = SigningKey.generate();
    var other = SigningKey.generate();
    var mixed = one.substring(0, one.indexOf("-----BEGIN PUBLIC")) + other.substring(other.indexOf("-----BEGIN PUBLIC"));
    assertThatThrownBy(() -> SigningKey.parse(mixed)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("do not belong together");
  }

  @ParameterizedTest @ValueSource(strings = {"", "secret", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
  void what_is_no_key(String pem) {
    assertThatThrownBy(() -> SigningKey.parse(pem)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test void what_is_derived_depends_on_key_purpose_and_text() {
    var pem = SigningKey.generate();
    var key = SigningKey.parse(pem);
    assertThat(key.derive("a", "b")).isEqualTo(SigningKey.parse(pem).derive("a", "b")).hasSize(32)
        .isNotEqualTo(key.derive("b", "b")).isNotEqualTo(key.derive("a", "c"))
        .isNotEqualTo(SigningKey.parse(SigningKey.generate()).derive("a", "b"));
  }
}
