package dev.paddock.f1.rules;

import static dev.paddock.f1.rules.CautionTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingTest {
  @ParameterizedTest(name = "the source said {0}, entered was {1}, now it says {2}, released {3}: {4}")
  @CsvSource({
      "abc, acb, abc, false, STANDS",          // what was overruled does not count again
      "abc, acb, bac, false, CONTRADICTED",    // something new does not replace it silently
      "abc, acb, acb, false, AGREES",
      "abc, acb, ab,  false, CONTRADICTED",
      "abc, acb, abc, true,  RELEASED",
      "abc, acb, bac, true,  RELEASED",
      "abc, acb, acb, true,  AGREES",
      "   , acb, abc, false, CONTRADICTED",    // the source had nothing when it was entered
      "   , acb, acb, false, AGREES",
      "abc, acB, acb, false, CONTRADICTED",    // the same places, but nobody was disqualified
      "abc, acB, acB, false, AGREES",
  })
  void it_stands_until_it_is_released_or_the_source_agrees(String said, String entered, String now, boolean released, Ruling.Word word) {
    var ruling = new Ruling(Optional.ofNullable(said).map(cars -> order(cars).fingerprint()), released);
    assertThat(ruling.against(order(entered), order(now))).isEqualTo(word);
  }

  @Test void what_was_left_empty_is_the_sources_to_say() {
    var said = order("abc");
    var entered = new Classification(said.cars().stream().map(car -> new CarResult(car.driverId(), car.constructorId(), car.number(),
        car.position(), car.finish(), null, null, null, null, null, null, null, null, null)).toList());
    assertThat(new Ruling(Optional.empty(), false).against(entered, said)).isEqualTo(Ruling.Word.AGREES);
    assertThat(new Ruling(Optional.empty(), false).against(said, entered)).as("and what was entered it must say")
        .isEqualTo(Ruling.Word.CONTRADICTED);
    assertThat(new Ruling(Optional.empty(), false).against(new Classification(List.of()), said)).isEqualTo(Ruling.Word.CONTRADICTED);
  }
}
