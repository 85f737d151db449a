package dev.paddock.fantasy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InviteCodeTest {
  @Test void a_code_is_sixty_bits_of_chance() {
    var random = new SecureRandom();
    var codes = Stream.generate(() -> InviteCode.draw(random).text()).limit(5_000).toList();
    assertThat(new HashSet<>(codes)).hasSameSizeAs(codes);
    var letters = IntStream.range(0, InviteCode.LENGTH)
        .mapToObj(place -> codes.stream().map(code -> code.charAt(place)).distinct().count()).toList();
    assertThat(letters).as("each place takes each of 32 letters").containsOnly(32L);
    double bits = letters.stream().mapToDouble(many -> Math.log(many) / Math.log(2)).sum();
    assertThat(bits).isGreaterThanOrEqualTo(50).isEqualTo(60);
  }

  @Test void every_letter_is_drawn_by_itself() {
    RandomGenerator counting = new RandomGenerator() {
      private long draws;

      @Override public long nextLong() {
        return draws++;
      }

      @Override public int nextInt(int bound) {
        return (int) (nextLong() % bound);
      }
    };
    assertThat(List.of(InviteCode.draw(counting).text(), InviteCode.draw(counting).text())).containsExactly("0123456789AB", "CDEFGHJKMNPQ");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(nullValues = "nothing", value = {
      "7K3M-X2QP-9ABC,    7K3MX2QP9ABC",
      "7k3mx2qp9abc,      7K3MX2QP9ABC",
      "' 7K3M X2QP 9ABC', 7K3MX2QP9ABC",
      "OOOO-IIII-LLLL,    000011111111",   // as people read them
      "7K3M-X2QP-9ABU,    nothing",        // U is not among the letters
      "7K3M-X2QP-9AB,     nothing",
      "7K3M-X2QP-9ABCD,   nothing",
      "'',                nothing",
      "7K3M-X2QP-9AB\u00df, nothing",      // whose capital has two letters
  })
  void what_somebody_types(String typed, String code) {
    assertThat(InviteCode.parse(typed).map(InviteCode::text).orElse(null)).isEqualTo(code);
  }

  @Test void it_is_not_for_logs() {
    assertThat(new InviteCode("7K3MX2QP9ABC")).hasToString("InviteCode[…]").extracting(InviteCode::spelled).isEqualTo("7K3M-X2QP-9ABC");
  }
}
