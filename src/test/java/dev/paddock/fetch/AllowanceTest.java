package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fetch.contract.Fetching.Allowance;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {
  @ParameterizedTest(name = "{1} of {0} calls used: {2}, {3} remain")
  @CsvSource({
      "200,   0, OK,       200",
      "200, 139, OK,       61",
      "200, 140, WARNING,  60",
      "200, 199, WARNING,  1",
      "200, 200, EXCEEDED, 0",
      "200, 201, EXCEEDED, 0",    // the limit was lowered meanwhile
      "4,     2, OK,       2",
      "4,     3, WARNING,  1",
      "1,     0, OK,       1",
      "1,     1, EXCEEDED, 0",
  })
  void an_operator_is_warned_before_it_is_all_used(long allowed, long used, Allowance.Status status, long remaining) {
    var allowance = new Allowance(allowed + "/PT1H", allowed, used, Instant.EPOCH);
    assertThat(allowance.status()).isEqualTo(status);
    assertThat(allowance.remaining()).isEqualTo(remaining);
  }
}
