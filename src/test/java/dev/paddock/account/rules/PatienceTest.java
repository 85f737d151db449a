package dev.paddock.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.account.rules.Delay.Failures;
import dev.paddock.account.rules.Patience.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  static final Instant NOW = Instant.parse("2026-03-08T05:00:00Z");

  @ParameterizedTest(name = "{0} here at this account, {1} from this address, {2} at this account; owner seen here: {3}. Wait {4}") @CsvSource({
      "0,  0,   0,     false, PT0S",
      "4,  4,   4,     false, PT1S",
      "4,  4,   4,     true,  PT1S",     // even where he has been before
      "0,  0,   10000, false, PT36S",    // a swarm of addresses: a stranger to the account waits, not for long
      "0,  0,   10000, true,  PT0S",     // and its owner does not
      "0,  200, 0,     false, PT5M",     // an address that tries one account after the other
      "0,  200, 0,     true,  PT0S",     // and somebody who shares it with whoever does that
      "99, 99,  99,    true,  PT15M",
  })
  void whose_failures_make_whom_wait(int pair, int address, int account, boolean known, Duration wait) {
    var failures = Map.of(Counter.PAIR, new Failures(pair, NOW), Counter.ADDRESS, new Failures(address, NOW),
        Counter.ACCOUNT, new Failures(account, NOW));
    assertThat(Patience.left(failures, known, NOW)).isEqualTo(wait);
  }
}
