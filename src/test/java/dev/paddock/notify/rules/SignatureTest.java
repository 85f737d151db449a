package dev.paddock.notify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.notify.rules.Signature.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values were made by OpenSSL: {@code printf 't.body' | openssl dgst -sha256 -hmac secret}. */
class SignatureTest {
  static final Duration TOLERANCE = Duration.ofMinutes(5);
  static final String BODY = "{\"id\":\"horse.race.final:horse-4711:17\"}";
  static final String SIGNED = "t=1732250000,v1=eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc";

  @ParameterizedTest(name = "{2} at {1}")
  @CsvSource(delimiter = '|', value = {
      "whsec_test | 1732250000 | {\"id\":\"horse.race.final:horse-4711:17\"} | eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc",
      "whsec_test | 1732250000 | ''                                      | 0f3169a4f6828ae5cf9960aa7f677948254240671cf9227d881f3d7bf8b31d3a",
      "whsec_test | 0          | Grüße                                   | 88fa0c060d991a1fa38d87b1f4e462aaa33d78a06e8028ea1e69937f5b0ca688",
  })
  void is_what_anybody_else_would_compute(String secret, long seconds, String body, String hex) {
    assertThat(Signature.of(secret, Instant.ofEpochSecond(seconds), bytes(body))).isEqualTo("t=" + seconds + ",v1=" + hex);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "as sent                       | t=1732250000,v1=eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc | PT0S   | GENUINE",
      "the last second               | t=1732250000,v1=eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc | PT5M   | GENUINE",
      "a second later                | t=1732250000,v1=eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc | PT301S | STALE",
      "from a clock that is ahead    | t=1732250000,v1=eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc | -PT6M  | STALE",
      "its instant was changed       | t=1732250100,v1=eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc | PT0S   | FORGED",
      "its first letter was changed  | t=1732250000,v1=fead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc | PT0S   | FORGED",
      "nothing                       | -                                                                                | PT0S   | UNREADABLE",
      "too short                     | t=1732250000,v1=eead                                                             | PT0S   | UNREADABLE",
      "another scheme                | sha256=eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc          | PT0S   | UNREADABLE",
      "an instant of the far future  | t=99999999999999,v1=eead922f6f2b0cc410090ae749f2fa0c3e6208a86e139c0fa9cf3588eac505bc | PT0S | UNREADABLE",
  })
  void what_was_signed(String what, String header, Duration later, Verdict verdict) {
    var now = Instant.ofEpochSecond(1732250000).plus(later);
    assertThat(Signature.verify("whsec_test", header, bytes(BODY), now, TOLERANCE)).isEqualTo(verdict);
    assertThat(Signature.verify("whsec_tesT", SIGNED, bytes(BODY), now, TOLERANCE)).as("of another secret").isEqualTo(Verdict.FORGED);
  }

  @Property(tries = 200) void a_body_that_differs_in_one_byte_is_another_body(
      @ForAll @NotEmpty byte[] body, @ForAll @IntRange(max = 10_000) int at, @ForAll @IntRange(min = 1, max = 255) int by) {
    var now = Instant.ofEpochSecond(1732250000);
    var header = Signature.of("whsec_test", now, body);
    assertThat(Signature.verify("whsec_test", header, body, now, TOLERANCE)).isEqualTo(Verdict.GENUINE);
    var other = body.clone();
    other[at % other.length] ^= (byte) by;
    assertThat(Signature.verify("whsec_test", header, other, now, TOLERANCE)).isEqualTo(Verdict.FORGED);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
